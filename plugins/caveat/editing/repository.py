"""The files of a new content repository: settings, first pages, and what GitHub runs."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from caveat.content.problem import CaveatError
from caveat.editing.neighbours import initials

NO_SOURCE = "https://git.example.org/caveat.git"
"""Stands in `caveat.pin` until somebody writes where Caveat's repository is: no such host exists (RFC 2606)."""
NO_COMMIT = "0" * 40
"""The id that no commit has; what installs Caveat refuses it."""
COMMIT = re.compile(r"[0-9a-f]{40}")
_HIDDEN: Mapping[str, str] = {"github": ".github", "gitignore": ".gitignore"}
"""Names that tools would take for their own where Caveat itself is developed, to what they are called in the end."""
_TITLE = re.compile(r"[^\s\"\\](?:[^\n\t\"\\]*[^\s\"\\])?")


class RepositoryTitleError(CaveatError):
    """A site cannot be called like that."""


@dataclass(frozen=True, slots=True)
class NewRepository:
    """What is known of a repository before it is made."""

    title: str
    day: dt.date
    """Of its first page."""
    source: str = NO_SOURCE
    """Where git finds Caveat."""
    commit: str = NO_COMMIT
    """The commit of Caveat to install."""

    def files(self) -> Mapping[str, bytes]:
        """Path to content. Raises RepositoryTitleError for a title that needs more than quotes around it."""
        if not _TITLE.fullmatch(self.title):
            raise RepositoryTitleError("a title is one line, without quotation marks and backslashes")
        return {path: self._filled(text).encode() for path, text in sorted(templates())}

    def _filled(self, text: str) -> str:
        values = {
            "@SITE_NAME@": self.title,
            "@PREFIX@": initials(self.title),
            "@DATE@": self.day.isoformat(),
            "@REVIEW@": dt.date(self.day.year + 1, self.day.month, 1).isoformat(),
            "@SOURCE@": self.source,
            "@COMMIT@": self.commit,
        }
        # In one pass: a value that looks like another placeholder stays as it is.
        return re.sub("|".join(values), lambda found: values[found[0]], text)


def templates() -> Iterator[tuple[str, str]]:
    """Path and text of every file, with its placeholders."""
    yield from _below(resources.files("caveat.editing") / "new_repository", "")


def _below(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        path = f"{above}{_HIDDEN.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _below(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")
