"""The engine in a process of its own, which is given a staged folder and nothing else."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
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
    """A rendering under way.

    `folder` holds the staged folder as `staged`; the site comes beside it as `site`. `as_at` is the edition's date, the
    only date the process knows. Raises ToolChainError where the tool chain holds one of `hidden`.
    """

    def __init__(self, folder: Path, as_at: str, hidden: Iterable[Path] = ()) -> None:
        self.site = folder / "site"
        self.reduced_isolation = ""
        """What is missing for full isolation, and why; empty where nothing is."""
        scratch, root = folder / "scratch", folder / "root"
        for new in (self.site, scratch, root):
            new.mkdir()
        tools = tool_chain(hidden=(folder, *hidden))
        given = Confinement(folder / "staged", self.site, scratch, tools.readable, tools.imports, root)

        def started(given: Confinement) -> LockedIn:
            return LockedIn(given, tools.own, _environment(scratch, as_at), (folder / "errors").open("w+b"))

        self._locked_in = started(given)
        if self._locked_in.lock is None:
            reason = _last_line(self._locked_in.said())
            self._locked_in.close()
            self._locked_in = started(replace(given, root=None))
            self.reduced_isolation = _reduced(reason, self._locked_in.lock or {})

    def findings(self, on_page: Callable[[int, int], None] = lambda _done, _total: None) -> tuple[Finding, ...]:
        """Wait for the end; what is wrong with the pages. Raises EngineError."""
        found = tuple(self._listen(on_page))
        code = self._locked_in.process.wait()
        said = self._locked_in.said()
        if os.environ.get("CAVEAT_DEBUG"):
            sys.stderr.write(said + "\n" if said else "")
        if code != (1 if found else 0):
            how = f"was stopped by signal {-code}" if code < 0 else f"ended with code {code}"
            raise EngineError(f"the site engine {how}{': ' if said else ''}{_last_line(said)}")
        return found

    def close(self) -> None:
        """Stop the process, should it still run."""
        self._locked_in.close()

    def _listen(self, on_page: Callable[[int, int], None]) -> Iterator[Finding]:
        for values in self._locked_in.lines():
            if "failed" in values:
                raise EngineError(f"the site engine failed: {values['failed']}")
            if "code" in values:
                yield Finding(values["uri"], values["code"], values["message"])
            else:
                on_page(values["done"], values["of"])


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
