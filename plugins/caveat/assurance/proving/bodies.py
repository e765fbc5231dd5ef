"""Mutations of restrictions in the bodies of pages and passages that the edition shows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.markers import Block, Line, Span
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.texts import Echo, Texts

DEFINES = re.compile(r"\s*(?:\[[^\]]+\]:|\*\[)")
"""A definition of a footnote, a link or an abbreviation, which text elsewhere may rely on."""
_DEFINED = re.compile(r" {0,3}(\*?\[[^\[\]]+\]):")
_HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<words>[^{}]*?) *(?:\{[^}]*\})?")
_PLAIN_HEADING = re.compile(r"#{2,6} +([^{}\[\]<>`|:\\]+?) *")
_NAMED = re.compile(r"""#([\w-]+)[^}]*\}|\bid=["']?([\w-]+)""")
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


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where a block can be put in."""

    line: Line
    """The line after it."""
    offset: int
    before: str
    after: str
    indent: int


def block_saying(project: Project, texts: Texts, kind: str, names: Sequence[str], text: str) -> Mutation | None:
    """A block for these editions with one line of text, in a page or passage drawn by lot."""
    document = texts.random.choice(project.seen) if project.seen else None
    gaps = _gaps(document, "") if document else []
    if document is None or not gaps:
        return None
    gap = texts.random.choice(gaps)
    return _with_block(kind, document, gap, 0, f"::: restricted to {', '.join(names)}", f"{text}\n")


def _marker(project: Project, texts: Texts) -> str:
    """The words of a marker for editions that this one does not belong to."""
    names = ", ".join(project.closed(texts.random.choice(project.outside)))
    reason = texts.random.choice(("", *project.reasons))
    return f"restricted to {names}" + (f" because {reason}" if reason else "")


# Blocks.


def block_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A restricted block where a blank line stands, at the start of a body or at its end."""
    yield from _blocks_added(project, texts, "block added", fence="")


