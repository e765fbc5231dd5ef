"""Finds the restrictions of a body, or every reason why they are in doubt.

A line scanner on raw text. It knows no Markdown, so that it can never disagree with a Markdown parser about where a
restriction begins: a marker in a code fence, a comment or a table is a marker. Markers do not nest, and nothing
escapes them. Any doubt is a problem, and a body with a problem comes back empty.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from caveat.content.line import Line
from caveat.content.problem import Location, Problem
from caveat.redaction.crossing import crossings
from caveat.redaction.grammar import BLOCK, BLOCK_CLOSER, SPAN, SPAN_CLOSER
from caveat.redaction.redact import redact_line
from caveat.redaction.reserved import reserved
from caveat.redaction.restriction import MarkedBody, Marking, Place, Restriction, Scheme, is_blank

__all__ = ["LIMIT", "MarkedBody", "Marking", "Place", "Restriction", "Scheme", "check_count", "mark"]

LIMIT = 10_000
"""Markers that a body may have."""

_LEAD = re.compile(r"^\s*(?:[-*+>]\s*|\d+[.)](?=\s|$)\s*|\[[ xX]\]\s*|\[[^\[\]]*\]:\s*)*")
"""What may stand before a line's words: list marker, task box, label of a footnote or link."""


def mark(lines: tuple[Line, ...], scheme: Scheme) -> Marking:
    """The restrictions of a body; its problems, sorted by place, where it has any."""
    scan = _Scan(lines, scheme)
    scan.read()
    restrictions = tuple(scan.restrictions)
    found: Iterable[Problem] = scan.problems
    if restrictions and not scan.problems:
        found = crossings(lines, restrictions, scheme.editions)
    problems = tuple(sorted(set(found)))
    return Marking(MarkedBody(() if problems else lines, restrictions), problems)


def check_count(body: MarkedBody, declared: int, location: Location) -> Problem | None:
    """The problem that a page declares another number of restrictions than its body has, or None.

    It finds what no scanner can: a restriction whose markers both went missing. Ask only of a body without problems.
    """
    found = len(body.restrictions)
    if found == declared:
        return None
    message = f"restrictions is {declared} and the body has {found}; look for a lost marker, then write {found}"
    return Problem(location, "restriction-count", message)


