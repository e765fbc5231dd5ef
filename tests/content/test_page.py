"""Pages that are right: what the values hold."""

from datetime import date
from pathlib import Path

import pytest

from caveat.content.corpus import Access, Corpus, Page
from caveat.content.front_matter import TYPES, Check, FrontMatter, HistoryEntry, PlainPage, Proceedings, Source
from caveat.content.line import Line
from caveat.content.problem import Location
from content.sources import FIELDS, Files, page, product, read

BOTH = frozenset({"law-enforcement", "partner"})


def corpus(root: Path, files: Files) -> Corpus:
    reading = read(root, files)
    assert reading.problems == ()
    assert reading.unread == frozenset()
    assert reading.corpus is not None
    return reading.corpus


def only_page(root: Path, text: str) -> Page:
    (found,) = corpus(root, {"docs/topics/a.md": text}).pages
    return found


def test_a_plain_page_needs_a_title_and_editions(tmp_path: Path) -> None:
    found = only_page(tmp_path, page(body="One.\n\nTwo.\n"))
    assert found.path == "docs/topics/a.md"
    assert found.uri == "topics/a.md"
    assert found.access == Access(BOTH)
    assert found.front_matter == PlainPage(title="Home")
    assert (found.front_matter.type, found.front_matter.status, found.front_matter.marking) == (
        "page",
        "current",
        "OFFICIAL",
    )
    assert (found.restricted, found.restricted_fields, found.restrictions) == ({}, {}, 0)
    lines = (Line("One.", found.path, 5), Line("", found.path, 6), Line("Two.", found.path, 7), Line("", found.path, 8))
    assert found.body == lines


def test_a_page_without_a_body(tmp_path: Path) -> None:
    assert [line.text for line in only_page(tmp_path, page(body="")).body] == [""]


def test_a_product_with_every_field(tmp_path: Path) -> None:
    lines = (
        "summary: What it says.",
        "handling: For police",
        "lead: Lead",
        "approver: Approver",
        "reviewer: Reviewer",
        "law_as_at: 2024-01-31",
        "proceedings: {status: live, until: 2024-12-31}",
        "exploitation: [criminal]",
        "threat: [modern-slavery]",
        "audience: [investigator]",
        "stage: [charge]",
        "pillar: [pursue]",
        "sector: [online]",
        "legislation: [MSA 2015 s 45(1), MSA 2015 Sch 4, POCA 2002]",
        "forces: [kent]",
        "agencies: [nca]",
        "series: guides",
        "part: 2",
        "consulted: [Crown Prosecution Service]",
        "lived_experience_review: {date: 2023-01-01, body: Panel}",
        "legal_check: {date: 2023-01-01, body: Lawyer}",
        "related: [MS-GDN-002]",
        "aliases: [old/name.html]",
        "tags: [nrm]",
        'sources: [{title: "Report: one", section: "2. Two", url: "https://example.org/a", date: 2022-01-01}]',
        "restrictions: 3",
        "restricted_because: tactics",
    )
    pages = corpus(tmp_path, {"docs/a.md": product(*lines), "docs/b.md": product(id="MS-GDN-002")}).pages
    found = pages[0].front_matter
    assert found.history == (
        HistoryEntry(date=date(2024, 1, 1), change="First published", kind="major", version="1.0"),
    )
    assert found.legislation == ("MSA 2015 s 45(1)", "MSA 2015 Sch 4", "POCA 2002")
    assert found.proceedings == Proceedings(status="live", until=date(2024, 12, 31))
    assert found.legal_check == Check(date=date(2023, 1, 1), body="Lawyer")
    assert found.part == 2
    assert found.sources == (
        Source(title="Report: one", section="2. Two", url="https://example.org/a", date=date(2022, 1, 1)),
    )
    assert pages[0].restrictions == 3
    assert pages[0].access == Access(BOTH, "tactics")
    given = {line.split(":")[0] for line in lines} - {"restrictions", "restricted_because"}
    assert given | FIELDS.keys() - {"editions"} == found.model_fields_set


def test_fields_that_are_not_given_are_empty() -> None:
    found = PlainPage(title="Home")
    for name in FrontMatter.model_fields:
        assert getattr(found, name) in ("", (), None) or name in ("type", "title", "status", "marking"), name


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_is_read(kind: str, tmp_path: Path) -> None:
    lines = ("operation: {name: FORT, lessons: [{lesson: One}]}",) if kind == "debrief" else ()
    found = only_page(tmp_path, product(*lines, type=kind))
    assert type(found.front_matter) is TYPES[kind]
    assert found.front_matter.type == kind


def test_access_is_no_part_of_what_may_be_published() -> None:
    for model in TYPES.values():
        assert not {"editions", "restrictions", "restricted", "restricted_because"} & model.model_fields.keys()


