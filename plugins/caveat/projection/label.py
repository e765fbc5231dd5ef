"""Label what an edition within this one does not have, without changing structure or numbering.

A passage gets a border and words before and after it. Where that would change anything else of the page (between list
items, in a table row, in a fence, in a link's target) the words stand before the enclosing list, table or block.
Nothing here trusts its own guess at Markdown: a choice is converted, the label is taken out of the HTML again, and the
choice is taken only if what is left equals the page without labels.

Converting is dear, so guesses are made for all labels of a page at once, and there are only so many of them. Where none
of them holds, one note above everything always does.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from caveat.content.line import Line
from caveat.projection.blocks import block_starts, kind_of, stands_alone
from caveat.projection.wording import Label, Wording
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END

Convert = Callable[[str], str]

_SPAN = re.compile(f"{LABEL_START}([^{LABEL_END}]*){LABEL_END}(.*?){PASSAGE_END}")
_MOST_TRIES = 48
"""Conversions that the labels of one page may take. A count and not a time: the result must be the same anywhere."""
_NOWHERE = Line("", "", 1)
"""Where the labels of a page come from that has nothing else."""
_STEPS = 4
"""Blocks further up in which a place for a note is looked for, before it goes to the top of the page."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A labelled passage. Lines are counted in the body without sentinels."""

    label: Label
    line: int
    """The first line."""
    end: int = 0
    """Of whole lines, the line after the last one."""
    words: tuple[int, int] | None = None
    """Columns of words within a line; None for whole lines."""


def label(body: Sequence[Line], wording: Wording, convert: Convert) -> tuple[Line, ...]:
    """The body with sentinels turned into labels, or the body itself where it has none."""
    if not any(LABEL_START in line.text for line in body):
        return tuple(body)
    return _Labelling(body, wording, convert).placed()


def without_labels(text: str) -> tuple[str, str]:
    """One line without sentinels, for a place that can hold no label; and whom its first passage is for, or nothing."""
    found = _SPAN.search(text)
    return _SPAN.sub(r"\2", text), Label.read(found[1]).audience if found else ""


