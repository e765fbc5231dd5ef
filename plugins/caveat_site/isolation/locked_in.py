"""A process that locks itself in, seen from the build."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from caveat_site.isolation.confinement import Confinement

# Without the module `site`: what lies in site-packages can have code run at the start of every interpreter.
_INTERPRETER = (sys.executable, "-I", "-S", "-B", "-X", "utf8")
_START = "import sys; sys.path += sys.argv[2:]; from caveat_site.isolation.start import start; start()"


class LockedIn:
    """An engine's process, which locks itself in before anything else.

    Starting it waits for nothing, so that a caller can hold off signals meanwhile, and always has what to close.
    """

    def __init__(
        self, given: Confinement, own: tuple[Path, ...], environment: Mapping[str, str], errors: IO[bytes]
    ) -> None:
        self._errors = errors
        self.process = subprocess.Popen(  # noqa: S603 - Our own interpreter and module.
            [*_INTERPRETER, "-c", _START, given.as_argument(), *map(str, own)],
            cwd=given.scratch,
            env=environment,
            # Nothing is written to it. The process ends when it is closed, so also when the build is killed.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            umask=0o022,
            # A signal from the keyboard is for the build to answer.
            start_new_session=True,
        )

    def lock(self) -> dict[str, bool] | None:
        """Wait until it is locked in: how it is; None where it cannot be, and has ended. Asked once."""
        return next(self.lines(), None)

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it prints, until it has ended."""
        for line in self.process.stdout or ():
            yield json.loads(line)

    def said(self) -> str:
        """What is on standard error."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip()

    def close(self) -> None:
        """Stop it, should it still run, and return when nothing of it is left."""
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        if self.process.stdin and self.process.stdout:
            self.process.stdin.close()
            # Ends when the last process that could still write a file has.
            self.process.stdout.read()
            self.process.stdout.close()
        self.process.wait()
        self._errors.close()
