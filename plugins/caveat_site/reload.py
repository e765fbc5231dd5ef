"""Live reload under the pages' own content policy.

The server of `mkdocs serve` puts a script element with its code inside into each page, which the policy of the pages
refuses. Here the same code becomes a file of the server's.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_INLINE = re.compile(rb"<script>(?P<code>\s*var livereload = .*?)</script>", re.DOTALL)
_ADDRESS = "/caveat-reload/"
_MOST = 200
"""Scripts remembered: a browser asks for one at once, or never."""


class ReloadByFile:
    """A WSGI application around the server's own."""

    def __init__(self, inner: WSGIApplication) -> None:
        self._inner = inner
        self._scripts: OrderedDict[str, bytes] = OrderedDict()
        self._numbers = count()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = str(environ.get("PATH_INFO", ""))
        if path.startswith(_ADDRESS):
            script = self._scripts.get(path, b"")
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(script)))])
            return [script]
        answer = _Answer()
        body = b"".join(self._inner(environ, answer.start))
        if answer.is_html:
            body = _INLINE.sub(self._as_file, body)
        headers = [(name, value) for name, value in answer.headers if name.lower() != "content-length"]
        start_response(answer.status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _as_file(self, found: re.Match[bytes]) -> bytes:
        address = f"{_ADDRESS}{next(self._numbers)}.js"
        self._scripts[address] = found["code"]
        if len(self._scripts) > _MOST:
            self._scripts.popitem(last=False)
        return f'<script src="{address}"></script>'.encode()


class _Answer:
    """What the inner application says about its answer."""

    def __init__(self) -> None:
        self.status = "500 Internal Server Error"
        self.headers: list[tuple[str, str]] = []

    def start(self, status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return lambda _data: None

    @property
    def is_html(self) -> bool:
        return any(name.lower() == "content-type" and value.startswith("text/html") for name, value in self.headers)
