"""The engine in a process of its own, which is given a staged folder and nothing else."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from caveat.content.problem import CaveatError
from caveat_site.finding import Finding
from caveat_site.isolation.confinement import Confinement
from caveat_site.isolation.locked_in import LockedIn
from caveat_site.isolation.tool_chain import tool_chain


class EngineError(CaveatError):
    """The engine failed outside any page, or its process ended in a way it should not."""


class Engine:
    """A rendering, from when it is started until it is closed.

    `folder` holds the staged folder as `staged`; the site comes beside it as `site`. `as_at` is the edition's date, the
    only date the process knows. What the process must not reach lies in `hidden`.
    """

    def __init__(self, folder: Path, as_at: str, hidden: Iterable[Path] = ()) -> None:
        self.site = folder / "site"
        self.reduced_isolation = ""
        """What is missing for full isolation, and why; empty where nothing is."""
        self._folder, self._as_at, self._hidden = folder, as_at, tuple(hidden)
        self._started: list[LockedIn] = []

    def start(self) -> None:
        """Start the process, as locked in as this machine allows. Raises ToolChainError where it holds what is hidden.

        Whoever calls this calls `close` too, whatever is raised here.
        """
        scratch, root = self._folder / "scratch", self._folder / "root"
        for new in (self.site, scratch, root):
            new.mkdir()
        tools = tool_chain(hidden=(self._folder, *self._hidden))
        given = Confinement(self._folder / "staged", self.site, scratch, tools.readable, tools.imports, root)
        if self._locked(given, tools.own) is None:
            reason = _last_line(self._process.said())
            lock = self._locked(replace(given, root=None), tools.own)
            self.reduced_isolation = _reduced(reason, lock or {})

    def _locked(self, given: Confinement, own: tuple[Path, ...]) -> dict[str, bool] | None:
        environment = _environment(given.scratch, self._as_at)
        # A process that nobody knows of could not be stopped, and would write into a folder that is being removed.
        with _signals_held():
            self._started.append(LockedIn(given, own, environment, (self._folder / "errors").open("w+b")))
        return self._process.lock()

    @property
    def _process(self) -> LockedIn:
        return self._started[-1]

    def findings(self, on_page: Callable[[int, int], None] = lambda _done, _total: None) -> tuple[Finding, ...]:
        """Wait for the end; what is wrong with the pages. Raises EngineError."""
        found = tuple(self._listen(on_page))
        code = self._process.process.wait()
        said = self._process.said()
        if os.environ.get("CAVEAT_DEBUG"):
            sys.stderr.write(said + "\n" if said else "")
        if code != (1 if found else 0):
            how = f"was stopped by signal {-code}" if code < 0 else f"ended with code {code}"
            raise EngineError(f"the site engine {how}{': ' if said else ''}{_last_line(said)}")
        return found

    def close(self) -> None:
        """Stop the process, should it have been started and still run."""
        while self._started:
            self._process.close()
            self._started.pop()

    def _listen(self, on_page: Callable[[int, int], None]) -> Iterator[Finding]:
        for values in self._process.lines():
            if "failed" in values:
                raise EngineError(f"the site engine failed: {values['failed']}")
            if "code" in values:
                yield Finding(values["uri"], values["code"], values["message"])
            else:
                on_page(values["done"], values["of"])


@contextmanager
def _signals_held() -> Iterator[None]:
    """Signals that end a build arrive afterwards. The process that is started meanwhile holds them for good."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _reduced(reason: str, lock: dict[str, bool]) -> str:
    escape = "could use the network" if lock.get("landlock") else "could read other files and use the network"
    return f"no namespaces ({reason}), so machine code in the site engine {escape}"


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]


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
