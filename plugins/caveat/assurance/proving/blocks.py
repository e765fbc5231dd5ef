"""Mutations of restricted blocks in pages and passages that the edition shows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from caveat.assurance.proving.edits import Mutation, Patch
from caveat.assurance.proving.markers import Block, Line
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.texts import Echo, Texts

_DEFINED = re.compile(r" {0,3}(\*?\[[^\[\]]+\]):")


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where a block can be put in."""

    line: Line
    """The line after it."""
    offset: int
    before: str
    after: str
    indent: int


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
        yield _with_block(kind, document, gap, indent, f"::: {marker(project, texts)}", lines)


def _with_block(kind: str, document: Document, gap: _Gap, indent: int, opener: str, lines: str) -> Mutation:
    pad = " " * indent
    block = f"{gap.before}{pad}{opener}\n{lines}{pad}::: end restricted\n{gap.after}"
    return in_body(kind, document, gap.line, (Patch(document.path, gap.offset, gap.offset, block),), gained=1)


def _gaps(document: Document, fence: str) -> list[_Gap]:
    lines = document.body.lines
    # A page's own heading has to stay its first line in every edition.
    first = next((index for index, line in enumerate(lines) if not line.is_blank), 0)
    start = first + 1 if lines[first].text.startswith("# ") else 0
    found = [
        _Gap(after, after.start, "", "\n", _indent(lines, index))
        for index, (before, after) in enumerate(pairwise(lines), 1)
        if index > start and before.is_blank and is_free(before, fence) and not after.comment and index + 1 < len(lines)
    ]
    if not fence and not start and is_free(lines[0], ""):
        found.append(_Gap(lines[0], document.body_start, "", "\n", 0))
    if not fence and is_free(lines[-1], ""):
        ended = "\n" if document.text.endswith("\n") else "\n\n"
        found.append(_Gap(lines[-1], len(document.text), ended, "", 0))
    return found


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
    return in_body(kind, document, block.opener, (patch,), until=block.closer)


def block_emptied(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Nothing left in a block."""
    for document, block in _blocks(project, texts):
        if block.lines and not _needed(project, block):
            patch = Patch(document.path, block.opener.end + 1, block.closer.start, "")
            yield in_body("block text emptied", document, block.opener, (patch,), until=block.closer)


def block_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A block gone, with the blank lines after it."""
    for document, block in _blocks(project, texts):
        if not _needed(project, block):
            after = [line for line in document.body.lines if line.start > block.closer.start]
            rest = next((line for line in after if not line.is_blank), None)
            end = rest.start if rest else len(document.text)
            patch = Patch(document.path, block.opener.start, end, "")
            yield in_body("block removed", document, block.opener, (patch,), until=rest or after[-1], gained=-1)


def blocks_exchanged(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Two blocks of a page in each other's place."""
    for document in texts.shuffled(project.seen):
        blocks = [each for each in document.body.blocks if project.edition not in each.editions]
        for one, other in pairwise(texts.shuffled(blocks)):
            if one.indent == other.indent and one.is_in_fence == other.is_in_fence:
                parts = (one.opener.start, one.closer.end), (other.opener.start, other.closer.end)
                claims = claimed(document, one.opener, one.closer) | claimed(document, other.opener, other.closer)
                yield exchange("blocks exchanged", document, parts, claims)


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


def _echo(document: Document) -> Echo:
    texts = [line.text for line in document.body.lines if is_free(line, "")]
    headings = [found[1] for text in texts if (found := PLAIN_HEADING.fullmatch(text))]
    return Echo(headings, [found[1] for text in texts if (found := _DEFINED.match(text))])


def block_saying(project: Project, texts: Texts, kind: str, names: Sequence[str], text: str) -> Mutation | None:
    """A block for these editions with one line of text, in a page or passage drawn by lot."""
    document = texts.random.choice(project.seen) if project.seen else None
    gaps = _gaps(document, "") if document else []
    if document is None or not gaps:
        return None
    gap = texts.random.choice(gaps)
    return _with_block(kind, document, gap, 0, f"::: restricted to {', '.join(names)}", f"{text}\n")
