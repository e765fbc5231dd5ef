"""The shipped library, as published: the scan finds nothing in an edition, and much in a wider one."""

from pathlib import Path

from caveat.assurance.scanning.scan import scan
from caveat_site.source import Source
from caveat_site.withheld import withheld

ROOT = Path(__file__).parents[2]


def test_the_scan_knows_one_edition_from_the_other(site: Path) -> None:
    source = Source(ROOT)
    found = {edition: withheld(source, edition) for edition in ("law-enforcement", "partner")}
    for edition, fingerprints in found.items():
        assert scan(site / edition, fingerprints).is_clean
    report = scan(site / "law-enforcement", found["partner"])
    assert len(report.hits) > 1000
    assert len({hit.source.path for hit in report.hits}) > 30