def block_added_in_code(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A restricted block where a blank line stands in a code fence."""
    yield from _blocks_added(project, texts, "block added in a code fence", fence="inside")


def _blocks_added(project: Project, texts: Texts, kind: str, fence: str) -> Iterator[Mutation]:
    for document in texts.shuffled(project.seen) * 2 if project.outside else ():
        gaps = _gaps(document, fence)
        if not gaps:
            continue
        gap = texts.random.choice(gaps)
        indent = texts.random.choice((0, gap.indent))
        lines = texts.lines(indent, _echo(document), code=bool(fence), times=texts.random.choice((1, 1, 2)))
        yield _with_block(kind, document, gap, indent, f"::: {_marker(project, texts)}", lines)


def _with_block(kind: str, document: Document, gap: _Gap, indent: int, opener: str, lines: str) -> Mutation:
    pad = " " * indent
    block = f"{gap.before}{pad}{opener}\n{lines}{pad}::: end restricted\n{gap.after}"
    return _mutation(kind, document, gap.line, (Patch(document.path, gap.offset, gap.offset, block),), gained=1)


def _gaps(document: Document, fence: str) -> list[_Gap]:
    lines = document.body.lines
    # A page's own heading has to stay its first line in every edition.
    first = next((index for index, line in enumerate(lines) if not line.is_blank), 0)
    start = first + 1 if lines[first].text.startswith("# ") else 0
    found = [
        _Gap(after, after.start, "", "\n", _indent(lines, index))
        for index, (before, after) in enumerate(pairwise(lines), 1)
        if index > start
        and before.is_blank
        and _is_free(before, fence)
        and not after.comment
        and index + 1 < len(lines)
    ]
    if not fence and not start and _is_free(lines[0], ""):
        found.append(_Gap(lines[0], document.body_start, "", "\n", 0))
    if not fence and _is_free(lines[-1], ""):
        ended = "\n" if document.text.endswith("\n") else "\n\n"
        found.append(_Gap(lines[-1], len(document.text), ended, "", 0))
    return found


def _is_free(line: Line, fence: str) -> bool:
    return line.fence == fence and not line.comment and not line.restricted


def _indent(lines: Sequence[Line], index: int) -> int:
    """The indentation of the next line with text."""
    text = next((line.text for line in lines[index:] if not line.is_blank), "")
    return len(text) - len(text.lstrip(" "))


def block_rewritten(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Other text in a block."""
    for document, block in _blocks(project, texts):
        yield _with_lines(project, texts, "block text replaced", document, block, times=1)


def block_lengthened(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Much longer text in a block."""
    for document, block in _blocks(project, texts):
        yield _with_lines(project, texts, "block text lengthened", document, block, times=12)


def _with_lines(project: Project, texts: Texts, kind: str, document: Document, block: Block, times: int) -> Mutation:
    lines = texts.lines(block.indent, _echo(document), code=block.is_in_fence, times=times)
    kept = "".join(f"{line.text}\n" for line in _needed(project, block))
    start, end = block.opener.end + 1, block.closer.start
    patch = Patch(document.path, start, end, lines + (f"\n{kept}" if kept else ""))
    return _mutation(kind, document, block.opener, (patch,), until=block.closer)


def block_emptied(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Nothing left in a block."""
    for document, block in _blocks(project, texts):
        if block.lines and not _needed(project, block):
            patch = Patch(document.path, block.opener.end + 1, block.closer.start, "")
            yield _mutation("block text emptied", document, block.opener, (patch,), until=block.closer)


def block_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A block gone, with the blank lines after it."""
    for document, block in _blocks(project, texts):
        if not _needed(project, block):
            after = [line for line in document.body.lines if line.start > block.closer.start]
            rest = next((line for line in after if not line.is_blank), None)
            end = rest.start if rest else len(document.text)
            patch = Patch(document.path, block.opener.start, end, "")
            yield _mutation("block removed", document, block.opener, (patch,), until=rest or after[-1], gained=-1)


def blocks_exchanged(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Two blocks of a page in each other's place."""
    for document in texts.shuffled(project.seen):
        blocks = [each for each in document.body.blocks if project.edition not in each.editions]
        for one, other in pairwise(texts.shuffled(blocks)):
            if one.indent == other.indent and one.is_in_fence == other.is_in_fence:
                parts = (one.opener.start, one.closer.end), (other.opener.start, other.closer.end)
                claims = _lines(document, one.opener, one.closer) | _lines(document, other.opener, other.closer)
                yield _exchange("blocks exchanged", document, parts, claims)


def _blocks(project: Project, texts: Texts) -> Iterator[tuple[Document, Block]]:
    found = [
        (document, block)
        for document in project.seen
        for block in document.body.blocks
        if project.edition not in block.editions
    ]
    yield from texts.shuffled(found)


def _needed(project: Project, block: Block) -> list[Line]:
    """Lines that restricted text elsewhere may rely on: definitions, and headings that a link leads to."""
    return [line for line in block.lines if DEFINES.match(line.text) or is_target(project, line.text)]


def is_target(project: Project, text: str) -> bool:
    """Whether a link may lead to this line: by a name, or by the words of its heading."""
    names = {name for found in _NAMED.findall(text) for name in found if name}
    if found := _HEADING.fullmatch(text.strip()):
        names.add(re.sub(r"[^\w]+", "-", found["words"].lower()).strip("-"))
    return bool(names & project.fragments)


def _echo(document: Document) -> Echo:
    texts = [line.text for line in document.body.lines if _is_free(line, "")]
    headings = [found[1] for text in texts if (found := _PLAIN_HEADING.fullmatch(text))]
    return Echo(headings, [found[1] for text in texts if (found := _DEFINED.match(text))])


# Words within a line, and whole lines.


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
            spans = re.sub("§", lambda _: f"{{{_marker(project, texts)}}}{texts.value()}{{end restricted}}", shape)
            patch = Patch(document.path, at, at, spans)
            yield _mutation("words added", document, line, (patch,), gained=shape.count("§"))


def _takes_words(project: Project, document: Document, line: Line) -> bool:
    if line.restricted or line.comment or line.fence == "edge" or not re.search(r"\w{2}", line.text):
        return False
    if line.fence:
        return not any(span.line == line for span in document.body.spans)
    if line.text.startswith("#"):
        return bool(_PLAIN_HEADING.fullmatch(line.text)) and not is_target(project, line.text)
    return not _NOT_FOR_WORDS.match(line.text)


def line_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A restricted item of a list, row of a table or line of a paragraph or code, in one span."""
    for document in texts.shuffled(project.seen) * 2 if project.outside else ():
        pairs = [(line, form) for line in document.body.lines if (form := _like(document, line))]
        if pairs:
            line, form = texts.random.choice(pairs)
            text = form.replace("§", texts.word())
            span = f"{{{_marker(project, texts)}}}{text}{{end restricted}}\n"
            patch = Patch(document.path, line.end + 1, line.end + 1, span)
            yield _mutation("line added", document, line, (patch,), gained=1)


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
    return _mutation(kind, document, span.line, (Patch(document.path, span.inside_start, span.inside_end, words),))


def words_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A span gone, with the space that goes with it."""
    for document, span in _spans(project, texts):
        part = _going(document, span)
        if part and not DEFINES.match(document.text, span.inside_start, span.inside_end):
            yield _mutation("words removed", document, span.line, (Patch(document.path, *part, ""),), gained=-1)


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
                claims = _lines(document, one.line, one.line) | _lines(document, other.line, other.line)
                yield _exchange("words exchanged", document, parts, claims)


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
            if _is_free(line, "") and re.match(r"[A-Z]\w+ ", line.text) and not _NOT_FOR_WORDS.match(line.text)
        ]
        if lines:
            line = texts.random.choice(lines)
            at = line.start + line.text.index(" ")
            patch = Patch(document.path, at, at, f"<!-- {texts.word()} -- {texts.word()} -->")
            yield _mutation("comment added to a body", document, line, (patch,))


# What they share.


def _exchange(
    kind: str, document: Document, parts: tuple[tuple[int, int], tuple[int, int]], claims: frozenset[str]
) -> Mutation:
    (start, end), (other_start, other_end) = parts
    one, other = document.text[start:end], document.text[other_start:other_end]
    patches = Patch(document.path, start, end, other), Patch(document.path, other_start, other_end, one)
    return Mutation(kind, Place(document.path, document.line_of(start)), patches, claims=claims)


def _mutation(
    kind: str, document: Document, line: Line, patches: tuple[Patch, ...], *, until: Line | None = None, gained: int = 0
) -> Mutation:
    return Mutation(
        kind,
        Place(document.path, line.number),
        patches,
        restrictions={document.path: gained} if gained else {},
        claims=_lines(document, line, until or line),
    )


def _lines(document: Document, first: Line, last: Line) -> frozenset[str]:
    """Claims on lines and their neighbours: restrictions beside each other would share a blank line or a space."""
    return frozenset(f"{document.path}:{number}" for number in range(first.number - 1, last.number + 2))
