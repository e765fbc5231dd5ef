"""The source of an earlier release, of which an edition no longer has everything: nobody can mend it any more."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from caveat.content.corpus import Corpus
from caveat.projection.project import examine, project
from caveat.projection.staged import Projection
from projection.corpora import page, product, read

DAY = date(2024, 3, 1)
CLOSED = {
    "docs/closed.md": page("## Place\n\nText.\n", editions="law-enforcement"),
    "docs/data/variables.yml": "desk:\n  number: {value: '4521', editions: [law-enforcement]}\n",
    "docs/data/shared/how.md": "---\neditions: [law-enforcement]\n---\nOnly some have this.\n",
}


def released(tmp_path: Path, files: dict[str, str]) -> Corpus:
    """The source of a release, in which partners no longer have what is closed."""
    open_again = {
        path: text.replace("[law-enforcement]", "[law-enforcement, partner]") for path, text in CLOSED.items()
    }
    sound = read(tmp_path / "then", {**open_again, **files})
    now = replace_access(sound)
    return replace(now, released=DAY)


def replace_access(corpus: Corpus) -> Corpus:
    """The same with what is closed today closed."""
    closed = frozenset({"law-enforcement"})
    pages = tuple(
        replace(each, access=replace(each.access, editions=closed)) if each.uri == "closed.md" else each
        for each in corpus.pages
    )
    return replace(
        corpus,
        pages=pages,
        passages={
            name: replace(each, access=replace(each.access, editions=closed)) for name, each in corpus.passages.items()
        },
        variables=tuple(replace(each, access=replace(each.access, editions=closed)) for each in corpus.variables),
    )


def shown(corpus: Corpus) -> Projection:
    """What partners see of it, which has no problem."""
    assert examine(corpus, "partner").problems == ()
    return project(corpus, "partner")


def body(projection: Projection, uri: str) -> str:
    """The text of a page."""
    return next(each.body for each in projection.pages if each.uri == uri)


def test_links_lead_to_a_page_that_says_so(tmp_path: Path) -> None:
    text = '[a](closed.md), <a href="closed.html">b</a>.\n'
    found = shown(released(tmp_path, {"docs/a.md": page(text)}))
    assert "[a](not-here.md)" in body(found, "a.md")
    assert 'href="not-here.html"' in body(found, "a.md")
    assert "not-here.md" in {each.uri for each in found.pages}


def test_links_by_id_too(tmp_path: Path) -> None:
    closed = product("Text.\n", identifier="X-2")
    files = {"docs/closed.md": closed, "docs/a.md": page("[a](id:X-2)\n")}
    assert "[a](not-here.md)" in body(shown(released(tmp_path, files)), "a.md")


def test_without_such_links_there_is_no_such_page(tmp_path: Path) -> None:
    found = shown(released(tmp_path, {"docs/a.md": page("Text.\n")}))
    assert "not-here.md" not in {each.uri for each in found.pages}
    assert "not-here.svg" not in found.files


def test_a_picture_has_a_stand_in(tmp_path: Path) -> None:
    corpus = released(tmp_path, {"docs/a.md": page("Text.\n")})
    lines = tuple(
        line._replace(text="![A van](van.png)") if line.text == "Text." else line
        for each in corpus.pages
        if each.uri == "a.md"
        for line in each.body
    )
    pages = tuple(replace(each, body=lines) if each.uri == "a.md" else each for each in corpus.pages)
    found = shown(replace(corpus, pages=pages))
    assert "![A van](not-here.svg)" in body(found, "a.md")
    assert b"no longer shown" in found.files["not-here.svg"]


def test_a_place_that_is_gone_leaves_the_link_to_its_page(tmp_path: Path) -> None:
    files = {"docs/a.md": page("[a](b.md#gone)\n"), "docs/b.md": page("## Gone\n\nText.\n")}
    corpus = released(tmp_path, files)
    pages = tuple(replace(each, body=each.body[2:]) if each.uri == "b.md" else each for each in corpus.pages)
    assert "[a](b.md)" in body(shown(replace(corpus, pages=pages)), "a.md")


def test_an_include_goes_and_a_variable_says_so(tmp_path: Path) -> None:
    text = "Before.\n\n{{ include how }}\n\nRing {{ desk.number }} now.\n"
    found = body(shown(released(tmp_path, {"docs/a.md": page(text)})), "a.md")
    assert "Only some" not in found
    assert "Ring (no longer shown) now." in found


def test_a_successor_that_is_gone_is_no_problem(tmp_path: Path) -> None:
    closed = product("Text.\n", identifier="X-2")
    old = product("Text.\n", more="superseded_by: X-2\n").replace("status: current", "status: superseded")
    found = shown(released(tmp_path, {"docs/closed.md": closed, "docs/a.md": old}))
    (a,) = (each for each in found.pages if each.uri == "a.md")
    assert "link" not in a.data["banner"]


def test_it_is_dated_by_its_release_and_has_no_search_and_no_feed(tmp_path: Path) -> None:
    found = shown(released(tmp_path, {"docs/a.md": product("Text.\n")}))
    uris = {each.uri for each in found.pages}
    assert found.extra["edition"]["as_at"] == "2024-03-01"
    assert found.archived
    assert "search.md" not in uris
    assert "feed.xml" not in found.files
    assert "feed" not in body(found, "new.md")
    assert "Release of 1 March 2024" in body(found, "index.md")
