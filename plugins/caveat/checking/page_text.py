"""Rules for the text of one page: images, headings, house style, abbreviations."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from caveat.checking.prose import words
from caveat.checking.remark import Library, Remark, Source, remark
from caveat.content.corpus import Page, StyleWord
from caveat.content.problem import Location
from caveat.projection.scan import Prose, scan

_IMAGE = re.compile(r"!\[([^\]]*)\](?:\(<?([^()\s>]*)|\[([^\]]*)\])")
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s]|[^"'\s>])""", re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})[ ]+(.+?)(?:[ ]+#+)?$")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|\u2018[^\u2018\u2019]*\u2019(?!\w)")


def images(library: Library) -> Iterator[Remark]:
    """Images without text."""
    message = (
        "this image has no text for those who cannot see it; say in the square brackets what it shows,"
        " or answer that it is decoration"
    )
    for source in library.sources():
        for prose in scan(source.body):
            for found in _IMAGE.finditer(prose.text):
                if not found[1].strip():
                    name = (found[2] or found[3] or "").rpartition("/")[2]
                    yield remark("image-without-text", prose.line.at(found.start() + 1), message, name)
            for found in _HTML_IMAGE.finditer(prose.text):
                if not _ALT.search(found[0]):
                    yield remark("image-without-text", prose.line.at(found.start() + 1), message)


def headings(library: Library) -> Iterator[Remark]:
    """Headings that skip a level. The title of a page is of level one."""
    for source in library.sources():
        # A shared passage may stand below a heading of any level.
        before = 1 if isinstance(source, Page) else 0
        for prose, level, text in _headings(source):
            if before and level > before + 1:
                message = f"this heading skips a level; write {'#' * (before + 1)} or put a heading above it"
                yield remark("heading-order", prose.line.at(), message, text)
            before = level


def house_style(library: Library) -> Iterator[Remark]:
    """Words that the house style avoids, outside quotations."""
    styles = library.corpus.house_style
    # Case counts where two words differ in nothing else.
    exact = {each.avoid: each for each in styles if each.avoid.casefold() == each.write.casefold()}
    folded = {each.avoid.casefold(): each for each in styles if each.avoid not in exact}
    patterns = [(_any_of(exact), exact), (_any_of(folded, re.IGNORECASE), folded)]
    for source in library.sources():
        for text, place in _texts(source):
            quoted = [found.span() for found in _QUOTED.finditer(text)]
            for pattern, known in patterns:
                for found in pattern.finditer(text):
                    if not any(start < found.start() < end for start, end in quoted):
                        style = known.get(found[0]) or known[found[0].casefold()]
                        yield _avoided(style, _moved(place, found.start()))


def abbreviations(library: Library) -> Iterator[Remark]:
    """Abbreviations with several meanings on pages that do not say which."""
    meanings = defaultdict[str, list[str]](list)
    for entry in library.corpus.glossary:
        if entry.short and entry.long not in meanings[entry.short]:
            meanings[entry.short].append(entry.long)
    several = {short: longs for short, longs in meanings.items() if len(longs) > 1}
    pattern = _any_of(several)
    for source in library.sources():
        said = " ".join(prose.text for prose in words(source.body)).casefold()
        seen: set[str] = set()
        for text, place in _texts(source):
            for found in pattern.finditer(text):
                short = found[0]
                if short in seen or any(long.casefold() in said for long in several[short]):
                    continue
                seen.add(short)
                message = "this has several meanings in the glossary; write the long form once on the page"
                yield remark("open-abbreviation", _moved(place, found.start()), message, short)


def _headings(source: Source) -> Iterator[tuple[Prose, int, str]]:
    for prose in scan(source.body):
        if prose.text and (found := _HEADING.match(prose.line.text)):
            yield prose, len(found[1]), found[2]


def _texts(source: Source) -> Iterator[tuple[str, Location]]:
    """Every text of a page that a reader reads, with the place of its first character."""
    if isinstance(source, Page):
        for name in ("title", "summary"):
            if text := getattr(source.front_matter, name):
                yield text, source.locations[name]
    for prose in words(source.body):
        if prose.text.strip():
            yield prose.text, prose.line.at()


def _any_of(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern for whole words, the longest first, so that each place is told once; of no words, one for nothing."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])" if longest else r"(?!)", flags)


def _avoided(style: StyleWord, place: Location) -> Remark:
    message = f"the house style avoids '{style.avoid}'; write {style.write} ({style.because})"
    return remark("house-style", place, message, style.avoid)


def _moved(place: Location, offset: int) -> Location:
    return Location(place.path, place.line, place.column + offset)
