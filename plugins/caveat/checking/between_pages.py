"""Rules that look at one page beside others: orphans and duplicates."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from caveat.checking.prose import paragraphs, words
from caveat.checking.remark import Library, Remark, Source, remark
from caveat.content.corpus import Page
from caveat.content.problem import Location
from caveat.projection.fill import INCLUDE
from caveat.projection.links import destinations
from caveat.projection.scan import scan

_READ_FROM_LISTS = frozenset({"bulletin", "debrief", "page"})
"""Types that readers come to by date or by the navigation."""
_LENGTH = 30
"""Words that make a paragraph worth keeping once."""
_WORD = re.compile(r"\w+")


def orphans(library: Library) -> Iterator[Remark]:
    """Pages that are no bulletin or debrief and that no other page leads to."""
    if not library.whole:
        return  # A page that could not be read may lead there.
    reached = frozenset(_reached(library))
    for page in library.pages():
        fields = page.front_matter
        if fields.type in _READ_FROM_LISTS or fields.status != "current":
            continue
        if page.uri not in reached and fields.id not in reached:
            message = "no other page leads here; link to it from a page on the same subject, or name it in related:"
            yield remark("orphan-page", page.locations.get("title", Location(page.path)), message)


def duplicates(library: Library) -> Iterator[Remark]:
    """Paragraphs that stand on two pages: the second and every further place."""
    first: dict[tuple[str, ...], Location] = {}
    every: tuple[Source, ...] = (*library.corpus.passages.values(), *library.corpus.pages)
    for source in every:
        for paragraph in paragraphs(source.body):
            if sum(len(line.text) for line in paragraph) < _LENGTH:
                continue
            place = paragraph[0].at()
            said = tuple(_WORD.findall(" ".join(prose.text for prose in words(paragraph)).casefold()))
            if len(said) < _LENGTH:
                continue
            original = first.setdefault(said, place)
            if original.path != place.path and (library.changed is None or source.path in library.changed):
                message = (
                    f"this paragraph stands in {original.path} too, in line {original.line}; keep it once in"
                    " docs/data/shared and include it"
                )
                yield remark("duplicate-passage", place, message, original.path)


def _reached(library: Library) -> Iterator[str]:
    """Addresses and ids that another page, the home page or an announcement leads to."""
    corpus = library.corpus
    including = {name: source.uri for source in corpus.pages for name in _included(source)}
    every: tuple[Source, ...] = (*corpus.pages, *corpus.passages.values())
    for source in every:
        uri = source.uri if isinstance(source, Page) else including.get(source.name, "")
        own = {uri, source.front_matter.id} if isinstance(source, Page) else set[str]()
        for prose in scan(source.body):
            for start, end in destinations(prose.text):
                target = _target(uri, prose.text[start:end])
                if target not in own:
                    yield target
        if isinstance(source, Page):
            for fields in (source.front_matter, *source.restricted.values()):
                yield from (*fields.related, *fields.supersedes, fields.superseded_by, fields.absorbed_into)
    yield from (task.page for task in (*corpus.home.scene, *corpus.home.tasks))
    yield from (notice.page for notice in corpus.announcements)


def _included(page: Page) -> Iterator[str]:
    for line in page.body:
        if found := INCLUDE.fullmatch(line.text):
            yield found[2]


def _target(uri: str, written: str) -> str:
    """The id or the address that a link leads to."""
    path = unquote(written.partition("#")[0].partition("?")[0])
    if path.startswith("id:"):
        return path.removeprefix("id:")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path))
    return target.removesuffix(".html") + ".md" if target.endswith(".html") else target
