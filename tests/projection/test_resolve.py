"""A page's text, complete: its heading, its links, its labels, the files it uses."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from caveat.content.read import read_project
from caveat.projection.project import examine
from caveat.projection.resolve import ResolvedPage, wording
from projection.corpora import page, write

ONLY = "restricted to law-enforcement"
DATA = b"a,b\n"
REGISTER = (
    "- path: docs/{name}.csv\n  title: Form\n  sha256: " + hashlib.sha256(DATA).hexdigest() + "\n  marking: OFFICIAL\n"
    "  editions: [{editions}]\n  cleared_by: Manager\n  cleared_on: 2024-01-15\n"
)


def resolved(
    root: Path, files: Mapping[str, str | bytes], edition: str = "law-enforcement"
) -> tuple[Mapping[str, ResolvedPage], list[str]]:
    """Address to page, and what is wrong."""
    corpus = read_project(write(root, files)).corpus
    assert corpus is not None
    examined = examine(corpus, edition)
    return examined.pages, [f"{each.location} {each.code}" for each in examined.problems]


@pytest.mark.parametrize(
    ("body", "heading", "text"),
    [
        ("Text.\n", "A page", "Text.\n"),
        ("X marks the X\n", "A page", "X marks the X\n"),
        ("\n    code\n\nText.\n", "A page", "    code\n\nText.\n"),
        ("# Own words\n\nText.\n", "Own words", "Text.\n"),
        ("\n\n#  Own `words` ##\nText.\n", "Own `words`", "Text.\n"),
        ("#\n\nText.\n", "A page", "#\n\nText.\n"),
        ("#Not one\n", "A page", "#Not one\n"),
        ("```\n# No heading\n```\n", "A page", "```\n# No heading\n```\n"),
        ("# Own words\n", "Own words", "\n"),
        ("", "A page", "\n"),
    ],
)
def test_a_page_has_its_own_heading_or_its_title(body: str, heading: str, text: str, tmp_path: Path) -> None:
    pages, problems = resolved(tmp_path, {"docs/a.md": page(body)})
    assert problems == []
    assert (pages["a.md"].heading, pages["a.md"].text) == (heading, text)


def test_every_heading_of_the_first_level_but_the_first_line_is_told(tmp_path: Path) -> None:
    body = "# First\n\n# Second\n\nText.\n\n# Third\n"
    pages, problems = resolved(tmp_path, {"docs/a.md": page(body), "docs/b.md": page("Text.\n# Late\n")})
    assert problems == ["docs/a.md:7:1 second-title", "docs/a.md:11:1 second-title", "docs/b.md:6:1 second-title"]
    assert pages["a.md"].heading == "First"


def test_a_heading_with_a_restricted_part_has_a_note_above_the_text(tmp_path: Path) -> None:
    """The theme shows the heading elsewhere: no label can stand in it."""
    body = f"# Open {{{ONLY}}}and heron{{end restricted}}\n\nText.\n"
    pages, _ = resolved(tmp_path, {"docs/a.md": page(body, restrictions=1)})
    assert pages["a.md"].heading == "Open and heron"
    note = '<p class="restricted-note"><b>Part of this heading is for law enforcement only</b></p>'
    assert pages["a.md"].text == f"{note}\n\n\nText.\n"
    pages, _ = resolved(tmp_path, {"docs/a.md": page(body, restrictions=1)}, "partner")
    assert (pages["a.md"].heading, pages["a.md"].text) == ("Open", "Text.\n")


def test_lines_before_labels_know_their_places(tmp_path: Path) -> None:
    body = f"# Own words\n\n::: {ONLY}\nText.\n::: end restricted\n"
    pages, _ = resolved(tmp_path, {"docs/a.md": page(body, restrictions=1)})
    assert [(line.number, line.path) for line in pages["a.md"].lines] == [(n, "docs/a.md") for n in (6, 7, 8, 9, 10)]
    assert pages["a.md"].lines[0].text == "# Own words"


def test_files_are_those_that_a_page_links_to_or_declares(tmp_path: Path) -> None:
    files = {
        "docs/a.md": page("[x](one.csv)\n"),
        "docs/b.md": page("Text.\n", attachments="[docs/one.csv, docs/two.csv]"),
        "docs/c.md": page("[x](two.csv)\n", editions="law-enforcement"),
        "docs/one.csv": DATA,
        "docs/two.csv": DATA,
        "docs/data/attachments.yml": REGISTER.format(name="one", editions="law-enforcement, partner")
        + REGISTER.format(name="two", editions="law-enforcement"),
    }
    pages, problems = resolved(tmp_path, files)
    assert problems == []
    assert {uri: each.files for uri, each in pages.items()} == {
        "a.md": {"one.csv"}, "b.md": {"one.csv", "two.csv"}, "c.md": {"two.csv"}
    }  # fmt: skip
    pages, problems = resolved(tmp_path, files, "partner")
    assert problems == ["docs/b.md:4:14 attachment-not-in-edition"]
    assert {uri: each.files for uri, each in pages.items()} == {"a.md": {"one.csv"}, "b.md": {"one.csv"}}


def test_links_between_pages_of_an_edition(tmp_path: Path) -> None:
    files = {
        "docs/a.md": page("## Powers\n\n[x](b.md#duties), [y](library.md), [z](b.html), [v](#powers), [w](id:B-1)\n", id="A-1"),
        "docs/b.md": page(f"Text.\n\n::: {ONLY}\n## Duties\n::: end restricted\n", restrictions=1, id="B-1"),
        "docs/c.md": page("[x](heron.md), [y](id:C-9), [z](library.md#search)\n"),
        "docs/heron.md": page(editions="law-enforcement", id="C-9"),
    }  # fmt: skip
    pages, problems = resolved(tmp_path, files)
    assert problems == ["docs/c.md:5:33 anchor-not-in-edition"]
    assert pages["a.md"].text.endswith("[w](b.md)\n")
    _, problems = resolved(tmp_path, files, "partner")
    assert problems == [
        "docs/a.md:8:5 anchor-not-in-edition",
        "docs/c.md:5:5 link-not-in-edition",
        "docs/c.md:5:20 link-not-in-edition",
        "docs/c.md:5:33 anchor-not-in-edition",
    ]


def test_uses_are_compared_with_the_page_as_written(tmp_path: Path) -> None:
    body = f"A [word].\n\n::: {ONLY}\n[word]: https://example.org/\n::: end restricted\n"
    assert resolved(tmp_path, {"docs/a.md": page(body, restrictions=1)})[1] == []
    assert resolved(tmp_path, {"docs/a.md": page(body, restrictions=1)}, "partner")[1] == [
        "docs/a.md:6:3 reference-not-in-edition"
    ]


def test_a_page_with_brackets_too_deep_is_not_read_further(tmp_path: Path) -> None:
    """What cannot be filled in is told of every page all the same."""
    deep = page("x " + "[" * 66 + "\n\n[y](nowhere.md)\n")
    pages, problems = resolved(tmp_path, {"docs/a.md": deep, "docs/b.md": page("{{ include nothing }}\n")})
    assert problems == ["docs/a.md:5:67 brackets-too-deep", "docs/b.md:5:1 unknown-include"]
    assert pages["a.md"].lines == ()


def test_only_the_page_about_the_library_tells_its_places(tmp_path: Path) -> None:
    """Caveat links to some of them itself."""
    text = "## Cite\n\n## Tell us\n"
    pages, _ = resolved(tmp_path, {"docs/about.md": page(text), "docs/a.md": page(text)})
    assert pages["about.md"].anchors >= {"cite", "tell-us"}
    assert pages["a.md"].anchors == frozenset()
    assert pages["a.md"].page.uri == "a.md"


def test_labels_give_reasons_in_the_words_of_the_vocabulary(tmp_path: Path) -> None:
    body = f"A.\n\n::: {ONLY} because tactics\nB.\n::: end restricted\n"
    files = {"docs/a.md": page(body, restrictions=1), "docs/data/vocabulary.yml": "reason: {tactics: Police tactics}\n"}
    pages, _ = resolved(tmp_path, files)
    assert "<span>Reason: police tactics</span>" in pages["a.md"].text
    corpus = read_project(tmp_path).corpus
    assert corpus is not None
    assert wording(examine(corpus, "partner").view).reasons == {"tactics": "Police tactics"}
