"""The shipped library, as published: the scan finds nothing in an edition, and much in a wider one."""

from pathlib import Path

from caveat_site.scanning import scan_finished
from caveat_site.source import Source

ROOT = Path(__file__).parents[2]
EARLIER = 5
"""Releases before the one that is in force."""


def test_the_scan_knows_one_edition_from_the_other(site: Path) -> None:
    source = Source(ROOT)
    for edition in ("law-enforcement", "partner"):
        found = scan_finished(source, edition, site / edition)
        assert found.report.is_clean
        assert len(found.releases) >= EARLIER
        assert not found.unknown
    report = scan_finished(source, "partner", site / "law-enforcement").report
    assert len(report.hits) > 1000
    assert len({hit.source.path for hit in report.hits}) > 30
