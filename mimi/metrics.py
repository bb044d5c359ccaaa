"""The figures of a process at an address for the operator alone: loopback, a port of its own."""

from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server

from mimi.kit.figures import Shop
from mimi.kit.kit import Kit

HOST = "127.0.0.1"  # who collects from elsewhere brings a tunnel


def shop(kit: Kit) -> Shop:
    return Shop(kit.figures, kit.clock.now, lambda: kit.chimes.count)


def open_shop(kit: Kit) -> WSGIServer:
    """In a thread, so that it answers while the server is busy. Ends with `shutdown`."""
    registry = CollectorRegistry()  # without the library's own, which watch the processor
    registry.register(shop(kit))
    server, _ = start_http_server(kit.settings.metrics_port, HOST, registry)
    return server
