"""Anchors of paragraphs: an address for every paragraph of a page, made from what the paragraph says.

An anchor is `p-` and the first ten hexadecimal digits of the SHA-256 of the paragraph's text. So nothing that stands
elsewhere moves it, whether it was added, taken out or withheld; a paragraph that says something else has another
anchor; and who knows an old anchor can look for it in an earlier release.

A paragraph is a `p`, a list item or the meaning in a list of definitions: what stands in it directly, without
paragraphs, lists and tables within it. Labels, what Caveat itself puts around an editor's text, and the numbers of
footnotes are no part of it: they differ between editions of one text.

The HTML is read as `caveat.projection.dialect` and the site engine give it, by one function, so that a page's anchors
are the same wherever they are asked for.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from unicodedata import normalize

_DIGITS = 10
_PARAGRAPHS = frozenset({"p", "li", "dd"})
_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSED_BY_NEXT: Mapping[str, tuple[Collection[str], Collection[str]]] = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
}
"""Element to those of its kind that end where it begins, and to those that keep them apart."""
_LABELS = ("restricted__label", "restricted__end", "restricted-note", "restricted-inline__label", "vh")
_MADE = ("banner", "checks", "facts", "figures", "history", "laws", "lesson", "linklist", "sources", "worked")
"""Classes of what `caveat.projection.product` puts above and below a page's own text."""
_LEFT_OUT = frozenset({*_LABELS, *_MADE, "admonition-title", "footnote-ref", "footnote-backref"})

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<more>(?:[^"'>]|"[^"]*"|'[^']*')*+)>""", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>id|class)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""", re.IGNORECASE
)


def anchors(texts: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """The anchor of each of a page's paragraphs, in order: `p-3f9a1c07ab`.

    Equal texts are told apart by their order among themselves: the second ends in `-2`. Where the digests of two texts
    begin alike, or an anchor is among the `taken`, it has as many more digits as it needs.
    """
    digests = [sha256(plain(text).encode()).hexdigest() for text in texts]
    names = dict(_names(digests, taken))
    seen: dict[str, int] = {}
    found = []
    for digest in digests:
        seen[digest] = number = seen.get(digest, 0) + 1
        found.append(names[digest] if number == 1 else f"{names[digest]}-{number}")
    return tuple(found)


def _names(digests: Sequence[str], taken: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each digest with its anchor. Which of them comes first does not matter."""
    alike: dict[str, set[str]] = {}
    for digest in digests:
        alike.setdefault(digest[:_DIGITS], set()).add(digest)
    for group in alike.values():
        length = _DIGITS
        while length < 64 and (
            len({digest[:length] for digest in group}) < len(group)
            or any(f"p-{digest[:length]}" in taken for digest in group)
        ):
            length += 1
        yield from ((digest, f"p-{digest[:length]}") for digest in group)


def plain(text: str) -> str:
    """A text as its anchor is made from it: in NFC, with one space for all white space between words."""
    return " ".join(normalize("NFC", text).split())


def anchored(html: str) -> str:
    """The HTML of a page's body, each paragraph with an anchor for its `id`. One that has an `id` keeps it."""
    parts, end = [], 0
    for paragraph, anchor in _named(html):
        if not paragraph.id:
            parts += [html[end : paragraph.place], f' id="{anchor}"']
            end = paragraph.place
    return "".join([*parts, html[end:]])


def anchors_of(html: str) -> Mapping[str, str]:
    """Anchor, or the `id` an editor gave, to the plain text of every paragraph of a page's body, in its order."""
    return {anchor: paragraph.text for paragraph, anchor in _named(html)}


@dataclass(slots=True)
class _Paragraph:
    place: int
    """Where an attribute can be put in."""
    id: str
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return plain("".join(self.said))


@dataclass(frozen=True, slots=True)
class _Open:
    """An element whose end has not come yet."""

    name: str
    paragraph: _Paragraph | None
    """What text in it belongs to; None where that is no paragraph."""
    left_out: bool


def _named(html: str) -> Iterator[tuple[_Paragraph, str]]:
    found = [paragraph for paragraph in _Reader(html).paragraphs() if paragraph.text]
    unnamed = [paragraph.text for paragraph in found if not paragraph.id]
    names = iter(anchors(unnamed, _identifiers(html)))
    yield from ((paragraph, paragraph.id or next(names)) for paragraph in found)


def _identifiers(html: str) -> frozenset[str]:
    """Those that look like an anchor."""
    return frozenset(re.findall(r"""\sid\s*=\s*["']?(p-[0-9a-f]+)""", html, re.IGNORECASE))


class _Reader:
    """Goes through HTML once. What authors wrote by hand may lack end tags."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._open: list[_Open] = [_Open("", None, False)]
        self._found: list[_Paragraph] = []

    def paragraphs(self) -> Sequence[_Paragraph]:
        """Every paragraph in the order of its start, with its text."""
        end = 0
        for tag in _TAG.finditer(self._html):
            self._say(self._html[end : tag.start()])
            end = tag.end()
            if name := (tag["name"] or "").lower():
                self._end(name) if tag["end"] else self._start(name, tag)
        self._say(self._html[end:])
        return self._found

    def _say(self, text: str) -> None:
        innermost = self._open[-1]
        if innermost.paragraph and not innermost.left_out:
            innermost.paragraph.said.append(unescape(text))

    def _start(self, name: str, tag: re.Match[str]) -> None:
        if name in _BLOCKS:
            self._close_unended(name)
        if name in _VOID:
            self._say(" ")
            return
        given = {each["name"].lower(): each["a"] or each["b"] or each["c"] or "" for each in _attributes(tag)}
        above = self._open[-1]
        left_out = above.left_out or not _LEFT_OUT.isdisjoint(given.get("class", "").split())
        paragraph = above.paragraph
        if name in _BLOCKS:
            paragraph = _Paragraph(tag.end("name"), given.get("id", "")) if name in _PARAGRAPHS else None
        if paragraph and paragraph is not above.paragraph and not left_out:
            self._found.append(paragraph)
        self._open.append(_Open(name, paragraph, left_out))

    def _end(self, name: str) -> None:
        if any(each.name == name for each in self._open):
            while self._open.pop().name != name:
                pass

    def _close_unended(self, name: str) -> None:
        """End the paragraph that `name` stands in, and what it is the next one of."""
        block = next((each.name for each in reversed(self._open) if each.name in _BLOCKS), "")
        if block == "p":
            self._end("p")
        alike, apart = _CLOSED_BY_NEXT.get(name, ((), ()))
        nearest = next((each.name for each in reversed(self._open) if each.name in alike or each.name in apart), "")
        if nearest in alike:
            self._end(nearest)


def _attributes(tag: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(tag["more"])