@dataclass(slots=True)
class _Scan:
    """One reading of a body. Goes on after a problem, so that an author sees all of them."""

    lines: tuple[Line, ...]
    scheme: Scheme
    problems: list[Problem] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    block: tuple[Place, re.Match[str]] | None = None
    """The opener of the block that is open."""
    markers: int = 0

    def read(self) -> None:
        """Find every restriction, up to the limit of markers."""
        for index, line in enumerate(self.lines):
            self._read_line(index, line.text)
            if self.markers > LIMIT:
                self._add("too-many-markers", index, 0, f"more than {LIMIT:,} markers; divide the page")
                return
        if self.block:
            index, offset, _ = self.block[0]
            self._add(
                "unclosed-restriction", index, offset, f"this block is not closed; write '{BLOCK_CLOSER}' after it"
            )

    def _add(self, code: str, index: int, offset: int, message: str) -> None:
        self.problems.append(Problem(self.lines[index].at(offset + 1), code, message))

    def _read_line(self, index: int, text: str) -> None:
        words = text.lstrip(" \t")
        indent = text[: len(text) - len(words)]
        marker = BLOCK.fullmatch(words)
        if words and (marker or self.block):
            self._check_indent(index, indent)
        if marker:
            self.markers += 1
            self._read_block_marker(marker, Place(index, len(indent), len(text)))
        elif "restricted" in text and (tokens := [*SPAN.finditer(text)]):
            self.markers += len(tokens)
            self._read_spans(index, tokens)
        elif problem := reserved(self.lines[index], self.scheme):
            self.problems.append(problem)

    def _check_indent(self, index: int, indent: str) -> None:
        if "\t" in indent:
            self._add(
                "tab-indent", index, 0, "a tab indents this line; indent markers and restricted blocks with spaces"
            )
        elif self.block and len(indent) < self.block[0].start:
            message = (
                f"this line is indented less than the opener of its block; indent it by {self.block[0].start} spaces"
            )
            self._add("indent-mismatch", index, len(indent), message)

    def _read_block_marker(self, marker: re.Match[str], place: Place) -> None:
        index, offset, _ = place
        if marker["editions"] is None:
            self._close_block(place)
        elif self.block:
            opened = self.lines[self.block[0].line].number
            message = f"the block opened in line {opened} is still open; write '{BLOCK_CLOSER}' before this opener"
            self._add("nested-restriction", index, offset, message)
        else:
            if index and not is_blank(self.lines[index - 1]):
                self._add("blank-line-needed", index, offset, "leave a blank line before this opener")
            self._check_words(marker, index, offset)
            self.block = place, marker

    def _close_block(self, place: Place) -> None:
        index, offset, _ = place
        if self.block is None:
            self._add("stray-closer", index, offset, "no block is open here; write its opener, or remove this closer")
            return
        opener, marker = self.block
        self.block = None
        if offset > opener.start:
            message = f"this closer is indented more than its opener; indent it by {opener.start} spaces"
            self._add("indent-mismatch", index, offset, message)
        if index + 1 < len(self.lines) and not is_blank(self.lines[index + 1]):
            self._add("blank-line-needed", index, offset, "leave a blank line after this closer")
        self.restrictions.append(_restriction(marker, opener, place, inline=False))

    def _read_spans(self, index: int, tokens: list[re.Match[str]]) -> None:
        if self.block:
            opened = self.lines[self.block[0].line].number
            message = (
                f"the block opened in line {opened} is still open; remove this marker, or close the block before it"
            )
            self._add("nested-restriction", index, tokens[0].start(), message)
            return
        spans = []
        opener: re.Match[str] | None = None
        for token in tokens:
            if token["editions"] is not None:
                if opener:
                    message = f"a span is still open here; write '{SPAN_CLOSER}' before this opener"
                    self._add("nested-restriction", index, token.start(), message)
                    return
                self._check_words(token, index, 0)
                opener = token
            elif opener:
                spans.append(
                    _restriction(opener, Place(index, *opener.span()), Place(index, *token.span()), inline=True)
                )
                opener = None
            else:
                message = "no span is open here; write its opener in this line, or remove this closer"
                self._add("stray-closer", index, token.start(), message)
                return
        if opener:
            message = f"this span is not closed; write '{SPAN_CLOSER}' in the same line"
            self._add("unclosed-restriction", index, opener.start(), message)
            return
        self.restrictions += spans
        self._check_views(self.lines[index], index, spans)

    def _check_words(self, marker: re.Match[str], index: int, offset: int) -> None:
        names = marker["editions"].split(", ")
        at = offset + marker.start("editions")
        for place, name in enumerate(names):
            if name not in self.scheme.editions:
                self._add("unknown-edition", index, at, f"no such edition{_one_of(name, self.scheme.editions)}")
            elif name in names[:place]:
                self._add("repeated-edition", index, at, f"{name} is named twice; name it once")
            at += len(f"{name}, ")
        if self.scheme.editions.issubset(names):
            message = "this names every edition and restricts nothing; leave an edition out, or remove the markers"
            self._add("every-edition", index, offset, message)
        reason = marker["because"]
        if reason is not None and reason not in self.scheme.reasons:
            at = offset + marker.start("because")
            self._add("unknown-reason", index, at, f"no such reason{_one_of(reason, self.scheme.reasons)}")

    def _check_views(self, line: Line, index: int, spans: list[Restriction]) -> None:
        """Check what a line with spans becomes in each edition."""
        # Markers blanked in place first, so that the problem has its own column.
        blanked = SPAN.sub(lambda token: "\0" * len(token[0]), line.text)
        if problem := reserved(line._replace(text=blanked), self.scheme):
            self.problems.append(problem)
            return
        for edition in sorted(self.scheme.editions):
            view = redact_line(line, spans, edition).text
            if problem := reserved(line._replace(text=view), self.scheme):
                place = line.at(spans[0].opener.start + 1)
                self.problems.append(Problem(place, problem.code, problem.message))
                return
            if view.strip() and _wordless(view) and any(edition not in span.editions for span in spans):
                message = f"{edition} would see this line without a word; let the span take in the whole line"
                self._add("empty-remainder", index, spans[0].opener.start, message)
                return


def _restriction(marker: re.Match[str], opener: Place, closer: Place, *, inline: bool) -> Restriction:
    editions = frozenset(marker["editions"].split(", "))
    return Restriction(editions, marker["because"] or "", inline, opener, closer)


def _wordless(view: str) -> bool:
    return not any(map(str.isalnum, _LEAD.sub("", view)))


def _one_of(word: str, known: Iterable[str]) -> str:
    """`; write a or b`, the likeliest first. Never repeats the word."""
    names = sorted(known, key=lambda name: (-fuzz.ratio(word, name), name))
    return f"; write {' or '.join(names)}" if names else "; none is configured"
