"""What changed between two texts, as a reader sees it: `redlines/<case>` holds both and the comparison."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from caveat.history.passages import Block, sections
from caveat.history.product_pages import _counts, _section
from caveat.history.redline import ChangedBlock, compare, marked

CASES = sorted(path for path in (Path(__file__).parent / "redlines").iterdir() if path.is_dir())


def comparison(older: str, newer: str) -> str:
    """How many passages changed, then every section in which one did, as the page has them."""
    changed = compare(sections(older), sections(newer))
    return "\n".join([_counts(changed), *(_section(each) for each in changed if each.is_changed)]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_comparison_shows_what_changed(case: Path) -> None:
    older, newer = ((case / name).read_text(encoding="utf-8") for name in ("older.md", "newer.md"))
    assert comparison(older, newer) == (case / "expected.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_that_did_not_change_shows_no_change(case: Path) -> None:
    text = (case / "newer.md").read_text(encoding="utf-8")
    assert not any(section.is_changed for section in compare(sections(text), sections(text)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words_are_never_markup(case: Path) -> None:
    """Only the elements of a comparison stand in it, none with an attribute but a class."""
    found = html.fragment_fromstring((case / "expected.html").read_text(encoding="utf-8"), create_parent="div")
    elements = {(element.tag, *element.attrib) for element in found.iter()}
    assert elements <= {("div",), ("h2",), ("p", "class"), ("ins",), ("del",), ("span", "class")}


WORDS = st.lists(st.sampled_from("one two three four <b> & \" '".split()), max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_a_comparison(older: str, newer: str) -> None:
    """The words without what was inserted are the older text; without what was deleted, the newer."""
    element = html.fragment_fromstring(marked(ChangedBlock("text", older, newer)), create_parent="p")
    assert _without(element, "ins") == older
    assert _without(element, "del") == newer


def _without(element: html.HtmlElement, tag: str) -> str:
    kept = html.fromstring(html.tostring(element))
    for gone in kept.xpath(f".//{tag} | .//span"):
        gone.drop_tree()
    return " ".join(kept.text_content().split())


def test_every_change_is_said_in_words_too() -> None:
    """A screen reader that passes over `ins` and `del` still says which words came and went."""
    said = marked(ChangedBlock("text", "call the desk", "call the lead"))
    assert re.findall(r'<span class="vh">\[(\w+): </span>(\w+)<span class="vh">\]</span>', said) == [
        ("deleted", "desk"),
        ("inserted", "lead"),
    ]


def test_a_page_is_read_as_sections_of_paragraphs_items_and_rows() -> None:
    """The words of a reader: comments, addresses and empty sections are none."""
    text = (
        "Before.\n\n## One\n\n- a\n- b\n    - c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n## Two\n\n> quoted\n\n"
        "![A map](map.svg)\n"
    )
    assert sections(text) == (
        ("", (Block("text", "Before."),)),
        ("One", (*(Block("item", each) for each in "abc"), Block("row", "x | y"), Block("row", "1 | 2"))),
        ("Two", (Block("text", "quoted"),)),
    )
    assert sections("") == ()