def test_an_edition_has_fields_of_its_own(tmp_path: Path) -> None:
    found = only_page(
        tmp_path,
        product("restricted:", "  law-enforcement:", "    marking: OFFICIAL-SENSITIVE", "    tags: [desk]"),
    )
    assert found.front_matter.marking == "OFFICIAL"
    assert found.front_matter.tags == ()
    assert found.restricted.keys() == {"law-enforcement"}
    own = found.restricted["law-enforcement"]
    assert (own.marking, own.tags, own.title) == ("OFFICIAL-SENSITIVE", ("desk",), "A title")
    assert found.restricted_fields == {"law-enforcement": frozenset({"marking", "tags"})}
    assert found.locations["restricted.law-enforcement.tags.0"] == Location("docs/topics/a.md", 14, 12)


def test_a_successor_that_one_edition_lacks_is_withdrawn_for_it(tmp_path: Path) -> None:
    """What goes with the status of one edition does not go with that of another."""
    text = product(
        "withdrawn_because: Replaced.",
        "restricted:",
        "  law-enforcement: {status: superseded, superseded_by: MS-GDN-002}",
        status="withdrawn",
    )
    files = {"docs/a.md": text, "docs/b.md": product(id="MS-GDN-002", editions="[law-enforcement]")}
    found = corpus(tmp_path, files).pages[0]
    assert (found.front_matter.status, found.front_matter.withdrawn_because) == ("withdrawn", "Replaced.")
    own = found.restricted["law-enforcement"]
    assert (own.status, own.superseded_by, own.withdrawn_because) == ("superseded", "MS-GDN-002", "")


def test_an_entry_of_the_history_may_be_for_fewer(tmp_path: Path) -> None:
    found = only_page(
        tmp_path,
        product(
            "history:",
            '  - {version: "1.1", date: 2024-02-01, kind: minor, change: Two}',
            '  - {version: "1.0.1", date: 2024-02-01, kind: minor, change: More, editions: [law-enforcement]}',
            '  - {version: "1.0", date: 2024-01-01, kind: major, change: One}',
            history=None,
        ),
    )
    assert [entry.editions for entry in found.front_matter.history] == [None, frozenset({"law-enforcement"}), None]
    assert found.locations["history.1.version"] == Location("docs/topics/a.md", 12, 15)


def test_every_text_of_a_page_is_there_for_the_rule_of_reserved_text(tmp_path: Path) -> None:
    files = {"docs/a.md": page("tags: [one]", "summary: Two"), "docs/data/variables.yml": "unit: {name: Three}\n"}
    texts = {line.text for line in corpus(tmp_path, files).scalars}
    assert {"Home", "one", "Two", "Test", "Partner"} <= texts
    assert "Three" not in texts, "a variable may show what a marker looks like"


def test_pages_come_sorted_whatever_the_folder(tmp_path: Path) -> None:
    configuration = "site_name: Test\ndocs_dir: stop\nplugins: [{caveat: {editions: {all: {title: All}}}}]\n"
    text = "---\ntitle: A\neditions: [all]\n---\n"
    paths = ["guidance/b.md", "docs/z.md", "docs/a b.md", "bulletins/a.md", "guidance/a/z.md", "docs/é.md"]
    found = corpus(tmp_path, {"mkdocs.yml": configuration, **dict.fromkeys(paths, text)})
    assert [entry.path for entry in found.pages] == sorted(paths)
    assert {entry.uri for entry in found.pages} == {
        "guidance/b.md",
        "z.md",
        "a b.md",
        "bulletins/a.md",
        "guidance/a/z.md",
        "é.md",
    }
    assert found.configuration.content == ("docs", "guidance", "bulletins")


def test_crlf_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    text = page(body="One.\nTwo.\n")
    plain = only_page(tmp_path / "a", text)
    for data in ("\ufeff" + text, text.replace("\n", "\r\n"), "\ufeff" + text.replace("\n", "\r\n")):
        assert corpus(tmp_path / "b", {"docs/topics/a.md": data}).pages == (plain,)


def test_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    """A page that cannot be read is known to exist, and by its id, so that what points at it is no second problem."""
    files = {
        "docs/a.md": product("related: [MS-GDN-002, MS-GDN-003]"),
        "docs/b.md": product(id="MS-GDN-002", status="x"),
        "docs/c.md": product("broken: [", id="MS-GDN-003"),
        "docs/d.md": b"\xff",
        "docs/data/home.yml": "a: b: c\n",
    }
    reading = read(tmp_path, files)
    assert [problem.location.path for problem in reading.problems] == [
        "docs/b.md",
        "docs/c.md",
        "docs/d.md",
        "docs/data/home.yml",
    ]
    assert reading.unread == {"b.md", "c.md", "d.md", "docs/data/home.yml"}
    assert reading.unread_ids == {"MS-GDN-002", "MS-GDN-003"}
    assert reading.corpus is not None
    assert [entry.path for entry in reading.corpus.pages] == ["docs/a.md"]
