"""WebDriver BiDi (W3C) over a WebSocket (RFC 6455): as much as the tests in Firefox need, on this machine only.

Playwright cannot drive Debian's Firefox yet: it sends a command that this version does not know.
"""

import base64
import itertools
import json
import os
import socket
from types import TracebackType
from typing import Any, Self

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_PATIENCE = 60.0
"""Seconds for an answer."""


class Connection:
    """A session with a browser. Close it by leaving its `with` block."""

    def __init__(self, port: int) -> None:
        self.events: list[dict[str, Any]] = []
        self._numbers = itertools.count(1)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._stream = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET /session HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        status = self._stream.readline()
        if b" 101 " not in status:
            raise ConnectionError(status.decode(errors="replace"))
        while self._stream.readline().strip():
            pass

    def send(self, method: str, **given: Any) -> Any:
        """What a command gives. Raises RuntimeError where the browser says that it failed."""
        number = next(self._numbers)
        self._write(_TEXT, json.dumps({"id": number, "method": method, "params": given}).encode())
        while True:
            message = json.loads(self._message())
            if message.get("id") == number:
                if message["type"] != "success":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]
            self.events.append(message)

    def _message(self) -> bytes:
        """The next message of text, put together from its frames."""
        whole = b""
        while True:
            first, length = self._stream.read(2)
            length &= 127
            if length > 125:
                length = int.from_bytes(self._stream.read(2 if length == 126 else 8), "big")
            data = self._stream.read(length)
            kind = first & 15
            if kind == _CLOSE:
                raise ConnectionError("the browser has closed the connection")
            if kind == _PING:
                self._write(_PONG, data)
            elif kind < _CLOSE:
                whole += data
                if first & 128:
                    return whole

    def _write(self, kind: int, data: bytes) -> None:
        """Send one frame. A client masks what it sends."""
        size = len(data)
        if size < 126:
            head = bytes((128 | kind, 128 | size))
        else:
            long = size > 0xFFFF
            head = bytes((128 | kind, 128 | (127 if long else 126))) + size.to_bytes(8 if long else 2, "big")
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        self._socket.sendall(head + mask + masked)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        self._socket.close()
