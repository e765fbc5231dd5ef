"""What a rule has to say, and what it looks at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from caveat.checking.codes import WARNINGS
from caveat.content.corpus import Corpus, Page, Passage
from caveat.content.problem import Location, Problem

Source = Page | Passage


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """It is to be mended or answered before anything is merged."""
    WARNING = "warning"
    """It is told, and stops nothing."""


def severity(problem: Problem) -> Severity:
    """How much a problem weighs."""
    return Severity.WARNING if problem.code in WARNINGS else Severity.ERROR


class Remark(NamedTuple):
    """A finding that an editor may answer."""

    problem: Problem
    about: str = ""
    """What it is about, in the rule's own words: what an answer's `about` is compared with."""


def remark(code: str, location: Location, message: str, about: str = "") -> Remark:
    """A finding of a rule."""
    return Remark(Problem(location, code, message), about)


@dataclass(frozen=True, slots=True)
class Library:
    """A source without errors, as the rules look at it."""

    corpus: Corpus
    today: date
    """The day that reviews are held against."""
    changed: frozenset[str] | None = None
    """Paths of the files to look at; None: all."""
    whole: bool = True
    """Whether every page of the project could be read."""

    def sources(self) -> Iterator[Source]:
        """The pages and shared passages to look at, sorted by path."""
        every: tuple[Source, ...] = (*self.corpus.pages, *self.corpus.passages.values())
        for source in sorted(every, key=lambda each: each.path):
            if self.changed is None or source.path in self.changed:
                yield source

    def pages(self) -> Iterator[Page]:
        """The pages to look at that some edition shows or is to show."""
        return (source for source in self.sources() if isinstance(source, Page))


Rule = Callable[[Library], Iterator[Remark]]
