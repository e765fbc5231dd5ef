"""The bench's queries come from people's own words, and an engine is never given the words it is asked about."""

from pathlib import Path

import pytest

from bench.search.html_pages import Link, Manner, read_html
from bench.search.pages import Page, Section, article_html, read_pages, write_pages
from bench.search.signals import Anchor, Documentation, Query, asks, bag, drawn, withheld


def page(name: str, title: str, *headings: str) -> Page:
    below = (Section(f"s{number}", 2, heading, f"About {name}.") for number, heading in enumerate(headings))
    return Page(name, name, title, "", (), (), (Section("", 1, title, "Text."), *below), (), ())


PAGES = (
    page("a.html", "Telephones", "Ringing at night", "Contents"),
    page("b.html", "Notebooks", "Paper of any kind", "Contents"),
    page("c.html", "Evidence"),
)
GIVEN = Documentation(
    name="sample",
    pages=PAGES,
    anchors=(
        Anchor("b.html", "a.html", "how to telephone"),
        Anchor("c.html", "a.html", "How to telephone"),
        Anchor("c.html", "a.html", "Telephones"),
        Anchor("a.html", "b.html", "what to write down"),
    ),
    keywords=(("a.html", "calls, out of hours"), ("b.html", "pens"), ("c.html", "pens")),
)


def test_every_signal_gives_queries() -> None:
    _, queries = drawn(GIVEN)
    asked = {query.text: (query.kind, set(query.grades)) for query in queries}
    assert asked["what to write down"] == ("link", {"b.html"})
    assert asked["calls out of hours"] == ("keyword", {"a.html"})
    assert asked["pens"] == ("keyword", {"b.html", "c.html"})
    assert asked["Ringing at night"] == ("heading", {"a.html"})


def test_a_title_and_a_heading_of_several_pages_are_no_queries() -> None:
    """Whoever types a title is answered by any engine, and "Contents" asks for no page."""
    _, queries = drawn(GIVEN)
    assert {"telephones", "contents"}.isdisjoint(query.text.casefold() for query in queries)


def test_words_that_became_a_query_are_taken_out_of_their_page() -> None:
    pages, queries = drawn(GIVEN)
    given = {each.id: each for each in pages}
    for query in queries:
        for name in query.grades:
            told = (*given[name].links_in, *given[name].keywords, *(each.heading for each in given[name].sections))
            assert bag(query.text) not in {bag(words) for words in told}, query.text
    assert "Telephones" in given["a.html"].links_in, "what is no query stays"
    assert ("a.html", "Telephones") in given["c.html"].links
    assert "About a.html." in given["a.html"].text(), "text below a heading that is gone stays"


def test_a_link_is_withheld_however_it_is_written() -> None:
    pages = withheld(GIVEN, [Query("how to telephone", "link", {"a.html": 3})])
    assert {each.id: each.links_in for each in pages}["a.html"] == ("Telephones",)


def test_the_same_queries_are_drawn_whatever_the_order() -> None:
    turned = Documentation(GIVEN.name, PAGES[::-1], GIVEN.anchors[::-1], GIVEN.keywords[::-1])
    assert {each.text.casefold() for each in drawn(turned)[1]} == {each.text.casefold() for each in drawn(GIVEN)[1]}


@pytest.mark.parametrize("words", ["see below", "Chapter 5", "os.path.join()", "max_connections", "1.2", "", "a " * 9])
def test_code_and_pointing_are_no_queries(words: str) -> None:
    assert not asks(words)
    assert asks("write-ahead log")


def test_html_is_read_as_its_reader_sees_it() -> None:
    text = b"""<html><body><nav><a href="x.html">Menu</a></nav><main>
      <h1>5.1. Night work<a class="headerlink" href="#n">#</a></h1><div class="toc"><a href="y.html">List</a></div>
      <p>Ring <a href="../b/pens.html#two">the desk</a> first,
      then say who.</p><p>Then write.</p>
      <section id="lamps"><h2>Lamps</h2><pre>lamp --on\nlamp --off</pre></section></main></body></html>"""
    found = read_html(text, "a/night.html", Manner("//main", numbering=r"^[\d.]+ "))
    assert found is not None
    assert found.title == "Night work"
    assert found.sections == (
        Section("", 1, "Night work", "Ring the desk first, then say who.\nThen write."),
        Section("lamps", 2, "Lamps", "lamp --on\nlamp --off"),
    )
    assert found.links == (Link("b/pens.html", "the desk"),)


def test_every_engine_is_given_the_same_page(tmp_path: Path) -> None:
    whole = Page("a", "a.html", "A & B", "", ("old",), ("key",), PAGES[0].sections, (("b.html", "pens"),), ("in",))
    write_pages([whole], tmp_path / "pages.jsonl")
    assert list(read_pages(tmp_path / "pages.jsonl")) == [whole]
    html = article_html(whole)
    assert '<h2 id="s0">Ringing at night</h2>' in html
    assert "Keywords: old; key" in html
