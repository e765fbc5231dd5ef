"""`caveat scan` of a site with earlier releases: each is scanned for what it hid itself, and for what is hidden today."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from assurance.proving.past_sample import write_past
from assurance.proving.sample import EDITION
from caveat_cli.main import run
from caveat_site.build import build
from caveat_site.scanning import FinishedScan, scan_finished
from caveat_site.source import Source

FIRST = "releases/2024-04-02"
NOW = "Another hidden text"
"""Restricted today and then."""
THEN = "Count the egrets near the weir"
"""Restricted in the releases; today's page says something else, and everybody has it."""
RECALLED = "Meet at the second exit"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("finished")
    root = write_past(place / "project", tmp_path_factory.mktemp("work"))
    build(root, [EDITION], root / "site")
    return root


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return copytree(root / "site" / EDITION, tmp_path / "site")


def found(root: Path, site: Path) -> FinishedScan:
    return scan_finished(Source(root), EDITION, site)


def test_a_site_with_releases_is_clean(root: Path, site: Path) -> None:
    scanned = found(root, site)
    assert scanned.report.is_clean
    assert [day.isoformat() for day in scanned.releases] == ["2024-04-02", "2024-06-02"]
    assert scanned.unknown == ()


@pytest.mark.parametrize("text", [NOW, THEN, RECALLED])
def test_what_is_planted_in_a_release_is_found(text: str, root: Path, site: Path) -> None:
    (site / FIRST / "note.html").write_text(f"<p>{text} again.</p>")
    hits = found(root, site).report.hits
    assert {hit.file for hit in hits} == {f"{FIRST}/note.html"}
    # A place in the release is named as git names it.
    assert any(hit.source.path.startswith("release/opening:") for hit in hits)


def test_what_a_release_alone_hid_is_no_secret_of_today(root: Path, site: Path) -> None:
    """The positive control of the release's own fingerprints: outside its folder nobody looks for it."""
    (site / "note.html").write_text(f"<p>{THEN}.</p>")
    assert found(root, site).report.is_clean


def test_what_is_in_force_is_scanned_as_before(root: Path, site: Path) -> None:
    (site / "note.html").write_text(f"<p>{NOW} again.</p>")
    assert {hit.file for hit in found(root, site).report.hits} == {"note.html"}


def test_a_folder_that_is_no_release_is_scanned_as_what_is_in_force(root: Path, site: Path) -> None:
    (site / "releases" / "2024-05-02").mkdir()
    (site / "releases" / "2024-05-02" / "note.html").write_text(f"<p>{NOW} again.</p>")
    scanned = found(root, site)
    assert scanned.unknown == ("releases/2024-05-02",)
    assert {hit.file for hit in scanned.report.hits} == {"releases/2024-05-02/note.html"}


def test_the_report_says_which_releases_were_covered(
    root: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "releases" / "2024-05-02").mkdir()
    assert run(["-C", str(root), "scan", EDITION, str(site)]) == 0
    said = capsys.readouterr().out
    assert "scanned for what it withheld itself: 2024-04-02, 2024-06-02." in said
    assert "No release of this edition, scanned as what is in force: releases/2024-05-02." in said
    assert run(["-C", str(root), "scan", EDITION, str(site), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["releases"], data["unknown_releases"]) == (["2024-04-02", "2024-06-02"], ["releases/2024-05-02"])
