"""Label what an edition within this one does not have, without changing structure or numbering.

A passage gets a border and words before and after it. Where that would change anything else of the page (between list
items, in a table row, in a fence, in a link's target) the words stand before the enclosing list, table or block.
Nothing here guesses at Markdown: every choice is converted, the label is taken out of the HTML again, and the choice is
taken only if what is left equals the page without labels.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from caveat.content.corpus import Edition
from caveat.content.line import Line
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END

Convert = Callable[[str], str]

_SPAN = re.compile(f"{LABEL_START}([^{LABEL_END}]*){LABEL_END}(.*?){PASSAGE_END}")
_KINDS = {
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "table": "table",
    "pre": "example",
    "div": "block",
    "p": "paragraph",
}


def label_of(edition: Edition) -> str:
    """What an edition's labels say: its own words, or its title, as in "Law enforcement only"."""
    title = re.sub(r"[ -]+edition$", "", edition.title, flags=re.IGNORECASE).replace("-", " ")
    return edition.label or f"{title} only"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an edition's labels."""

    label: str
    """Such as "Law enforcement only"."""
    reasons: Mapping[str, str]
    """Reason to its label."""

    def lead(self, because: str) -> str:
        """What stands before a passage."""
        reason = self.reasons.get(because, because)
        detail = f" <span>Reason: {escape(reason[:1].lower() + reason[1:])}</span>" if because else ""
        return f'<p class="restricted__label"><b>{escape(self.label)}</b>{detail}</p>'

    @property
    def end(self) -> str:
        """What stands after a passage."""
        return f'<p class="restricted__end">End of {escape(_lower(self.label))}</p>'

    @property
    def opening(self) -> str:
        """What stands before words within a line."""
        return (
            '<span class="restricted-inline"><span class="restricted-inline__label">' + escape(self.label) + ":</span> "
        )

    @property
    def closing(self) -> str:
        """What stands after words within a line."""
        return f'<span class="vh"> (end of {escape(_lower(self.label))})</span></span>'

    def note(self, kind: str) -> str:
        """What stands before a block of which a part is labelled."""
        return f'<p class="restricted-note"><b>Part of this {kind} is for {escape(_lower(self.label))}</b></p>'


@dataclass(frozen=True, slots=True)
class _Passage:
    """Whole lines between two sentinel lines: `first` and `last` count lines of the body without sentinels."""

    because: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Words:
    """Words within line `line`, from column `start` up to `end`."""

    because: str
    line: int
    start: int
    end: int


_Part = _Passage | _Words


def label(body: Sequence[Line], wording: Wording, convert: Convert) -> tuple[Line, ...]:
    """The body with sentinels turned into labels, or the body itself where it has none."""
    if not any(LABEL_START in line.text for line in body):
        return tuple(body)
    lines, parts = _parse(body)
    plain = _essence(convert(_text(lines)), wording)
    page = _Labelling(lines, wording, lambda text: _essence(convert(text), wording) == plain)
    wrapped = page.render(parts, {})
    if page.neutral(wrapped):
        return wrapped
    notes = {index: line for index, part in enumerate(parts) if (line := page.note_line(part)) is not None}
    noted = page.render(parts, notes, convert)
    if page.neutral(noted):
        return noted
    # Labels that are neutral one by one and not together: one note above everything is neutral always.
    top = Line(page.wording.note("page"), lines[0].path, lines[0].number)
    return (top, top._replace(text=""), *lines)


def without_labels(text: str) -> tuple[str, bool]:
    """One line without sentinels, for a place that can hold no label; and whether it had any."""
    clean = _SPAN.sub(r"\2", text)
    return clean, clean != text


def _parse(body: Sequence[Line]) -> tuple[list[Line], list[_Part]]:
    lines: list[Line] = []
    parts: list[_Part] = []
    opened: tuple[str, int] | None = None
    for line in body:
        stripped = line.text.strip(" ")
        if stripped == PASSAGE_END and opened:
            parts.append(_Passage(opened[0], opened[1], len(lines)))
            opened = None
        elif stripped.startswith(LABEL_START) and stripped.endswith(LABEL_END):
            opened = (stripped[1:-1], len(lines))
        else:
            lines.append(line._replace(text=_words(line.text, len(lines), parts)))
    return lines, parts


