"""What readers of an edition are told, piece by piece: the rules that no golden tree shows."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from caveat.content.problem import ContentError
from caveat.content.read import read_project
from caveat.projection.narrow import narrow
from caveat.projection.project import examine, project
from caveat.projection.staged import StagedPage
from projection.corpora import page, problems, product, read, write
from projection.reader import words

SHARED = "---\neditions: [law-enforcement, partner]\nrestrictions: 1\n---\n"


def pages(root: Path, files: Mapping[str, str], edition: str = "law-enforcement") -> Mapping[str, StagedPage]:
    """Address to page, of an edition of a project without problems."""
    return {each.uri: each for each in project(read(root, files), edition).pages}


def codes(root: Path, files: Mapping[str, str], edition: str = "law-enforcement", **given: frozenset[str]) -> list[str]:
    """`place code` of what is wrong with an edition."""
    corpus = read_project(write(root, files)).corpus
    assert corpus is not None
    return [f"{each.location} {each.code}" for each in examine(corpus, edition, **given).problems]


def test_an_announcement_ends_on_its_day(tmp_path: Path) -> None:
    """The day that counts is the edition's own, that of its latest change: 31 January 2024 here."""
    notices = (
        "- {title: Yesterday, text: Gone., until: 2024-01-30, editions: [law-enforcement, partner]}\n"
        "- {title: Today, text: Still there., until: 2024-01-31, editions: [law-enforcement, partner]}\n"
        "- {title: Always, text: Stands., editions: [law-enforcement, partner]}\n"
    )
    home = words(pages(tmp_path, {"docs/a.md": product(), "docs/data/announcements.yml": notices})["index.md"])
    assert "Today Still there. Until 31 January 2024" in home
    assert "Always Stands. Standing notice" in home
    assert "Yesterday" not in home


def test_an_edition_without_pages_has_a_home_page(tmp_path: Path) -> None:
    """Partners who have nothing yet are told nothing, and no list stands empty."""
    home = words(pages(tmp_path, {"docs/a.md": page(editions="law-enforcement")}, "partner")["index.md"])
    assert "Find guidance" in home
    assert "Pages" not in home
    assert "In force" not in home


def test_a_label_does_not_take_in_what_follows_a_shared_passage(tmp_path: Path) -> None:
    """A passage may end with a restriction, and the next line may follow without a blank one."""
    passage = f"{SHARED}Signs.\n\n::: restricted to law-enforcement\nMore signs.\n::: end restricted\n"
    files = {"docs/a.md": page("{{ include signs }}\n## What to do\n"), "docs/data/shared/signs.md": passage}
    body = pages(tmp_path, files)["a.md"].body.split("\n")
    assert body[body.index("</div>") + 1 :][:2] == ["", "## What to do"]
    assert pages(tmp_path, files, "partner")["a.md"].body == "Signs.\n## What to do\n"


def test_links_written_into_each_other_are_refused(tmp_path: Path) -> None:
    """Both would be turned into addresses, one in the middle of the other."""
    target = product('<span id="href=id:X-1">Here.</span>\n')
    files = {"docs/a.md": target, "docs/b.md": page("<br>See [it](id:X-1#href=id:X-1 'it').\n")}
    with pytest.raises(ContentError) as caught:
        read(tmp_path, files)
    message = "two links are written into each other here; write each in a form of its own"
    assert str(caught.value.problems[0]) == f"docs/b.md:5:26: {message} [broken-link]"


def test_a_place_named_with_an_id_has_to_be_there(tmp_path: Path) -> None:
    files = {"docs/a.md": product("## Powers\n"), "docs/b.md": page("[There](id:X-1#powers), [not](id:X-1#duties).\n")}
    assert codes(tmp_path, files) == ["docs/b.md:5:31 anchor-not-in-edition"]


def test_a_debrief_shows_its_figures(tmp_path: Path) -> None:
    operation = "operation:\n  name: Heron\n  figures: [{label: Arrests, value: 12 & more}]\n"
    debrief = product(more=operation).replace("type: guidance", "type: debrief")
    assert "\n12 & more\n" in words(pages(tmp_path, {"docs/a.md": debrief})["a.md"]).replace("Arrests ", "\n")


def test_a_product_whose_changes_are_all_hidden_shows_no_version_and_no_date(tmp_path: Path) -> None:
    """Not even an empty table would be silent."""
    hidden = product().replace("change: First published}", "change: First published, editions: [law-enforcement]}")
    shown = {
        edition: words(pages(tmp_path, {"docs/a.md": hidden}, edition)["a.md"])
        for edition in ("law-enforcement", "partner")
    }
    assert "History" in shown["law-enforcement"]
    for told in ("History", "2024", "Version", "Published", "Updated"):
        assert told not in shown["partner"]


def test_what_could_not_be_read_is_not_reported_missing_as_well(tmp_path: Path) -> None:
    """A passage, variables file or page with a mistake is one problem, not one for each use."""
    files = {"docs/a.md": page("{{ include signs }}\n\nCall {{ desk.mail }}. See [it](b.md).\n")}
    places = ["docs/a.md:5:1 unknown-include", "docs/a.md:7:32 broken-link", "docs/a.md:7:6 unknown-variable"]
    assert sorted(codes(tmp_path, files)) == places
    unread = frozenset({"docs/data/shared/signs.md", "docs/data/variables.yml", "b.md"})
    assert codes(tmp_path, files, unread=unread) == []


def test_a_body_with_an_unclear_marker_is_not_shown_at_all(tmp_path: Path) -> None:
    """Not even by a caller that forgets to look at the problems."""
    files = {"docs/a.md": page("Before.\n\n::: restricted to law-enforcement\nThe heron.\n")}
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    for edition in ("law-enforcement", "partner"):
        view, found = narrow(corpus, edition)
        assert [(each.location.line, each.code) for each in found] == [(7, "unclosed-restriction")]
        assert view.pages[0].body == ()


def test_markers_in_fields_and_wrong_counts_are_found_in_the_source(tmp_path: Path) -> None:
    files = {
        "docs/a.md": page("Text.\n", summary="'Call {restricted to partner}020{end restricted}'"),
        "docs/b.md": page("Call {restricted to law-enforcement}020{end restricted} now.\n", restrictions=2),
        "docs/c.md": page("Text.\n\n::: end restricted\n", restrictions=3),
        "docs/d.md": page("Call {restricted to law-enforcement}020{end restricted} now.\n"),
        "docs/data/shared/signs.md": "---\neditions: [law-enforcement, partner]\nrestrictions: 1\n---\nText.\n",
    }
    assert problems(tmp_path, files) == [
        "docs/a.md:4:1 marker-in-value",
        "docs/b.md:4:15 restriction-count",
        "docs/c.md:8:1 stray-closer",
        "docs/d.md:1:1 restriction-count",
        "docs/data/shared/signs.md:2:1 restriction-count",
    ]


def test_an_edition_with_problems_is_no_projection(tmp_path: Path) -> None:
    """A caller that asks for the pages gets every problem instead, of that edition alone."""
    files = {"docs/a.md": page("[x](b.md)\n\n[y](c.md)\n"), "docs/b.md": page(editions="law-enforcement")}
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    with pytest.raises(ContentError) as caught:
        project(corpus, "partner")
    assert [each.code for each in caught.value.problems] == ["link-not-in-edition", "broken-link"]
    with pytest.raises(KeyError):
        project(corpus, "public")
