"""Follow every link of a page, as one edition sees it.

A link to a product may be written by its id (`id:MS-GDN-001`); it becomes a relative link to the page. A link whose
target the edition does not have is an error at its place: nothing is left out in silence.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from caveat.content.line import Edit, Line
from caveat.content.problem import Problem
from caveat.projection.address import page_address, relative
from caveat.projection.scan import Prose, scan

_INLINE = re.compile(r"(\]\(\s*<?)((?:[^()<>\s\\]|\([^()<>\s]*\))*)")
_ATTRIBUTE = re.compile(r"""(\b(?:href|src|srcset|poster|data|action|cite)\s*=\s*["']?)([^"'\s>]+)""", re.IGNORECASE)
_DEFINITION = re.compile(r"^([ ]{0,3}\[(?!\^)([^\]]+)\]:\s*<?)([^\s>]+)")
_AUTOLINK = re.compile(r"(<)([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]+)(?=>)")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_ALLOWED = ("https:", "http:", "mailto:", "tel:")
_FILE = re.compile(r"\.(?:gif|jpe?g|png|svg)$", re.IGNORECASE)
LOST_PAGE = "not-here.md"
"""Address of the page that stands, in an earlier release, for one that its edition no longer has."""
LOST_FILE = "not-here.svg"
"""The same for a picture."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What links of an edition can lead to."""

    pages: frozenset[str]
    """Address of every page the edition has, generated ones included."""
    ids: Mapping[str, str]
    """Id to address, of the edition's pages."""
    files: frozenset[str]
    """Addresses of the edition's cleared files."""
    known: frozenset[str]
    """Addresses and ids that the project has in some edition."""
    unread: frozenset[str]
    """Addresses and ids of pages that have problems of their own: a link to one is no second problem."""
    anchors: Callable[[str], frozenset[str]]
    """Address of a page to the fragment identifiers that a link can name."""
    archived: bool = False
    """This is an earlier release: a link to what the edition no longer has leads to a page that says so."""


@dataclass(slots=True)
class Followed:
    """A body with its links resolved."""

    body: tuple[Line, ...] = ()
    files: set[str] = field(default_factory=set)
    """Cleared files that the page uses."""
    pages: set[str] = field(default_factory=set)
    """Addresses of pages that the page links to."""
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Which of the stand-ins for what an earlier release no longer shows are linked to."""


def follow(uri: str, body: Sequence[Line], targets: Targets) -> Followed:
    """The body of the page at `uri` with ids turned into addresses, what it uses, and every link that leads nowhere."""
    result = Followed()
    result.body = tuple(_line(uri, prose, targets, result) for prose in scan(body))
    return result


def _line(uri: str, prose: Prose, targets: Targets, result: Followed) -> Line:
    edits: list[Edit] = []
    for start, end in sorted(set(destinations(prose.text))):
        written = prose.line.text[start:end]
        found = _resolve(uri, written, targets, result)
        if not isinstance(found, str):
            code, message = found
            result.problems.append(Problem(prose.line.at(start + 1), code, message))
        elif found != written and edits and start < edits[-1].end:
            message = "two links are written into each other here; write each in a form of its own"
            result.problems.append(Problem(prose.line.at(start + 1), "broken-link", message))
        elif found != written:
            edits.append(Edit(start, end, found))
    return prose.line.edited(edits)


def destinations(text: str) -> Iterator[tuple[int, int]]:
    """Where in a line each address begins and ends that a link, an image or a definition leads to."""
    if "](" in text:
        yield from (found.span(2) for found in _INLINE.finditer(text))
    if "=" in text and "<" in text:
        yield from (found.span(2) for found in _ATTRIBUTE.finditer(text))
    if "<" in text:
        yield from (found.span(2) for found in _AUTOLINK.finditer(text))
    if found := _DEFINITION.match(text):
        yield found.span(3)


def _resolve(uri: str, written: str, targets: Targets, result: Followed) -> str | tuple[str, str]:
    """What to write for a destination, or the code and message of what is wrong with it."""
    if written.startswith("id:"):
        return _by_id(uri, written, targets, result)
    if scheme := _SCHEME.match(written):
        if scheme[0].lower() in _ALLOWED:
            return written
        return "link-scheme", "guidance links to https, http, mailto, tel or id: addresses; write one of these"
    if written.startswith("/"):
        return (
            "absolute-link",
            "a link cannot start at the root of a server; write a path relative to this file, or id:",
        )
    path, _, fragment = written.partition("#")
    path = unquote(path.partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
    wrong = _to_address(target, fragment, targets, result)
    return _instead(uri, target, written, wrong, targets, result) if wrong else written


def _by_id(uri: str, written: str, targets: Targets, result: Followed) -> str | tuple[str, str]:
    name, _, fragment = written.removeprefix("id:").partition("#")
    if name in targets.unread:
        return written
    if name not in targets.ids:
        if name in targets.known:
            return _instead(uri, "", written, _not_here(), targets, result)
        return "broken-link", "no page has this id; write the id of a page, such as id:MS-GDN-001"
    target = targets.ids[name]
    address = relative(uri, target)
    if wrong := _to_address(target, fragment, targets, result):
        return _instead(uri, target, f"{address}#", wrong, targets, result)
    return address + (f"#{fragment}" if fragment else "")


def _instead(
    uri: str, target: str, written: str, wrong: tuple[str, str], targets: Targets, result: Followed
) -> str | tuple[str, str]:
    """Where a link leads that cannot lead where it says: in an earlier release, to the page or to a stand-in for it.

    The release was sound when it was made: whatever leads nowhere now has been taken away since.
    """
    if not targets.archived:
        return wrong
    if wrong[0] == "anchor-not-in-edition":
        return written.partition("#")[0] or posixpath.basename(uri)
    stand_in = LOST_FILE if _FILE.search(target) else LOST_PAGE
    result.lost.add(stand_in)
    # Markdown's links name the source, which the engine turns into an address; HTML's name the address itself.
    return relative(uri, page_address(stand_in) if written.partition("#")[0].endswith(".html") else stand_in)


def _to_address(target: str, fragment: str, targets: Targets, result: Followed) -> tuple[str, str] | None:
    if target in targets.files:
        result.files.add(target)
        return None
    page = target if target.endswith(".md") else target.removesuffix(".html") + ".md"
    if target in targets.unread or page in targets.unread:
        return None
    if page not in targets.pages:
        if target in targets.known or page in targets.known:
            return _not_here()
        return "broken-link", "nothing in the source stands at this address; correct the path, or link by id:"
    result.pages.add(page)
    if fragment and unquote(fragment) not in targets.anchors(page):
        return "anchor-not-in-edition", "the page has no such place in this edition; name one of its headings' anchors"
    return None


def _not_here() -> tuple[str, str]:
    return "link-not-in-edition", "this edition does not have the target; put the link inside a restriction"
