"""The words of an edition: those that nothing else explains, and those that a wider edition had already."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import caveat.history
import caveat.projection
from caveat.history.redline import ChangedBlock, pieces
from caveat.projection.staged import Projection
from caveat.reviewing.leaves import leaves
from caveat.reviewing.texts import said

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
RUN = 5
"""Words in a row that tell where a text comes from, as for the scan of finished editions."""


class Wording:
    """What a set of editions said, to be asked for words and runs of words."""

    def __init__(self, projections: Iterable[Projection]) -> None:
        texts = [_WORD.findall(text.casefold()) for projection in projections for text in leaves(projection)]
        self._runs = {tuple(words[at : at + RUN]) for words in texts for at in range(len(words) - RUN + 1)}
        self._whole = "\n".join(f" {' '.join(words)} " for words in texts)

    def has(self, words: Sequence[str]) -> bool:
        """Whether these words stand anywhere, in a row."""
        return tuple(words) in self._runs if len(words) == RUN else f" {' '.join(words)} " in self._whole


def is_opened(block: ChangedBlock, wider: Wording, own: Wording) -> bool:
    """Whether what a block gained stood before in a wider edition, and nowhere in the edition's own text.

    Five words in a row suffice, one of them gained; of a shorter gain all of it.
    """
    return any(wider.has(words) and not own.has(words) for words in _telling(block))


def _telling(block: ChangedBlock) -> Iterator[Sequence[str]]:
    block = replace(block, older=said(block.kind, block.older), newer=said(block.kind, block.newer))
    if block.kind == "word":
        yield from ([word] for word in _WORD.findall(block.newer.casefold()))
        return
    words: list[str] = []
    gained: list[bool] = []
    for change, text in pieces(block):
        found = _WORD.findall(text.casefold()) if change != "deleted" else []
        words += found
        gained += [change == "inserted"] * len(found)
        if change == "inserted" and 0 < len(found) < RUN:
            yield found
    for at in range(len(words) - RUN + 1):
        if any(gained[at : at + RUN]):
            yield words[at : at + RUN]


def letters(texts: Iterable[str]) -> set[str]:
    """The words of texts, without numbers: Caveat counts and dates of its own accord."""
    return {word for text in texts for word in _LETTERS.findall(text.casefold())}


@cache
def own_words() -> frozenset[str]:
    """Words that pages say of Caveat's own accord: the texts in the code that makes them."""
    found: set[str] = set()
    for package in (caveat.projection, caveat.history):
        for module in sorted(Path(next(iter(package.__path__))).glob("*.py")):
            tree = ast.parse(module.read_text(encoding="utf-8"))
            found |= letters(_texts(tree))
    # Months are cut to three letters in tables.
    return frozenset(found | {word[:3] for word in found})


def _texts(tree: ast.AST) -> Iterator[str]:
    """The strings of a module, but for what explains it."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            is_said = not isinstance(node, ast.Expr)
            if is_said and isinstance(child, ast.Constant) and isinstance(child.value, str):
                yield child.value
