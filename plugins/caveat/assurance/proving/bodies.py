"""What mutations of bodies share: what may stand where, and what restricted text elsewhere relies on."""

import re

from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.markers import Line
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.texts import Texts

DEFINES = re.compile(r"\s*(?:\[[^\]]+\]:|\*\[)")
"""A definition of a footnote, a link or an abbreviation, which text elsewhere may rely on."""
_HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<words>[^{}]*?) *(?:\{[^}]*\})?")
PLAIN_HEADING = re.compile(r"#{2,6} +([^{}\[\]<>`|:\\]+?) *")
"""A heading without anything that a restricted span could cut."""
_NAMED = re.compile(r"""#([\w-]+)[^}]*\}|\bid=["']?([\w-]+)""")


def marker(project: Project, texts: Texts) -> str:
    """The words of a marker for editions that this one does not belong to."""
    names = ", ".join(project.closed(texts.random.choice(project.outside)))
    reason = texts.random.choice(("", *project.reasons))
    return f"restricted to {names}" + (f" because {reason}" if reason else "")


def is_free(line: Line, fence: str) -> bool:
    """Whether a line is in a code fence or out of it as wanted, and in no comment and no restricted block."""
    return line.fence == fence and not line.comment and not line.restricted


def is_target(project: Project, text: str) -> bool:
    """Whether a link may lead to this line: by a name, or by the words of its heading."""
    names = {name for found in _NAMED.findall(text) for name in found if name}
    if found := _HEADING.fullmatch(text.strip()):
        names.add(re.sub(r"[^\w]+", "-", found["words"].lower()).strip("-"))
    return bool(names & project.fragments)


def exchange(
    kind: str, document: Document, parts: tuple[tuple[int, int], tuple[int, int]], claims: frozenset[str]
) -> Mutation:
    """Two parts of a text in each other's place."""
    (start, end), (other_start, other_end) = parts
    one, other = document.text[start:end], document.text[other_start:other_end]
    patches = Patch(document.path, start, end, other), Patch(document.path, other_start, other_end, one)
    return Mutation(kind, Place(document.path, document.line_of(start)), patches, claims=claims)


def in_body(
    kind: str, document: Document, line: Line, patches: tuple[Patch, ...], *, until: Line | None = None, gained: int = 0
) -> Mutation:
    """A mutation of the lines from `line` to `until`, by which the body gains some markers."""
    return Mutation(
        kind,
        Place(document.path, line.number),
        patches,
        restrictions={document.path: gained} if gained else {},
        claims=claimed(document, line, until or line),
    )


def claimed(document: Document, first: Line, last: Line) -> frozenset[str]:
    """Claims on lines and their neighbours: restrictions beside each other would share a blank line or a space."""
    return frozenset(f"{document.path}:{number}" for number in range(first.number - 1, last.number + 2))
