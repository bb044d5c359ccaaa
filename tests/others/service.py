"""What the services have in common: a socket, a clock that a test may set, and bad days."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, ClassVar, NamedTuple
from urllib.parse import parse_qsl, urlsplit

Answer = tuple[int, dict[str, Any]]


class Asked(NamedTuple):
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes


class Service:
    """One provider; `wants` is what a test wants of it, `calls` what it was asked."""

    name: ClassVar[str]

    def __init__(self) -> None:
        self.wake = Event()
        self.reset()

    def reset(self) -> None:
        self.wants: dict[str, Any] = {}
        self.calls: list[dict[str, Any]] = []
        self.kept: dict[str, Any] = {}
        self.wake.set()

    def now(self) -> int:
        return int(self.wants.get("now") or time.time())

    def want(self, wants: dict[str, Any]) -> None:
        if wants.pop("reset", False):
            self.reset()
        self.wake.clear()
        self.wants = {name: one for name, one in {**self.wants, **wants}.items() if one is not None}
        if self.wants.pop("forget", False):  # the access tokens that it gave out
            self.kept.pop("tokens", None)

    def answer(self, asked: Asked) -> Answer:
        raise NotImplementedError


def start(service: Service) -> int:
    """Serves it in threads; the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._do(b"")

        def do_POST(self) -> None:
            self._do(self.rfile.read(int(self.headers.get("content-length", 0))))

        def _do(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/_":
                if body:
                    service.want(json.loads(body))
                return self._say(200, json.dumps(service.calls).encode())
            mode = service.wants.get("mode")
            if mode == "silent":  # until the test is over
                service.wake.wait(20)
                self.close_connection = True
                return None
            if mode == "down":
                return self._say(503, b"<html>Service Unavailable</html>")
            if mode == "garbled":
                return self._say(200, b"<html>Maintenance</html>")
            if mode == "odd":  # JSON, of a shape that no document has
                status, odd = service.wants["odd"]
                return self._say(status, json.dumps(odd).encode())
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            asked = Asked(self.command, parts.path, query, headers, body)
            status, answer = service.answer(asked)
            return self._say(status, json.dumps(answer).encode(), answer.get("location", ""))

        def _say(self, status: int, body: bytes, to: str = "") -> None:
            self.send_response(status)
            if to:
                self.send_header("location", to)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port
