"""What one unit of an edition gained and lost."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from caveat.history.passages import Block, Section
from caveat.history.redline import ChangedBlock, compare, pieces
from caveat.reviewing.shown import Shown, Unit
from caveat.reviewing.texts import said

Renamed = Mapping[str, str]
"""Values that other units have changed, as they are now, to what they were: that is told of there, once."""


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that differs."""

    unit: Unit
    gains: tuple[ChangedBlock, ...]
    """Blocks with words that were not there before, each with what stood in its place."""
    losses: tuple[ChangedBlock, ...]
    """Blocks of which words are gone."""

    @property
    def gained(self) -> int:
        """How many words there are more."""
        return sum(_count(block, "inserted") for block in self.gains)

    @property
    def lost(self) -> int:
        """How many words are gone."""
        return sum(_count(block, "deleted") for block in self.losses)

    @property
    def text(self) -> str:
        """Every gained block as it reads now, a blank line between two."""
        return "\n\n".join(block.newer for block in self.gains)

    @property
    def sha256(self) -> str:
        """Of `text` as UTF-8, in hexadecimal: what an approval is bound to."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def change(unit: Unit, before: Sequence[Block], now: Sequence[Block], renamed: Renamed | None = None) -> Change | None:
    """How a unit differs; None where it does not, or only by where its blocks stand."""
    (section,) = compare([Section("", tuple(before))], [Section("", tuple(now))])
    had = {_key(block.kind, block.text) for block in before}
    has = {_key(block.kind, block.text) for block in now}
    as_before = _AsBefore(renamed or {})
    has_otherwise = {_key(block.kind, as_before(block.text)) for block in now} if renamed else set()
    changed = [block for block in section.blocks if block.change != "same"]
    gains = [
        block
        for block in changed
        if _count(block, "inserted")
        and _key(block.kind, block.newer) not in had
        and _key(block.kind, as_before(block.newer)) not in had
    ]
    losses = [
        block
        for block in changed
        if _count(block, "deleted") and _key(block.kind, block.older) not in has | has_otherwise
    ]
    return Change(unit, tuple(gains), tuple(losses)) if gains or losses else None


def renamed(before: Shown, now: Shown) -> Mapping[str, Mapping[str, str]]:
    """Unit to the value that it has changed and that other units show, now and before."""
    found: dict[str, dict[str, str]] = {}
    for name, entry in now.pages.items():
        old = before.pages.get(name)
        if old and old.fields.title != entry.fields.title:
            found[name] = {entry.fields.title: old.fields.title}
    earlier = {unit.what: _values(blocks) for unit, blocks in before.entries.items()}
    for unit, blocks in now.entries.items():
        old_values = earlier.get(unit.what, {})
        pairs = {
            text: old_values[name]
            for name, text in _values(blocks).items()
            if name in old_values and old_values[name] != text
        }
        if pairs:
            found[unit.what] = pairs
    return found


def of_others(pairs: Mapping[str, Mapping[str, str]], what: str) -> Renamed:
    """The values that units other than this one have changed."""
    return {now: before for name, values in pairs.items() if name != what for now, before in values.items()}


class _AsBefore:
    """Puts the values of before in the place of today's."""

    def __init__(self, values: Renamed) -> None:
        self._values = {_plain(now): _plain(before) for now, before in values.items()}
        longest_first = sorted(self._values, key=lambda each: (-len(each), each))
        words = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def __call__(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._values[found[0]], text) if self._pattern else text


def _values(blocks: Iterable[Block]) -> dict[str, str]:
    """Name to value of the lines whose name stands once."""
    lines = [block.text.partition(": ") for block in blocks]
    names = [name for name, _, _ in lines]
    return {name: text for name, _, text in lines if names.count(name) == 1}


def _key(kind: str, text: str) -> tuple[str, str]:
    """What makes two blocks the same. An address that has become an old one is known."""
    return ("place", said(kind, text)) if kind in ("address", "alias") else (kind, text)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _count(block: ChangedBlock, what: str) -> int:
    block = replace(block, older=said(block.kind, block.older), newer=said(block.kind, block.newer))
    return sum(len(words.split()) for change, words in pieces(block) if change == what)
