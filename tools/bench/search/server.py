"""A web server for one folder, on this machine only, that counts what it sends and can be as slow as a phone's network.

Text goes out compressed, as a web server sends it; what is compressed already goes as it is. Bytes are those of the
bodies. The slow line is one for all requests and workers of a page: `rate` bytes a second in all, and every request is
answered after `latency` seconds.
"""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".css": "text/css",
}
_GZIP = b"\x1f\x8b"
_PIECE = 8192
_STILL = 0.5
"""Seconds without a request after which a page has all that it wants."""


@dataclass(frozen=True, slots=True)
class Network:
    """How fast the line is."""

    rate: float
    """Bytes a second."""
    latency: float
    """Seconds before each answer begins."""


PHONE = Network(rate=4_000_000 / 8, latency=0.06)


@dataclass(slots=True)
class Line:
    """What has been sent, and when the line is free again."""

    sent: int = 0
    network: Network | None = None
    free: float = 0.0
    asked: int = 0
    """Requests that are being answered."""
    last: float = 0.0
    """When the last of the answers was done."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, size: int) -> None:
        """Return when `size` more bytes have had time to cross the line."""
        with self.lock:
            self.sent += size
            if self.network is None:
                return
            self.free = max(self.free, time.monotonic()) + size / self.network.rate
            until = self.free
        time.sleep(max(0.0, until - time.monotonic()))

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While a request is being answered."""
        with self.lock:
            self.asked += 1
        try:
            yield
        finally:
            with self.lock:
                self.asked -= 1
                self.last = time.monotonic()

    def rest(self) -> None:
        """Return when nothing has been asked for in the last half of a second."""
        while self.asked or time.monotonic() - self.last < _STILL:
            time.sleep(_STILL / 10)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Line]]:
    """The address of a server for a folder, and its line, while it runs."""
    line = Line()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            if not path.is_file():
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            body, encoding = _body(path)
            with line.answering():
                self._answer(body, encoding, _TYPES.get(path.suffix, "application/octet-stream"))

        def _answer(self, body: bytes, encoding: str, kind: str) -> None:
            if line.network is not None:
                time.sleep(line.network.latency)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", kind)
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            for start in range(0, len(body), _PIECE):
                piece = body[start : start + _PIECE]
                line.wait(len(piece))
                self.wfile.write(piece)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}", line
        finally:
            running.shutdown()


@cache
def _body(path: Path) -> tuple[bytes, str]:
    """What is sent of a file, and its encoding. Kept, so that no request waits for the compression."""
    plain = path.read_bytes()
    if plain.startswith(_GZIP):
        return plain, ""
    packed = gzip.compress(plain, 6)
    return (packed, "gzip") if len(packed) < len(plain) else (plain, "")
