"""A push service on a socket, as browsers' makers run them: RFC 8030, with RFC 8292 (who pushes)
and RFC 8291 (only the device can read it), each checked here without the server's own code."""

import json
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mimi.kit import base64url

P256 = ec.SECP256R1()


class Push(NamedTuple):
    """As it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def claims(self) -> dict[str, Any]:
        """Of whoever pushes. Raises InvalidSignature."""
        parts = dict(part.split("=", 1) for part in self._credentials.split(","))
        key = ec.EllipticCurvePublicKey.from_encoded_point(P256, base64url.decode(parts["k"], 65))
        signed, _, signature = parts["t"].rpartition(".")
        r, s = _halves(base64url.decode(signature, 64))
        key.verify(encode_dss_signature(r, s), signed.encode(), ec.ECDSA(SHA256()))
        head, claims = (json.loads(base64url.decode(part)) for part in signed.split("."))
        assert head == {"typ": "JWT", "alg": "ES256"}
        return {**claims, "key": parts["k"]}

    @property
    def _credentials(self) -> str:
        scheme, _, rest = self.headers["authorization"].partition(" ")
        assert scheme == "vapid"
        return rest


def _halves(signature: bytes) -> tuple[int, int]:
    return int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")


@dataclass
class PushService:
    """`answers` by path: (status, Retry-After); 201 when there is none."""

    url: str = ""
    pushes: list[Push] = field(default_factory=list[Push])
    answers: defaultdict[str, tuple[int, str]] = field(
        default_factory=lambda: defaultdict(lambda: (201, ""))
    )

    def take(self) -> list[Push]:
        taken, self.pushes = self.pushes, []
        return taken


@contextmanager
def push_service() -> Generator[PushService]:
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.pushes.append(Push(self.path, headers, body))
            status, retry_after = service.answers[self.path]
            self.send_response(status)
            if status == 302:
                self.send_header("location", f"{service.url}/elsewhere")
            if retry_after:
                self.send_header("retry-after", retry_after)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Quietly."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 100  # all members are rung at once

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


class Receiver:
    """The keys of a browser, and what it makes of a push."""

    def __init__(self, number: int) -> None:
        self._key = ec.derive_private_key(number + 1, P256)
        self._auth = number.to_bytes(16, "big")
        self.path = f"/push/{number}"

    @property
    def _public(self) -> bytes:
        return self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def subscription(self, service: str, parts: list[int]) -> dict[str, Any]:
        return {
            "endpoint": f"{service}{self.path}",
            "p256dh": base64url.encode(self._public),
            "auth": base64url.encode(self._auth),
            "parts": parts,
        }

    def opened(self, body: bytes) -> bytes:
        """RFC 8188 and 8291, step by step. Raises InvalidTag."""
        salt, length = body[:16], body[20]
        assert (int.from_bytes(body[16:20], "big"), length) == (4096, 65)
        theirs, sealed = body[21:86], body[86:]
        point = ec.EllipticCurvePublicKey.from_encoded_point(P256, theirs)
        shared = self._key.exchange(ec.ECDH(), point)
        info = b"WebPush: info\0" + self._public + theirs
        ikm = _derived(shared, self._auth, info, 32)
        key = _derived(ikm, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(ikm, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        said, _, padding = plain.rpartition(b"\2")
        assert padding == b"", "the last record ends with 2 and zeros"
        return said


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
