"""The engine in a process of its own, which is given a staged folder and nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from caveat.content.problem import CaveatError
from caveat_site.finding import Finding

_START = "import json, sys; sys.path += json.loads(sys.argv.pop(1)); from caveat_site.render import run; run()"


class EngineError(CaveatError):
    """The engine's process ended in a way it should not."""


class Engine:
    """A rendering under way.

    `folder` holds the staged folder as `staged`; the site comes beside it as `site`. `as_at` is the edition's date, the
    only date the process knows. It imports from no folder that holds one of `hidden`.
    """

    def __init__(self, folder: Path, as_at: str, hidden: Iterable[Path] = ()) -> None:
        self.site = folder / "site"
        scratch = folder / "scratch"
        for new in (self.site, scratch):
            new.mkdir()
        arguments = [json.dumps(_import_path(hidden)), *map(str, (folder / "staged", self.site, scratch))]
        self._errors = (folder / "errors").open("w+b")
        self._process = subprocess.Popen(  # noqa: S603 - Our own interpreter and module.
            [sys.executable, "-I", "-X", "utf8", "-c", _START, *arguments],
            cwd=scratch,
            env=_environment(scratch, as_at),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            umask=0o022,
            # A signal from the keyboard is for this process to answer.
            start_new_session=True,
        )

    def findings(self, on_page: Callable[[int, int], None] = lambda _done, _total: None) -> tuple[Finding, ...]:
        """Wait for the end; what is wrong with the pages. Raises EngineError."""
        found = tuple(self._listen(on_page))
        code = self._process.wait()
        self._errors.seek(0)
        errors = self._errors.read().decode(errors="replace").strip()
        if os.environ.get("CAVEAT_DEBUG"):
            sys.stderr.write(errors + "\n" if errors else "")
        if code != (1 if found else 0):
            how = f"was stopped by signal {-code}" if code < 0 else f"ended with code {code}"
            raise EngineError(f"the site engine {how}{': ' if errors else ''}{errors.rpartition(chr(10))[2]}")
        return found

    def close(self) -> None:
        """Stop the process, should it still run."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdout, self._errors):
            if pipe:
                pipe.close()

    def _listen(self, on_page: Callable[[int, int], None]) -> Iterator[Finding]:
        lines: IO[bytes] | tuple[()] = self._process.stdout or ()
        for line in lines:
            values: dict[str, Any] = json.loads(line)
            if "code" in values:
                yield Finding(values["uri"], values["code"], values["message"])
            else:
                on_page(values["done"], values["of"])


def _import_path(hidden: Iterable[Path]) -> list[str]:
    """Where this process imports from, without folders that hold the source."""
    folders = [Path(entry).resolve() for entry in sys.path if entry]
    kept = list(hidden)
    return [str(folder) for folder in folders if not any(path.is_relative_to(folder) for path in kept)]


def _environment(scratch: Path, as_at: str) -> dict[str, str]:
    """An allowlist: no variable of the user's shell reaches the engine."""
    seconds = int(datetime.fromisoformat(as_at).replace(tzinfo=UTC).timestamp())
    folders = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    debug = {"CAVEAT_DEBUG": "1"} if os.environ.get("CAVEAT_DEBUG") else {}
    return {
        "LC_ALL": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": str(max(seconds, 0)),
        "TZ": "UTC",
        **dict.fromkeys(folders, str(scratch)),
        **debug,
    }
