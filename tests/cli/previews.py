"""Previews as users run them: real processes on a free port."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from cli.running import environment


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """A preview under way."""

    def __init__(self, root: Path, port: int, process: "subprocess.Popen[str]", log: Path) -> None:
        self.root, self.process, self.log = root, process, log
        self.port, self.address = port, f"127.0.0.1:{port}"

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def ask(self, path: str, headers: Mapping[str, str]) -> tuple[int, str]:
        """Status and text of an answer, whatever they are."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", f"/{path}", headers=dict(headers))
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def status(self, path: str) -> int:
        return self.ask(path, {})[0]

    def wait(self, path: str, word: str, *, there: bool = True) -> str:
        """The page, once it has a word, or no longer has it."""
        until = time.monotonic() + 40
        while time.monotonic() < until:
            try:
                text = self.ask(path, {})[1]
            except OSError:
                text = ""
            if text and (word in text) is there:
                return text
            assert self.process.poll() is None, self.said
            time.sleep(0.05)
        raise AssertionError(f"{word} in {path}: {self.said}")

    def wait_for_log(self, words: str) -> None:
        until = time.monotonic() + 40
        while words not in self.said and time.monotonic() < until:
            time.sleep(0.05)
        assert words in self.said

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def serving(root: Path, *arguments: str, command: str = "caveat_cli", **changes: str) -> Iterator[Server]:
    """A preview, `caveat serve` or, for the command `mkdocs`, `mkdocs serve`."""
    port = free_port()
    place = ("--port", str(port)) if command == "caveat_cli" else ("--dev-addr", f"127.0.0.1:{port}")
    (root / "temporary").mkdir(exist_ok=True)
    log = root / "log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", command, "serve", *place, *arguments],
            cwd=root,
            env=environment(TMPDIR=str(root / "temporary"), **changes),
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # Where the tests run in the background of a shell, SIGINT is ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - No threads here.
        )
        try:
            yield Server(root, port, process, log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def state(server: Server, edition: str, address: str, page: str = "", bar: str = "") -> dict[str, str | None]:
    """What the script of a page is told."""
    found: dict[str, str | None] = json.loads(
        server.get(f"_preview/state?edition={edition}&address={address}&page={page}&bar={bar}")
    )
    return found
