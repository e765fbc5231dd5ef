"""Mutations of restricted words and lines, and of comments, in pages and passages that the edition shows."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from caveat.assurance.proving.bodies import (
    DEFINES,
    PLAIN_HEADING,
    claimed,
    exchange,
    in_body,
    is_free,
    is_target,
    marker,
)
from caveat.assurance.proving.edits import FRONT, Mutation, Patch, Place
from caveat.assurance.proving.markers import Line, Span
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.texts import Texts

_LIST_ITEM = re.compile(r"(?P<head> *(?:[-*+]|[0-9]+\.) +)\S")
_NOT_FOR_WORDS = re.compile(r"\s*(?:#|!!!|\?\?\?|===|\*\[|\[|---|\{|:|<)|.*(?:\{|\}|<|>|`|\[|\]|\\|\(http|://)")
"""Lines in which words put in would change more than words, in the editions that see them."""
_INSERT: Sequence[tuple[str, re.Pattern[str]]] = (
    (" §", re.compile(r"(?<=\w)(?= \w)")),
    (" §§", re.compile(r"(?<=\w)(?= \w)")),
    (" § §", re.compile(r"(?<=\w)(?= \w)")),
    (" §", re.compile(r"(?<=\w)(?=[.,;)?!])")),
    (" §", re.compile(r"(?<=\w)(?=[\"*_]+(?:[\s.,;)]|$))")),
    ("§", re.compile(r"(?<=[a-z])(?=[a-z])")),
    ("§ ", re.compile(r"^(?=[A-Za-z])")),
    ("§ § ", re.compile(r"^(?=[A-Za-z])")),
    (" §", re.compile(r"(?<=\S)$")),
)
"""How a restricted span (§) is put into a line, and where, so that the line is the same for whoever lacks the span."""


def words_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A restricted span in a line of text."""
    for document in texts.shuffled(project.seen) * 3 if project.outside else ():
        lines = [line for line in document.body.lines if _takes_words(project, document, line)]
        if not lines:
            continue
        line = texts.random.choice(lines)
        # In a fence and in a heading, words at the end of the line disturb nothing.
        forms = _INSERT[-1:] if line.fence or line.text.startswith("#") else _INSERT
        shape, where = texts.random.choice(forms)
        if places := [found.start() for found in where.finditer(line.text)]:
            at = line.start + texts.random.choice(places)
            spans = re.sub("§", lambda _: f"{{{marker(project, texts)}}}{texts.value()}{{end restricted}}", shape)
            patch = Patch(document.path, at, at, spans)
            yield in_body("words added", document, line, (patch,), gained=shape.count("§"))


def _takes_words(project: Project, document: Document, line: Line) -> bool:
    if line.restricted or line.comment or line.fence == "edge" or not re.search(r"\w{2}", line.text):
        return False
    if line.fence:
        return not any(span.line == line for span in document.body.spans)
    if line.text.startswith("#"):
        return bool(PLAIN_HEADING.fullmatch(line.text)) and not is_target(project, line.text)
    return not _NOT_FOR_WORDS.match(line.text)


def line_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A restricted item of a list, row of a table or line of a paragraph or code, in one span."""
    for document in texts.shuffled(project.seen) * 2 if project.outside else ():
        pairs = [(line, form) for line in document.body.lines if (form := _like(document, line))]
        if pairs:
            line, form = texts.random.choice(pairs)
            text = form.replace("§", texts.word())
            span = f"{{{marker(project, texts)}}}{text}{{end restricted}}\n"
            patch = Patch(document.path, line.end + 1, line.end + 1, span)
            yield in_body("line added", document, line, (patch,), gained=1)


def _like(document: Document, line: Line) -> str:
    """How a line that can follow this one looks; empty where none is sure to."""
    if line.restricted or line.comment or line.end >= len(document.text):
        return ""
    if line.fence == "inside":
        return "§ = 1"
    if line.fence or "{" in line.text:
        return ""
    if line.text.startswith("|") and line.number > 1:
        before = next((each for each in document.body.lines if each.number == line.number - 1), line)
        return "| § | x |" if before.text.startswith("|") and before is not line else ""
    if item := _LIST_ITEM.match(line.text):
        return f"{item['head']}§"
    return "Text § ends here." if not _NOT_FOR_WORDS.match(line.text) and re.match(r"[A-Z]\w", line.text) else ""


def words_rewritten(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Other words in a span."""
    for document, span in _spans(project, texts):
        yield _with_words("words replaced", document, span, texts.value())