def _words(text: str, number: int, parts: list[_Part]) -> str:
    """The text without sentinels; the labelled words are added to `parts`."""
    clean, position = "", 0
    for found in _SPAN.finditer(text):
        clean += text[position : found.start()]
        parts.append(_Words(found[1], number, len(clean), len(clean) + len(found[2])))
        clean += found[2]
        position = found.end()
    return clean + text[position:]


class _Labelling:
    def __init__(self, lines: Sequence[Line], wording: Wording, same: Callable[[str], bool]) -> None:
        self._lines = lines
        self.wording = wording
        self._same = same

    def neutral(self, lines: Sequence[Line]) -> bool:
        """Whether the page with these labels is, labels aside, the page without."""
        return self._same(_text(lines))

    def note_line(self, part: _Part) -> int | None:
        """The line before which a note can stand, or None where the part itself can be wrapped."""
        if self.neutral(self.render([part], {})):
            return None
        start = part.first if isinstance(part, _Passage) else part.line
        candidates = [n for n in range(start, -1, -1) if n == 0 or not self._lines[n - 1].text.strip()]
        return next((n for n in candidates if self.neutral(self.render([part], {0: n}))), 0)

    def render(
        self, parts: Sequence[_Part], notes: Mapping[int, int], convert: Convert | None = None
    ) -> tuple[Line, ...]:
        """The lines with every part wrapped, or noted before the line that `notes` gives for its index."""
        before: dict[int, list[str]] = {}
        after: dict[int, list[str]] = {}
        texts = [line.text for line in self._lines]
        for index, part in reversed(list(enumerate(parts))):
            if index in notes:
                continue
            if isinstance(part, _Words):
                text = texts[part.line]
                inner = self.wording.opening + text[part.start : part.end] + self.wording.closing
                texts[part.line] = text[: part.start] + inner + text[part.end :]
            else:
                name = escape(self.wording.label, quote=True)
                start = f'<div class="restricted" role="group" aria-label="{name}" markdown="1">'
                before[part.first] = [start, self.wording.lead(part.because), ""]
                after[part.last] = ["", self.wording.end, "</div>"]
        for number in set(notes.values()):
            kind = self._kind(number, convert) if convert else "block"
            before[number] = [self.wording.note(kind), "", *before.get(number, [])]
        return tuple(self._assembled(texts, before, after))

    def _assembled(
        self, texts: list[str], before: Mapping[int, list[str]], after: Mapping[int, list[str]]
    ) -> list[Line]:
        result: list[Line] = []
        end = Line("", self._lines[-1].path, self._lines[-1].number) if self._lines else Line("", "", 1)
        for number in range(len(texts) + 1):
            origin = self._lines[number] if number < len(texts) else end
            result += [origin._replace(text=text) for text in after.get(number, []) + before.get(number, [])]
            if number in after and number not in before and number < len(texts) and texts[number].strip():
                result.append(origin._replace(text=""))
            if number < len(texts):
                result.append(origin._replace(text=texts[number]))
        return result

    def _kind(self, number: int, convert: Convert) -> str:
        """What stands at a line, in words: the first element that the page makes there."""
        html = convert(_text(self._lines[number:])).lstrip()
        found = re.match(r"<([a-z]+[1-6]?)", html)
        name = found[1] if found else ""
        if name == "div" and "highlight" in html.partition(">")[0]:
            return "example"
        return "heading" if name.startswith("h") and name[1:].isdigit() else _KINDS.get(name, "block")


def _essence(html: str, wording: Wording) -> str:
    """The HTML with labels taken out and white space between tags folded."""
    html = re.sub(r'<p class="restricted-note">.*?</p>', "", html)
    html = re.sub(r'<div[^>]*? class="restricted"[^>]*>|<div class="restricted"[^>]*>', "", html)
    html = re.sub(r'<p class="restricted__label">.*?</p>', "", html)
    html = re.sub(r'<p class="restricted__end">.*?</p>\s*</div>', "", html)
    html = html.replace(wording.opening, "").replace(wording.closing, "")
    return re.sub(r">\s+<", "><", html).strip()


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
