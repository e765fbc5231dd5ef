"""What an edition gains in its earlier releases: a recall that was taken back, a page that is open again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.content.access import AccessRules
from caveat.content.corpus import Corpus
from caveat.content.findings import Findings
from caveat.history.archive import Archive, reduced
from caveat.history.make import released_files
from caveat.history.passages import Block
from caveat.history.recalls import Recalls, read_recalls
from caveat.history.record import content_digest, read_releases
from caveat.history.redline import ChangedBlock
from caveat.history.releases import Released
from caveat.projection.limit import PageLimit
from caveat.projection.markup import long_date
from caveat.projection.narrow import narrow
from caveat.projection.project import examine
from caveat.reviewing.base import Base, refused
from caveat.reviewing.shown import Shown, Unit

OPENED, RECORDED = "earlier", "release"
"""Kinds of blocks: of a release that there was, so that a narrower edition has it because somebody opened it; and of a
release that has been recorded since."""


@dataclass(frozen=True, slots=True)
class Before:
    """A source as it was, with what it said of releases."""

    corpus: Corpus
    recalls: Recalls
    releases: frozenset[str]
    """Digests of the releases that it recorded."""

    @classmethod
    def of_base(cls, base: Base, corpus: Corpus, history: Sequence[Released], recalls: Recalls) -> "Before":
        """What a base said; `history` and `recalls` are those of today.

        A base that is itself a release holds no record of releases: it had those up to its own, and what is recalled
        today counts as recalled then. Raises BaseError where its records or recalls have problems.
        """
        findings = Findings()
        rules = AccessRules.of(corpus.configuration, frozenset(corpus.vocabulary.lists["reason"]))
        own, records = read_recalls(base.root, rules, findings), read_releases(base.root, findings)
        if len(findings):
            raise refused(base, findings.problems)
        digests = [each.record.digest for each in history]
        digest = content_digest(released_files(base.root, corpus)) if not records else ""
        if digest in digests:
            return cls(corpus, recalls, frozenset(digests[: digests.index(digest) + 1]))
        return cls(corpus, own, frozenset(each.digest for each in records))

    def of(self, released: Released, edition: str) -> Corpus | None:
        """A release as an edition could see it then; None where it could not."""
        if released.record.digest not in self.releases or edition not in self.corpus.configuration.editions:
            return None
        return reduced(released, self.corpus, self.recalls, edition)


def earlier_gains(
    edition: str, before: Before, now: Archive, seen: Sequence[Shown], limit: PageLimit
) -> Iterator[tuple[Unit, ChangedBlock]]:
    """Unit to each block of an earlier release that the edition had nowhere; `seen` is what it shows and showed."""
    reopened: list[tuple[str, str, Shown]] = []
    could_see: list[Shown] = [*seen]
    for release in now.releases:
        corpus = before.of(release.source, edition)
        if corpus is not None and _is_same(corpus, release.corpus, edition):
            continue
        if corpus is not None:
            could_see.append(Shown(examine(corpus, edition, limit=limit)))
        kind = OPENED if corpus is not None else RECORDED
        reopened.append((kind, f"Release of {long_date(release.date)}", Shown(release.examined)))
    pool: dict[str, set[Block]] = {}
    for shown in could_see if reopened else ():
        for unit, blocks in _units(shown):
            pool.setdefault(unit.what, set()).update(blocks)
    for kind, name, shown in reopened:
        for unit, blocks in _units(shown):
            said = pool.setdefault(unit.what, set())
            yield from ((unit, ChangedBlock(kind, "", f"{name}: {each.text}")) for each in blocks if each not in said)
            said.update(blocks)


def _is_same(one: Corpus, two: Corpus, edition: str) -> bool:
    return one == two or narrow(one, edition)[0] == narrow(two, edition)[0]


def _units(shown: Shown) -> Iterator[tuple[Unit, Sequence[Block]]]:
    for entry in shown.catalogue.entries:
        yield shown.page_unit(entry), shown.page_blocks(entry)
    yield from shown.entries.items()
