"""One Markdown file by the prover's own reading: fields, body, and where restrictions stand in it.

The markers are read from the published grammar with three patterns. A source that builds has them in exact form, so
nothing here has to be clever; what it finds is compared with the number that the file declares.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caveat.assurance.prove.faults import ProofError
from caveat.assurance.prove.plain_yaml import dump, load

_WORDS = r"restricted to (?P<editions>[a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*)(?: because (?P<because>[a-z][a-z0-9-]*))?"
_OPENER = re.compile(f"(?P<indent> *)::: {_WORDS}")
_CLOSER = re.compile(r" *::: end restricted")
_SPAN = re.compile(rf"\{{{_WORDS}\}}(?P<inside>.*?)\{{end restricted\}}")
_FENCE = re.compile(r"[ >]*(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})(.*)")
_COUNT = re.compile(r"^restrictions:[^\n]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A restriction in a body. Offsets count characters of the body."""

    editions: frozenset[str]
    because: str
    inline: bool
    line: int
    """Index of the line of its opener."""
    last: int
    """Index of the line of its closer."""
    start: int
    """Where the opener starts; of a block, its line."""
    inside: tuple[int, int]
    """What is restricted; of a block, whole lines."""
    end: int
    """Behind the closer; of a block, at the end of its line."""
    indent: str
    fenced: bool
    """A code fence is open around it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body."""

    text: str
    start: int
    fenced: bool
    """It belongs to a code fence."""
    mark: Mark | None
    """The block that it belongs to, markers included."""

    @property
    def is_blank(self) -> bool:
        """Whether it parts two blocks of Markdown."""
        return not self.text.strip(" \t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or a shared passage."""

    fields: dict[str, Any]
    body: str
    front: str = ""
    """The text that the fields were read from; empty for a sheet that was made."""
    comment: str = ""
    """One line that is put among the fields as a comment."""

    @property
    def first_line(self) -> int:
        """Number of the first line of the body in the file."""
        return self.front.count("\n") + 3


def read_sheet(data: bytes, path: str) -> Sheet:
    """The sheet that a file holds. Raises ProofError where it is none."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    end = text.find("\n---\n", 3) if not text.endswith("\n---") else len(text) - 4
    if not text.startswith("---\n") or end < 0:
        raise ProofError(f"{path}: the prover finds no front matter; run caveat check")
    front = text[4 : end + 1]
    fields = load(front, path)
    if not isinstance(fields, dict):
        raise ProofError(f"{path}: the prover finds no fields; run caveat check")
    return Sheet(fields, text[end + 5 :], front)


def write_sheet(sheet: Sheet, read: Sheet | None = None) -> bytes:
    """The file of a sheet. `read` is the sheet as it was found: what is unchanged of its front matter is kept as it is."""
    front = dump(sheet.fields)
    if read is not None and _uncounted(read.fields) == _uncounted(sheet.fields) and len(_COUNT.findall(read.front)) < 2:
        count = sheet.fields.get("restrictions")
        kept = _COUNT.sub("", read.front)
        # A whole mapping in braces cannot take one more line.
        if count == read.fields.get("restrictions"):
            front = read.front
        elif not kept.lstrip().startswith("{"):
            front = kept if count is None else f"{kept}restrictions: {count}\n"
    comment = f"# {sheet.comment}\n" if sheet.comment else ""
    return f"---\n{comment}{front}---\n{sheet.body}".encode()


def marks(sheet: Sheet, path: str) -> tuple[Mark, ...]:
    """The restrictions of a sheet, in order. Raises ProofError where their number is not the declared one."""
    found = tuple(_marks(sheet.body))
    if len(found) != sheet.fields.get("restrictions", 0):
        raise ProofError(f"{path}: the prover counts other restrictions than the file declares; run caveat check")
    return found


def lines(sheet: Sheet, found: tuple[Mark, ...]) -> list[Line]:
    """The lines of a sheet; `found` are its restrictions."""
    blocks = {number: mark for mark in found if not mark.inline for number in range(mark.line, mark.last + 1)}
    texts = sheet.body.split("\n")
    fenced = _fenced(texts)
    result: list[Line] = []
    start = 0
    for number, text in enumerate(texts):
        result.append(Line(text, start, fenced[number], blocks.get(number)))
        start += len(text) + 1
    return result


def _marks(body: str) -> Iterator[Mark]:
    opened: tuple[re.Match[str], int, int, bool] | None = None
    texts = body.split("\n")
    fenced = _fenced(texts)
    start = 0
    for number, text in enumerate(texts):
        end = start + len(text)
        if opened is None and (opener := _OPENER.fullmatch(text)):
            opened = opener, number, start, fenced[number]
        elif opened is not None and _CLOSER.fullmatch(text):
            opener, line, first, in_fence = opened
            inside = first + len(opener[0]) + 1, start
            yield Mark(_names(opener), opener["because"] or "", False, line, number, first, inside, end, opener["indent"], in_fence)
            opened = None
        elif opened is None:
            for span in _SPAN.finditer(text):
                inside = start + span.start("inside"), start + span.end("inside")
                places = start + span.start(), inside, start + span.end()
                yield Mark(_names(span), span["because"] or "", True, number, number, *places, "", fenced[number])
        start = end + 1


def _names(found: re.Match[str]) -> frozenset[str]:
    return frozenset(found["editions"].split(", "))


def _fenced(texts: list[str]) -> list[bool]:
    """Which lines belong to a code fence, its own lines included."""
    result, fence = [], ""
    for text in texts:
        found = _FENCE.match(text)
        if fence:
            result.append(True)
            if found and found[1].startswith(fence) and not found[2].strip(" `~"):
                fence = ""
        elif found and "`" not in found[2]:
            fence = found[1]
            result.append(True)
        else:
            result.append(False)
    return result


def _uncounted(fields: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in fields.items() if name != "restrictions"]