class _Labelling:
    """One page's labels on their way to their places."""

    def __init__(self, body: Sequence[Line], wording: Wording, convert: Convert) -> None:
        self._lines, self._parts = _parse(body)
        self._wording = wording
        self._convert = convert
        self._left = _MOST_TRIES
        self._plain = self._essence(convert(_text(self._lines)))
        self._starts = block_starts(self._lines)

    def placed(self) -> tuple[Line, ...]:
        """The page with every label in a place that changes nothing else."""
        everything = range(len(self._parts))
        if self._neutral(everything, {}):
            return self._render(everything, {})
        guessed = [index for index in everything if self._cannot_be_wrapped(self._parts[index])]
        rest = [index for index in everything if index not in guessed]
        noted = [*guessed, *self._unfit(rest)]
        notes = self._note_lines(noted)
        wrapped = [index for index in rest if index not in noted]
        if self._neutral(wrapped, notes):
            return self._render(wrapped, notes, self._kind)
        return self._render([], dict.fromkeys(everything, 0), lambda _line: "page")

    def _cannot_be_wrapped(self, part: _Part) -> bool:
        """Whether a label would break up a list or a table: a whole row, item or heading in one span."""
        if part.words is None:
            return False
        line = self._lines[part.line].text
        return not line[: part.words[0]].strip() and stands_alone(line)

    def _unfit(self, indices: Sequence[int]) -> list[int]:
        """Those of the parts whose label changes something else, found by halves."""
        if not indices or self._neutral(indices, {}):
            return []
        if len(indices) == 1:
            return [*indices]
        middle = len(indices) // 2
        return [*self._unfit(indices[:middle]), *self._unfit(indices[middle:])]

    def _note_lines(self, indices: Sequence[int]) -> dict[int, int]:
        """Index of each part to the line before which a note on it can stand."""
        found: dict[int, int] = {}
        open_ = list(indices)
        for step in range(_STEPS):
            guesses = {index: self._start_above(self._parts[index].line, step) for index in open_}
            bad = set(self._unfit_notes(sorted(set(guesses.values()))))
            found |= {index: line for index, line in guesses.items() if line not in bad}
            open_ = [index for index in open_ if index not in found]
            if not open_:
                break
        return found | dict.fromkeys(open_, 0)

    def _start_above(self, line: int, step: int) -> int:
        """The first line of the block around `line`, or of the one `step` blocks above it."""
        above = [start for start in self._starts if start <= line]
        return above[max(len(above) - 1 - step, 0)]

    def _unfit_notes(self, places: Sequence[int]) -> list[int]:
        """Those of the lines before which a note changes something else, found by halves."""
        if not places or self._neutral([], dict(enumerate(places))):
            return []
        if len(places) == 1:
            return [*places]
        middle = len(places) // 2
        return [*self._unfit_notes(places[:middle]), *self._unfit_notes(places[middle:])]

    def _neutral(self, wrapped: Iterable[int], notes: Mapping[int, int]) -> bool:
        """Whether the page with these labels is, labels aside, the page without."""
        if self._left <= 0:
            return False
        self._left -= 1
        return self._essence(self._convert(_text(self._render(wrapped, notes)))) == self._plain

    def _render(
        self, wrapped: Iterable[int], notes: Mapping[int, int], kind: Callable[[int], str] = str
    ) -> tuple[Line, ...]:
        """The lines with parts wrapped, or noted before the line that `notes` gives; both name parts by index.

        `kind` says in a word what begins at a line; where nobody will read it, the number will do.
        """
        before: dict[int, list[str]] = {}
        after: dict[int, list[str]] = {}
        texts = [line.text for line in self._lines]
        for index in sorted(wrapped, reverse=True):
            part = self._parts[index]
            if part.words:
                start, end = part.words
                text = texts[part.line]
                inner = self._wording.opening(part.label) + text[start:end] + self._wording.closing(part.label)
                texts[part.line] = text[:start] + inner + text[end:]
            else:
                before[part.line] = self._wording.lead(part.label)
                after[part.end] = self._wording.end(part.label)
        for line, audiences in self._grouped(notes).items():
            heads = [text for each in audiences for text in (self._wording.note(kind(line), each), "")]
            before[line] = [*heads, *before.get(line, [])]
        return _assembled(self._lines, texts, before, after)

    def _grouped(self, notes: Mapping[int, int]) -> dict[int, list[str]]:
        """Line to whom parts of what follows it are for."""
        grouped: dict[int, dict[str, None]] = {}
        for index, line in sorted(notes.items()):
            grouped.setdefault(line, {})[self._parts[index].label.audience] = None
        return {line: [*audiences] for line, audiences in grouped.items()}

    def _kind(self, line: int) -> str:
        """What begins at a line."""
        end = next((start for start in self._starts if start > line), len(self._lines))
        return kind_of(self._convert(_text(self._lines[line:end])))

    def _essence(self, html: str) -> str:
        """The HTML with labels taken out and white space between tags folded."""
        html = re.sub(r'<p class="restricted-note">.*?</p>', "", html)
        html = re.sub(r'<div[^>]* class="restricted"[^>]*>', "", html)
        html = re.sub(r'<p class="restricted__label">.*?</p>', "", html)
        html = re.sub(r'<p class="restricted__end">.*?</p>\s*</div>', "", html)
        for each in {part.label for part in self._parts}:
            html = html.replace(self._wording.opening(each), "").replace(self._wording.closing(each), "")
        return re.sub(r">\s+<", "><", html).strip()


def _parse(body: Sequence[Line]) -> tuple[list[Line], list[_Part]]:
    lines: list[Line] = []
    parts: list[_Part] = []
    opened: tuple[Label, int] | None = None
    for line in body:
        stripped = line.text.strip()
        if stripped == PASSAGE_END and opened:
            parts.append(_Part(opened[0], opened[1], len(lines)))
            opened = None
        elif stripped.startswith(LABEL_START) and stripped.endswith(LABEL_END):
            opened = (Label.read(stripped[1:-1]), len(lines))
        else:
            lines.append(Line(_words(line.text, len(lines), parts), line.path, line.number))
    return lines, parts


def _words(text: str, number: int, parts: list[_Part]) -> str:
    """The text without sentinels; the labelled words are added to `parts`."""
    clean, position = "", 0
    for found in _SPAN.finditer(text):
        clean += text[position : found.start()]
        columns = len(clean), len(clean) + len(found[2])
        parts.append(_Part(Label.read(found[1]), number, words=columns))
        clean += found[2]
        position = found.end()
    return clean + text[position:]


def _assembled(
    lines: Sequence[Line], texts: Sequence[str], before: Mapping[int, list[str]], after: Mapping[int, list[str]]
) -> tuple[Line, ...]:
    """`texts` in place of the lines' own, with what stands before and after a line of that number."""
    result: list[Line] = []
    for number, origin in enumerate([*lines, lines[-1] if lines else _NOWHERE]):
        result += [Line(text, origin.path, origin.number) for text in after.get(number, []) + before.get(number, [])]
        if number in after and number not in before and number < len(texts) and texts[number].strip():
            result.append(Line("", origin.path, origin.number))
        if number < len(texts):
            result.append(Line(texts[number], origin.path, origin.number))
    return tuple(result)


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)
