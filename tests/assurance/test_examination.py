"""One examination: every problem of a project in one run, and each sound edition as soon as it is known to be."""

from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.read import read_project
from projection.corpora import page, write

RESTRICTED = {"docs/a.md": page("[x](b.md)\n"), "docs/b.md": page(editions="law-enforcement")}
"""The partner edition has a link and not its target."""


def test_every_kind_of_problem_is_told_in_one_run(tmp_path: Path) -> None:
    files = {
        **RESTRICTED,
        "docs/c.md": "---\ntitle: X\n---\n",
        "docs/d.md": page("::: restricted to nobody\nText.\n"),
        "docs/e.md": page("The Copper Lantern.\n"),
        "docs/data/watchlist.yml": "watch: [{words: [Copper Lantern], guards: [partner], reason: X}]\n",
    }
    found = examination(read_project(write(tmp_path, files)))
    assert [(each.location.path, each.code) for each in found] == [
        ("docs/a.md", "link-not-in-edition"),
        ("docs/c.md", "missing-editions"),
        ("docs/d.md", "unclosed-restriction"),
        ("docs/d.md", "unknown-edition"),
        ("docs/e.md", "watch-list-match"),
    ]


def test_an_edition_is_ready_before_the_next_one_is_examined(tmp_path: Path) -> None:
    """So that its engine can start; what it makes is thrown away where the next one has a problem."""
    ready: list[str] = []
    found = examination(
        read_project(write(tmp_path, RESTRICTED)), ready=lambda each: ready.append(each.view.edition.name)
    )
    assert ready == ["law-enforcement"]
    assert [each.code for each in found] == ["link-not-in-edition"]


def test_no_edition_is_ready_once_anything_is_wrong(tmp_path: Path) -> None:
    ready: list[str] = []
    files = {"docs/a.md": page("[x](b.md)\n"), "docs/b.md": page("[x](nowhere.md)\n", editions="law-enforcement")}
    examination(read_project(write(tmp_path, files)), ready=lambda each: ready.append(each.view.edition.name))
    assert ready == []


def test_only_named_editions_are_examined(tmp_path: Path) -> None:
    assert examination(read_project(write(tmp_path, RESTRICTED)), ["law-enforcement"]) == ()


def test_a_project_without_configuration_has_the_problems_of_reading(tmp_path: Path) -> None:
    assert [each.code for each in examination(read_project(tmp_path))] == ["no-configuration"]
