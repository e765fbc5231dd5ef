"""HTML and XML: what elements say, and what stands in their tags."""

import re
import string
from collections.abc import Iterable
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
_ITEMS = re.compile(r"</span>\s+(?=<span\b)")
_BADGE = ' <span class="badge'
"""Between two boxes in a line, such as a page's type and its badge: side by side they are no passage either."""
_NAME = re.compile(r"/?(?:[a-z0-9]+:)?([a-z0-9-]+)", re.IGNORECASE)
_BETWEEN = re.compile(r"=\"|='|=\s+[\"']|\"(?=[\s/]|$)|'(?=[\s/]|$)", re.MULTILINE)
"""Divides values from names: a name beside a value is no passage that anybody wrote."""
_BEGINS = frozenset(f"/!?{string.ascii_letters}")
_INSIDE = "\r"
"""Stands for a tag in the middle of a stretch."""
_SHORT = 2_000
"""Characters of a line that is remembered."""
_REMEMBERED = 20_000


class Markup(NamedTuple):
    """A text taken apart."""

    lines: set[str]
    """The text itself: `parts_of` gives what its tags say."""
    stretches: set[str]
    """What stands between elements, with a sign for each tag inside: `readings_of` gives what they say."""


def is_markup(text: str) -> bool:
    """Whether a text has tags."""
    return "<" in text and TAG.search(text) is not None


def take_apart(text: str) -> Markup:
    """The tags of a text, and what is between them."""
    flat = _ITEMS.sub(r"\g<0><br>", text.replace("\r", " "))
    # No tag goes on behind a closing bracket: so each line that begins there is read by itself, and most of a page's
    # lines were seen on another page.
    lines = flat.replace(">\n", ">\r").split("\r")
    return Markup(set(lines), set("".join([_READ[line].text for line in lines]).split("\n")))


def parts_of(lines: Iterable[str]) -> set[str]:
    """The values of attributes in tags, the names between them, comments."""
    tags = {tag for line in lines for tag in _READ[line].tags}
    return set(_BETWEEN.sub("\n\n", "\n\n".join(tags)).split("\n\n"))


def readings_of(stretches: Iterable[str]) -> set[str]:
    """Texts, once with a space where a tag was inside, and once without."""
    joined = "\n".join(stretches)
    return {*joined.replace(_INSIDE, "").split("\n"), *joined.replace(_INSIDE, " ").split("\n")}


def _divided(piece: str) -> tuple[str, str]:
    """What follows an opening bracket: its tag without brackets, empty where it is none, and the text behind it."""
    tag, closed, text = piece.partition(">")
    return (tag, text) if closed and tag[:1] in _BEGINS else ("", f"<{piece}")


class _Instead(dict[str, str]):
    """A tag without its brackets to what stands for it: a sign inside a stretch of text, else the end of the line."""

    def __missing__(self, tag: str) -> str:
        name = _NAME.match(tag)
        # A comment stands in the middle of a word as well as anywhere.
        found = "\n" if name and name[1].lower() in _BLOCKS else _INSIDE if tag else ""
        if len(self) > _REMEMBERED:
            self.clear()
        self[tag] = found
        return found


class _Line(NamedTuple):
    """A line taken apart."""

    text: str
    """Behind a space, what stands for its tags, and the text between them."""
    tags: tuple[str, ...]


class _Read(dict[str, _Line]):
    """A line to what it says; computed when it is first met."""

    def __missing__(self, line: str) -> _Line:
        text, *pieces = f" {line}".replace("\n", " ").replace(_BADGE, f" <br>{_BADGE[1:]}").split("<")
        divided = [*map(_divided, pieces)]
        found = _Line(
            text + "".join([_INSTEAD[tag] + behind for tag, behind in divided]), tuple(tag for tag, _ in divided)
        )
        if len(line) <= _SHORT:
            if len(self) > _REMEMBERED:
                self.clear()
            self[line] = found
        return found


_INSTEAD = _Instead()
_READ = _Read()
