"""What changed between two texts, as inserted and deleted words, by section.

Blocks are aligned first, then the words of blocks that were reworded (difflib, of Python's own library: the algorithm
of Ratcliff and Obershelp). Words and not letters: a reader checks words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from caveat.history.passages import Block, Section

_WORDS = re.compile(r"\S+")
_ALIKE = 0.5
"""From this share of equal words on, two blocks are one that was reworded."""


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A block in the newer text, the older, or both."""

    kind: str
    older: str
    """Empty where it was inserted."""
    newer: str
    """Empty where it was deleted."""

    @property
    def change(self) -> str:
        """`same`, `inserted`, `deleted` or `reworded`."""
        if self.older == self.newer:
            return "same"
        return "inserted" if not self.older else "deleted" if not self.newer else "reworded"


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A section with everything that was in it before or is now."""

    title: str
    change: str
    """`inserted`, `deleted`, or `same` where both texts have the section."""
    blocks: tuple[ChangedBlock, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return self.change != "same" or any(block.change != "same" for block in self.blocks)


def compare(older: Sequence[Section], newer: Sequence[Section]) -> tuple[ChangedSection, ...]:
    """The sections of both texts in one order, with what changed in each."""
    titles = SequenceMatcher(None, [each.title for each in older], [each.title for each in newer], autojunk=False)
    found: list[ChangedSection] = []
    for kind, a, b, c, d in titles.get_opcodes():
        if kind == "equal":
            pairs = zip(older[a:b], newer[c:d], strict=True)
            found += [ChangedSection(one.title, "same", _blocks(one.blocks, two.blocks)) for one, two in pairs]
        else:
            found += [ChangedSection(each.title, "deleted", _blocks(each.blocks, ())) for each in older[a:b]]
            found += [ChangedSection(each.title, "inserted", _blocks((), each.blocks)) for each in newer[c:d]]
    return tuple(found)


def _blocks(older: Sequence[Block], newer: Sequence[Block]) -> tuple[ChangedBlock, ...]:
    found: list[ChangedBlock] = []
    for kind, a, b, c, d in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [ChangedBlock(each.kind, each.text, each.text) for each in newer[c:d]]
        else:
            found += _reworded(older[a:b], newer[c:d])
    return tuple(found)


def _reworded(older: Sequence[Block], newer: Sequence[Block]) -> Iterator[ChangedBlock]:
    """Blocks that stand in each other's place: each new one beside the first old one that is like it."""
    left = list(older)
    for block in newer:
        like = next((each for each in left if each.kind == block.kind and _are_alike(each.text, block.text)), None)
        if like is None:
            yield ChangedBlock(block.kind, "", block.text)
            continue
        place = left.index(like)
        yield from (ChangedBlock(each.kind, each.text, "") for each in left[:place])
        yield ChangedBlock(block.kind, like.text, block.text)
        left = left[place + 1 :]
    yield from (ChangedBlock(each.kind, each.text, "") for each in left)


def _are_alike(older: str, newer: str) -> bool:
    return SequenceMatcher(None, older.split(), newer.split(), autojunk=False).ratio() >= _ALIKE


def marked(block: ChangedBlock) -> str:
    """The words of a block as HTML, inserted and deleted ones marked for the eye and for the ear."""
    names = {"inserted": "ins", "deleted": "del"}
    parts = (
        _element(names[change], change, text) if change in names else escape(text) for change, text in pieces(block)
    )
    return " ".join(parts)


def pieces(block: ChangedBlock) -> Iterator[tuple[str, str]]:
    """The words of a block in order, in runs: what became of them (`same`, `deleted`, `inserted`), and the words."""
    if block.change == "same":
        yield "same", block.newer
        return
    one, two = _WORDS.findall(block.older), _WORDS.findall(block.newer)
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", " ".join(two[c:d])
            continue
        if a < b:
            yield "deleted", " ".join(one[a:b])
        if c < d:
            yield "inserted", " ".join(two[c:d])


def _element(name: str, words: str, text: str) -> str:
    return f'<{name}><span class="vh">[{words}: </span>{escape(text)}<span class="vh">]</span></{name}>'
