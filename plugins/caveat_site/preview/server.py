"""The preview's answers to a browser: on this machine's own address, under its own name, and to its own pages alone.

A page of somewhere else that the same browser has open must read nothing. A name that leads to this machine by its
owner's doing (DNS rebinding) is no name of the preview's, and is refused. Scripts and images of the preview cannot be
embedded elsewhere: a shard of the index is a script, and holds text of its edition.
"""

import json
import socket
import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from caveat.content.problem import CaveatError
from caveat_site.preview.answers import Answers
from caveat_site.preview.bar import OWN, POLICY, asset, with_bar

ADDRESS = "127.0.0.1"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class PortInUseError(CaveatError):
    """Somebody else listens there."""


class Server(ThreadingHTTPServer):
    """Listens on this machine's own address."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        """Raises PortInUseError."""
        self.answers: Answers | None = None
        try:
            super().__init__((ADDRESS, port), partial(_Handler))
        except OSError as error:
            reason = "is in use, perhaps by another preview" if port else "cannot be had"
            raise PortInUseError(f"port {port} {reason} ({error.strerror}); name another one with --port") from error

    @property
    def names(self) -> tuple[str, ...]:
        """How a browser may call it."""
        port = self.server_address[1]
        return tuple(f"{host}{end}" for host in (ADDRESS, "localhost") for end in (f":{port}", *([""] * (port == 80))))

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - The base class's form.
        """One line and no text: a browser that went away is no error, and a traceback may quote protected text."""
        error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
        if not isinstance(error, OSError):
            sys.stderr.write(f"caveat: unexpected {type(error).__name__} in an answer; please report this line\n")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server
    server_version = "caveat"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.server.names:
            words = f"This is a preview on this machine. Open it as http://{self.server.names[0]}/."
            self._answer(421, words.encode())
        elif self._is_from_elsewhere():
            self._answer(403, b"This is a preview. Only its own pages may ask for this.")
        else:
            self._route()

    do_HEAD = do_GET  # noqa: N815 - The base class's name.

    def _is_from_elsewhere(self) -> bool:
        """Whether a page of somewhere else embeds this, as browsers say; a link from elsewhere may lead here."""
        site, mode = self.headers.get("Sec-Fetch-Site", "none"), self.headers.get("Sec-Fetch-Mode", "navigate")
        return site not in ("none", "same-origin") and mode != "navigate"

    def _route(self) -> None:
        parts = urlsplit(self.path)
        name, slash, address = unquote(parts.path).lstrip("/").partition("/")
        if self.server.answers is None:
            self._answer(503, b"The preview starts.")
        elif name == OWN:
            self._own(self.server.answers, address, dict(parse_qsl(parts.query, keep_blank_values=True)))
        elif not name:
            self._redirect(f"/{self.server.answers.first}/index.html")
        elif not slash or not address or address.endswith("/"):
            self._redirect(f"/{quote(name)}/{quote(address)}index.html")
        elif address.endswith(".html"):
            self._page(self.server.answers, name, address)
        else:
            self._file(self.server.answers.file(name, address), address)

    def _own(self, answers: Answers, address: str, given: dict[str, str]) -> None:
        if address == "state":
            self._answer(200, json.dumps(answers.state(given)).encode(), _TYPES[".json"])
        else:
            self._file(asset(address), address)

    def _page(self, answers: Answers, name: str, address: str) -> None:
        page = answers.page(name, address)
        if page is None:
            self._answer(404, b"There is no such edition.")
        else:
            self._answer(page.status, with_bar(page.html, answers.bar(name, address), page.token), _TYPES[".html"])

    def _file(self, content: bytes | None, address: str) -> None:
        if content is None:
            self._answer(404, b"There is no such file.")
        else:
            suffix = PurePosixPath(address).suffix.lower()
            self._answer(200, content, _TYPES.get(suffix, "application/octet-stream"))

    def _redirect(self, address: str) -> None:
        self._answer(302, b"", Location=address)

    def _answer(self, status: int, body: bytes, kind: str = "text/plain; charset=utf-8", **more: str) -> None:
        self.send_response(status)
        for name, value in (_HEADERS | more | {"Content-Type": kind, "Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def setup(self) -> None:
        super().setup()
        # A page and what it loads are small answers, one after the other.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
