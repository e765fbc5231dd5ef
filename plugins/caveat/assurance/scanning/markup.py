"""HTML and XML: what elements say, and what stands in their tags."""

import re
from typing import NamedTuple

TAG = re.compile(r"<([/!?A-Za-z][^<>]*)>")
"""A tag or a comment, as far as a hurried reader sees. What it gets wrong stays in the text, which is read too."""
_BLOCKS = frozenset(
    """
    address article aside blockquote body br button c caption center col colgroup dd desc description details dialog
    dir div dl dt entry fieldset figcaption figure footer form frameset guid h h1 h2 h3 h4 h5 h6 head header hgroup
    hr html id iframe img input item lastmod legend li link loc main menu meta nav noscript ol optgroup option p
    param pre pubdate row script section select si source style summary svg table table-cell tbody tc td template
    text textarea tfoot th thead title tr tspan ul updated url video
    """.split()
)
"""Elements of HTML, feeds, office documents and SVG that stand apart from the text before and after them."""
_ITEMS = re.compile(r"</span>\s+(?=<span\b)|\s(?=<span class=\"badge)")
"""Between two boxes in a line, such as a page's type and its badge: side by side they are no passage either."""
_NAME = re.compile(r"/?(?:[a-z0-9]+:)?([a-z0-9-]+)", re.IGNORECASE)
_BETWEEN = re.compile(r"=\s*[\"']|[\"'](?=[\s/]|$)", re.MULTILINE)
"""Divides values from names: a name beside a value is no passage that anybody wrote."""
_REMEMBERED = 100_000


class Markup(NamedTuple):
    """A text taken apart."""

    tags: set[str]
    """The values of attributes, the names between them, comments."""
    stretches: set[str]
    """What stands between elements: once with a space where a tag was inside it, and once without."""


def is_markup(text: str) -> bool:
    """Whether a text has tags."""
    return "<" in text and TAG.search(text) is not None


def take_apart(text: str) -> Markup:
    """The tags of a text, and what is between them."""
    pieces = TAG.split(_ITEMS.sub(r"\g<0><br>", text.replace("\r", " ").replace("\n", " ")))
    tags = pieces[1::2]
    instead = [_INSTEAD[tag] for tag in tags]
    pieces[1::2] = instead
    joined = "".join(pieces)
    pieces[1::2] = [each or " " for each in instead]
    return Markup(
        set(_BETWEEN.sub("\n\n", "\n\n".join(set(tags))).split("\n\n")),
        {*joined.split("\n"), *"".join(pieces).split("\n")},
    )


class _Instead(dict[str, str]):
    """A tag without its brackets to what stands for it: nothing inside a stretch of text, else the end of the line."""

    def __missing__(self, tag: str) -> str:
        name = _NAME.match(tag)
        # A comment stands in the middle of a word as well as anywhere.
        found = "\n" if name and name[1].lower() in _BLOCKS else ""
        if len(self) > _REMEMBERED:
            self.clear()
        self[tag] = found
        return found


_INSTEAD = _Instead()
