"""Where every way of writing a link leads, and what is said of one that leads nowhere."""

import pytest

from caveat.content.line import split_lines
from caveat.projection.links import Followed, Targets, follow

TARGETS = Targets(
    pages=frozenset({"a.md", "guide/b.md", "guide/c d.md", "library.md"}),
    ids={"X-1": "a.md", "X-2": "guide/b.md"},
    files=frozenset({"files/form.pdf"}),
    known=frozenset({"a.md", "heron.md", "X-9", "files/heron.pdf"}),
    unread=frozenset({"broken.md", "X-7"}),
    anchors=lambda uri: frozenset({"powers", "é"} if uri == "a.md" else ()),
)


def followed(text: str, uri: str = "guide/b.md") -> Followed:
    return follow(uri, split_lines(text, "docs/b.md"), TARGETS)


@pytest.mark.parametrize(
    ("text", "expected", "pages", "files"),
    [
        ("[x](id:X-1)", "[x](../a.md)", {"a.md"}, set()),
        ("[x](id:X-1#powers)", "[x](../a.md#powers)", {"a.md"}, set()),
        ("[x](id:X-2) [y]( <id:X-1>)", "[x](b.md) [y]( <../a.md>)", {"guide/b.md", "a.md"}, set()),
        ("[x](../a.md) [y](../a.html#powers)", None, {"a.md"}, set()),
        ("[x](../a.md#%C3%A9)", None, {"a.md"}, set()),
        ("[x](c%20d.md?print=1#)", None, {"guide/c d.md"}, set()),
        ("[x](../library.html)", None, {"library.md"}, set()),
        ("[x](../broken.md#end) [y](../broken.html) [z](id:X-7#end)", None, set(), set()),
        ("[x](../files/form.pdf#page=2)", None, set(), {"files/form.pdf"}),
        ("![x](../files/form.pdf)", None, set(), {"files/form.pdf"}),
        ("<a href='id:X-1'>x</a>", "<a href='../a.md'>x</a>", {"a.md"}, set()),
        ('<IMG SRC = "../files/form.pdf">', None, set(), {"files/form.pdf"}),
        ("<a cite=id:X-1 data=id:X-2>", "<a cite=../a.md data=b.md>", {"a.md", "guide/b.md"}, set()),
        ("<id:X-1>", "<../a.md>", {"a.md"}, set()),
        ("[r]: id:X-1", "[r]: ../a.md", {"a.md"}, set()),
        ("   [r s]: <id:X-1> 'title'", "   [r s]: <../a.md> 'title'", {"a.md"}, set()),
        ("[x](HTTPS://example.org/(a)) <tel:999> [m](mailto:a@example.org)", None, set(), set()),
        ("<http://example.org/>", None, set(), set()),
        ("`[x](id:X-8)`\n```\n[x](id:X-8)\n```", None, set(), set()),
        ("    [r]: id:X-8", None, set(), set()),
        ("[^1]: id:X-8", None, set(), set()),
        ("a href=id:X-8 and [x]", None, set(), set()),
    ],
)
def test_a_link_leads_to_its_target(text: str, expected: str | None, pages: set[str], files: set[str]) -> None:
    """None: the text stays as it is."""
    result = followed(text)
    assert result.problems == []
    assert "\n".join(line.text for line in result.body) == (text if expected is None else expected)
    assert (result.pages, result.files) == (pages, files)


NOT_HERE = "this edition does not have the target; put the link inside a restriction [link-not-in-edition]"
NO_ID = "no page has this id; write the id of a page, such as id:MS-GDN-001 [broken-link]"
NOTHING = "nothing in the source stands at this address; correct the path, or link by id: [broken-link]"
NO_PLACE = "the page has no such place in this edition; name one of its headings' anchors [anchor-not-in-edition]"
SCHEME = "guidance links to https, http, mailto, tel or id: addresses; write one of these [link-scheme]"
ROOT = "a link cannot start at the root of a server; write a path relative to this file, or id: [absolute-link]"


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("[x](id:X-9)", 5, NOT_HERE),
        ("[x](../heron.md)", 5, NOT_HERE),
        ("[x](../heron.html#powers)", 5, NOT_HERE),
        ("See <a href=../files/heron.pdf>", 13, NOT_HERE),
        ("[x](id:X-8)", 5, NO_ID),
        ("[x](id:)", 5, NO_ID),
        ("[r]: a.md", 6, NOTHING),
        ("[x](../../a.md)", 5, NOTHING),
        ("<x:y>", 2, SCHEME),
        ("[x](javascript:alert)", 5, SCHEME),
        ("[x](//example.org/)", 5, ROOT),
        ("[x](#powers)", 5, NO_PLACE),
        ("[x](../a.md#duties)", 5, NO_PLACE),
        ("[x](id:X-1#duties)", 5, NO_PLACE),
    ],
)
def test_a_link_that_leads_nowhere_is_told_at_its_place(text: str, column: int, told: str) -> None:
    result = followed(f"\n{text}")
    assert [str(each) for each in result.problems] == [f"docs/b.md:2:{column}: {told}"]
    assert result.body[1].text == text
    assert result.files == set()


def test_every_link_of_a_line_is_told() -> None:
    result = followed("[x](id:X-9) <a href='nowhere.md'> <id:X-1> [y](/z)")
    assert [each.location.column for each in result.problems] == [5, 22, 48]
    assert result.body[0].text == "[x](id:X-9) <a href='nowhere.md'> <../a.md> [y](/z)"
