"""Every edition of a source beside what it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from caveat.content.corpus import Configuration
from caveat.history.redline import ChangedBlock
from caveat.reviewing.approvals import Approval
from caveat.reviewing.changes import Change
from caveat.reviewing.earlier import OPENED
from caveat.reviewing.leftover import leftover
from caveat.reviewing.pages import Pages
from caveat.reviewing.review import EditionReview, Gain, Moved
from caveat.reviewing.shown import Shown, Unit
from caveat.reviewing.wording import Wording, is_opened


class Editions:
    """Compares editions: each `Shown` is what one of them shows, then and now."""

    def __init__(
        self,
        before: tuple[Configuration, Mapping[str, Shown]],
        now: tuple[Configuration, Mapping[str, Shown]],
        approvals: Sequence[Approval],
        today: date,
    ) -> None:
        self._then, self._before = before
        self._configuration, self._now = now
        self._approvals = {each.key: each for each in approvals}
        self._today = today
        self._wordings: dict[frozenset[str], Wording] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The editions there are now, those within another one first."""
        return tuple(sorted(self._now, key=lambda name: not self._wider(name)))

    def review(self, name: str, earlier: Iterable[tuple[Unit, ChangedBlock]] = ()) -> EditionReview:
        """One edition; `earlier` is what it gains in earlier releases."""
        before, now = self._before.get(name), self._now[name]
        pages = Pages(before, now)
        changes = _with_more(dict(pages.changes()), earlier)
        changes = _with_more(changes, leftover(before, now, changes) if pages.is_changed else ())
        found = sorted(changes.values(), key=_order)
        gains = [self._gain(name, each) for each in found if each.gains]
        return EditionReview(
            edition=self._configuration.editions[name],
            is_new=before is None,
            added=tuple(now.page_unit(entry) for entry in pages.added),
            removed=tuple(before.page_unit(entry) for entry in pages.removed) if before else (),
            moved=tuple(Moved(now.page_unit(new), old.uri, new.uri) for old, new in pages.pairs if old.uri != new.uri),
            gains=tuple(sorted(gains, key=lambda gain: not gain.is_opened)),
            changes=tuple(found),
            notes=tuple(pages.notes()),
            overdue=tuple(sorted(_overdue(now, self._today), key=lambda each: (each[1], each[0].what))),
        )

    def _gain(self, name: str, found: Change) -> Gain:
        wider = self._wider(name)
        opened = tuple(self._is_opened(name, wider, block) for block in found.gains)
        approval = self._approvals.get((name, found.unit.what, found.sha256))
        return Gain(found, opened, approval, needs_approval=bool(wider))

    def _wider(self, name: str) -> frozenset[str]:
        """Editions that contain this one, now or before: to take an edition out of another opens nothing by itself."""
        then = self._then.wider(name) if name in self._then.editions else frozenset[str]()
        return self._configuration.wider(name) | then

    def _is_opened(self, name: str, wider: frozenset[str], block: ChangedBlock) -> bool:
        had = wider.intersection(self._before)
        if not had or block.kind == OPENED:
            return bool(had)
        if block.kind == "file":
            lines = (text for each in had for blocks in self._before[each].entries.values() for _, text in blocks)
            return block.newer.startswith("SHA-256: ") and block.newer in set(lines)
        own = frozenset({name}).intersection(self._before)
        return is_opened(block, self._wording(had), self._wording(own))

    def _wording(self, names: frozenset[str]) -> Wording:
        """What these editions said before, made once."""
        if names not in self._wordings:
            self._wordings[names] = Wording(self._before[each].projection for each in sorted(names))
        return self._wordings[names]


def _with_more(changes: Mapping[Unit, Change], more: Iterable[tuple[Unit, ChangedBlock]]) -> dict[Unit, Change]:
    """The changes with further gained blocks, each at its unit."""
    found = {unit.what: each for unit, each in changes.items()}
    for unit, block in more:
        old = found.get(unit.what, Change(unit, (), ()))
        found[unit.what] = replace(old, gains=(*old.gains, block))
    return {each.unit: each for each in found.values()}


def _overdue(shown: Shown, today: date) -> Iterator[tuple[Unit, date]]:
    for entry in shown.catalogue.entries:
        review = entry.fields.review_by
        if entry.in_force and review and review < today:
            yield shown.page_unit(entry), review


def _order(change: Change) -> tuple[bool, str]:
    """Pages first, then data files."""
    return change.unit.kind != "page", change.unit.what
