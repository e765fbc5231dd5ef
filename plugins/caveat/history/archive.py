"""The earlier releases of one edition: which there are, and what it may still see of them.

An edition has a release only where what it sees changed: one that changed nothing for it leaves no trace, no date and
no number. All of this is computed from what the edition may see: two histories that differ only elsewhere are one here.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caveat.content.corpus import Corpus
from caveat.content.findings import counted
from caveat.content.problem import Problem
from caveat.history.recall import reaches, without_recalled
from caveat.history.recalls import Recalls
from caveat.history.releases import Released
from caveat.history.then_and_now import as_allowed_now
from caveat.projection.catalogue import Catalogue
from caveat.projection.furnish import Furnishing
from caveat.projection.limit import PageLimit, unlimited
from caveat.projection.project import Examined, examine


@dataclass(frozen=True, slots=True)
class EarlierRelease:
    """A release as one edition may see it now."""

    date: date
    source: Released
    corpus: Corpus
    """Its source, without what the edition may not see today and what was recalled."""
    examined: Examined
    catalogue: Catalogue

    @property
    def folder(self) -> str:
        """Where it stands in the edition's site, with a slash at its end."""
        return f"releases/{self.date.isoformat()}/"


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything earlier of one edition."""

    releases: tuple[EarlierRelease, ...] = ()
    """The oldest first; what is in force is not among them."""
    dated: date | None = None
    """The edition's own date; None where it has no release."""
    is_released: bool = False
    """Whether what is in force is the latest release as it was made."""


NO_ARCHIVE = Archive()


def archive(
    history: Sequence[Released],
    now: Corpus,
    recalls: Recalls,
    current: Examined,
    limit: PageLimit = unlimited,
) -> tuple[Archive, tuple[Problem, ...]]:
    """An edition's archive and what is wrong with it; `current` is what it sees of today's source `now`."""
    edition = current.view.edition.name
    found, problems = list[EarlierRelease](), list[Problem]()
    before = ""
    for released in history:
        if edition not in released.corpus.configuration.editions:
            continue
        corpus = reduced(released, now, recalls, edition)
        examined = examine(corpus, edition, limit=limit)
        problems += _problems(released, examined)
        digest = content_digest(examined)
        if digest != before and (examined.view.pages or found):
            found.append(EarlierRelease(released.record.date, released, corpus, examined, Catalogue(examined.view)))
        before = digest
    if not found:
        return NO_ARCHIVE, tuple(problems)
    if content_digest(current) == before:
        return Archive(tuple(found[:-1]), found[-1].date, is_released=True), tuple(problems)
    changed = Catalogue(current.view).dated
    return Archive(tuple(found), max(found[-1].date, changed or found[-1].date)), tuple(problems)


def reduced(released: Released, now: Corpus, recalls: Recalls, edition: str) -> Corpus:
    """The source of a release as an edition may see it by the source `now` and its recalls."""
    # Recalls first: lines are counted in the release as it was made.
    corpus = without_recalled(released.corpus, released.record.name, edition, recalls.entries)
    return as_allowed_now(corpus, now)


def content_digest(examined: Examined) -> str:
    """A digest of everything an edition shows, whenever it is released and whatever came before."""
    view = replace(examined.view, dated=None, archived=True)
    projection = Furnishing(Catalogue(view), examined.pages).projection()
    whole = hashlib.sha256(json.dumps(projection.extra, sort_keys=True).encode())
    for address, content in projection.tree().items():
        whole.update(f"\n{address} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def _problems(released: Released, examined: Examined) -> Iterator[Problem]:
    """What does not fit together any more, at the release's own record: its files are not there to be mended."""
    if examined.problems:
        first = examined.problems[0]
        more = f", and {counted(len(examined.problems) - 1, 'more')}" if len(examined.problems) > 1 else ""
        message = (
            f"in the {examined.view.edition.name} edition of this release, at {first.location}: {first.message}{more};"
            " recall that place too (caveat recall), or narrow less today"
        )
        yield Problem(released.record.location, "archive-incomplete", message)


def recall_problems(history: Sequence[Released], recalls: Recalls) -> Iterator[Problem]:
    """Recalls that take nothing out: a mistake in one would leave in sight what it was written for."""
    for recall in recalls.entries:
        if not any(reaches(each.corpus, each.record.name, recall) for each in history):
            message = "no release has this; write the page, and the words as they stand in the release"
            yield Problem(recall.location, "recall-nowhere", message)
