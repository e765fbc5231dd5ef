"""Analyses of pages kept from one run to the next, in a private folder: a page is analysed again when it has changed.

What is kept holds text of every edition. It is never staged, and lies where only this user can read it. It is JSON and
not a pickle, so a file that somebody else wrote can at worst be wrong; and each file carries the SHA-256 of what it
holds, so one that is damaged or cut off is as good as none. So is one of another form.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

from caveat.projection.staged import Document
from caveat.search.analysis import Analysis
from caveat.search.phrases import Phrases

Analyse = Callable[[Document], Analysis | None]
"""Analyses a page; None where that failed."""

_FILE = TypeAdapter(dict[str, Analysis])


class Kept(Protocol):
    """Where analyses are kept."""

    def analyses(self, documents: Sequence[Document], known: Phrases, analyse: Analyse) -> list[Analysis | None]:
        """The analysis of each page: kept, or made now."""


class Nowhere:
    """Keeps nothing."""

    def analyses(self, documents: Sequence[Document], _known: Phrases, analyse: Analyse) -> list[Analysis | None]:
        """The analysis of each page, made now."""
        return list(map(analyse, documents))


class KeptInFile:
    """Keeps the analyses of the pages that an edition has now, in one file."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def analyses(self, documents: Sequence[Document], known: Phrases, analyse: Analyse) -> list[Analysis | None]:
        """The analysis of each page: kept, or made now. What is damaged or cannot be written costs time alone."""
        before, now = _analyses_of(read_kept(self._place)), dict[str, Analysis]()
        words = f"{tool()}\n{known!r}"
        found: list[Analysis | None] = []
        for document in documents:
            key = _digest(f"{words}\n{document!r}")
            made = before.get(key) or analyse(document)
            if made is not None:
                now[key] = made
            found.append(made)
        if now.keys() != before.keys():
            write_kept(self._place, _FILE.dump_json(now).decode())
        return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _analyses_of(text: str) -> dict[str, Analysis]:
    try:
        return _FILE.validate_json(text) if text else {}
    except ValueError:
        return {}


@cache
def tool() -> str:
    """A digest of the code that analyses: what it kept before a change of it is worth nothing after."""
    here = Path(__file__).parent
    code = [each.read_bytes() for each in (*sorted(here.glob("*.py")), here.parent / "projection" / "dialect.py")]
    versions = [version(name).encode() for name in ("lxml", "Markdown", "pymdown-extensions", "whoosh-reloaded")]
    return hashlib.sha256(b"\0".join((*code, *versions))).hexdigest()


def read_kept(place: Path) -> str:
    """The text that a file keeps; empty where it is missing or damaged."""
    try:
        said, _, text = place.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return ""
    return text if said == _digest(text) else ""


def write_kept(place: Path, text: str) -> None:
    """Keep a text in a file that only this user can read. A folder that cannot be written costs time alone."""
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # It holds restricted text: never to be committed.
        (place.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f"{place.stem}-", suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{_digest(text)}\n{text}")
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
