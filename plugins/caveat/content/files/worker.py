"""Work on PDF in a process of its own: a file that would take all time or memory ends that process and nothing else."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import IO, Any, Self

from caveat.content.files.refusal import Refusal, too_complex

SECONDS = 20
"""Of computing, for one file."""
MEMORY = 2_000_000_000
"""Bytes of address space that the process may take."""
_START = (
    "import json, sys; sys.path += json.loads(sys.argv.pop(1)); "
    "from caveat.content.files.serving import serve; serve(int(sys.argv[1]), int(sys.argv[2]))"
)


class Worker:
    """A process that is started for the first file, and again after a file that ended it.

    A request is `task length` on a line and so many bytes; an answer is a length on a line and so many bytes of JSON.
    """

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._limits = (str(seconds), str(memory))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def inspect(self, data: bytes) -> tuple[Refusal, ...]:
        """Every reason to refuse a PDF, sorted."""
        return _refusals(self._ask("inspect", data))

    def clean(self, data: bytes) -> tuple[bytes, tuple[Refusal, ...]]:
        """A clean copy of a PDF; or nothing, and why there can be none."""
        answer = self._ask("clean", data)
        return base64.b64decode(answer.get("data", "")), _refusals(answer)

    def close(self) -> None:
        """End the process, should there be one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close() if pipe else None
            except BrokenPipeError:
                # A request that nobody read any more.
                continue

    def _ask(self, task: str, data: bytes) -> Mapping[str, Any]:
        process = self._process = self._process or self._start()
        try:
            write_message(process.stdin, task, data)
            _, answer = read_message(process.stdout)
        except (OSError, ValueError):
            # The process has ended: by its limits, or by a fault in a parser.
            self.close()
            stopped = too_complex(f"the file takes more time or memory than the inspection allows ({SECONDS} seconds)")
            return {"refusals": [as_values(stopped.refusal)]}
        found: Mapping[str, Any] = json.loads(answer)
        return found

    def _start(self) -> "subprocess.Popen[bytes]":
        folders = json.dumps([os.path.realpath(entry) for entry in sys.path if entry])
        return subprocess.Popen(  # noqa: S603 - Our own interpreter and module.
            [sys.executable, "-I", "-X", "utf8", "-c", _START, folders, *self._limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A signal from the keyboard is for this process to answer.
            start_new_session=True,
        )


def write_message(pipe: IO[bytes] | None, task: str, data: bytes) -> None:
    """Send a word and bytes. Raises OSError where nobody listens."""
    if pipe is None:
        raise BrokenPipeError
    pipe.write(f"{task} {len(data)}\n".encode() + data)
    pipe.flush()


def read_message(pipe: IO[bytes] | None) -> tuple[str, bytes]:
    """Receive a word and bytes. Raises ValueError where the other side has ended."""
    task, size = (pipe.readline() if pipe else b"").split()
    data = pipe.read(int(size)) if pipe else b""
    if len(data) != int(size):
        raise ValueError
    return task.decode(), data


def as_values(refusal: Refusal) -> list[str]:
    """A refusal as JSON has it."""
    return [refusal.code, refusal.message]


def _refusals(answer: Mapping[str, Any]) -> tuple[Refusal, ...]:
    return tuple(Refusal(code, message) for code, message in answer["refusals"])