def words_lengthened(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Many more words in a span."""
    for document, span in _spans(project, texts):
        yield _with_words("words lengthened", document, span, " ".join(texts.word() for _ in range(80)))


def words_emptied(project: Project, texts: Texts) -> Iterator[Mutation]:
    """No word in a span."""
    for document, span in _spans(project, texts):
        if not DEFINES.match(document.text, span.inside_start, span.inside_end):
            yield _with_words("words emptied", document, span, "")


def _with_words(kind: str, document: Document, span: Span, words: str) -> Mutation:
    return in_body(kind, document, span.line, (Patch(document.path, span.inside_start, span.inside_end, words),))


def words_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A span gone, with the space that goes with it."""
    for document, span in _spans(project, texts):
        part = _going(document, span)
        if part and not DEFINES.match(document.text, span.inside_start, span.inside_end):
            yield in_body("words removed", document, span.line, (Patch(document.path, *part, ""),), gained=-1)


def _going(document: Document, span: Span) -> tuple[int, int] | None:
    """What goes with a span; None where that is not plain to see."""
    before, after = document.text[span.line.start : span.start], document.text[span.end : span.line.end]
    if any(other is not span and other.line == span.line for other in document.body.spans):
        return None
    if not before.strip() and not after.strip():
        return span.line.start, min(span.line.end + 1, len(document.text))
    if not before:
        return span.start, span.end + after.startswith(" ")
    if not before.endswith(" ") or after[:1].isalnum():
        return span.start, span.end
    return (span.start - 1, span.end) if after[:1] in ("", " ", ".", ",", ";", ":", "!", "?", ")") else None


def words_exchanged(project: Project, texts: Texts) -> Iterator[Mutation]:
    """The words of two spans of a page in each other's place."""
    for document in texts.shuffled(project.seen):
        spans = [each for each in document.body.spans if project.edition not in each.editions]
        for one, other in pairwise(texts.shuffled(spans)):
            if one.line != other.line:
                parts = (one.inside_start, one.inside_end), (other.inside_start, other.inside_end)
                claims = claimed(document, one.line, one.line) | claimed(document, other.line, other.line)
                yield exchange("words exchanged", document, parts, claims)


def _spans(project: Project, texts: Texts) -> Iterator[tuple[Document, Span]]:
    found = [
        (document, span)
        for document in project.seen
        for span in document.body.spans
        if project.edition not in span.editions
    ]
    yield from texts.shuffled(found)


def comment_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A comment in a body, which no edition publishes."""
    for document in texts.shuffled(project.seen):
        lines = [
            line
            for line in document.body.lines
            if is_free(line, "") and re.match(r"[A-Z]\w+ ", line.text) and not _NOT_FOR_WORDS.match(line.text)
        ]
        if lines:
            line = texts.random.choice(lines)
            at = line.start + line.text.index(" ")
            patch = Patch(document.path, at, at, f"<!-- {texts.word()} -- {texts.word()} -->")
            yield in_body("comment added to a body", document, line, (patch,))


def front_comment_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A comment in front matter, which no edition publishes either."""
    for document in texts.shuffled(project.seen):
        patch = Patch(document.path, len(FRONT), len(FRONT), f"# {texts.word()}: {texts.word()}\n")
        claims = frozenset({f"{document.path}#comment"})
        yield Mutation("comment added to front matter", Place(document.path, 2), (patch,), claims=claims)
