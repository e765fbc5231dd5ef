"""The feed of an edition: valid Atom, ids that last, and nothing but changes that the edition may see."""

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from caveat.projection.project import project
from projection.corpora import CONFIGURATION, product, read

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[A-Za-z0-9-._~!$&'()*+,;=:@/?%]*")
"""RFC 4151, section 2.1."""
WITH_ADDRESS = CONFIGURATION.replace("docs_dir", "site_url: https://guidance.example.org/ms/\ndocs_dir")
SECOND = "  - {version: '1.1', date: 2024-03-18, kind: minor, change: Threshold <b> & corrected.}\n"
THIRD = "  - {version: '1.1.1', date: 2024-04-01, kind: minor, change: Desk added., editions: [law-enforcement]}\n"


def changed(more: str, **given: str) -> str:
    return product(**given).replace("history:\n", f"history:\n{more}")


def feed(root: Path, files: dict[str, str], edition: str = "partner") -> etree._Element:
    """The feed of a project, which is valid."""
    data = project(read(root, files), edition).files["feed.xml"]
    found = etree.fromstring(data)
    SCHEMA.assertValid(found)
    follows_the_rules(found)
    return found


def follows_the_rules(found: etree._Element) -> None:
    """What RFC 4287 says and a grammar cannot: sections 4.1.1, 4.1.2, 4.2.6 and 4.2.7."""
    entries = found.findall(f"{ATOM}entry")
    ids = [found.findtext(f"{ATOM}id"), *texts(entries, "id")]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not TAG.fullmatch(name or "")] == []
    assert found.find(f"{ATOM}author") is not None
    for each in (found, *entries):
        links = [(link.get("rel"), link.get("type")) for link in each.findall(f"{ATOM}link")]
        assert ("alternate", "text/html") in links
        assert len(set(links)) == len(links)


def texts(entries: Sequence[etree._Element], name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") or "" for entry in entries]


def test_changes_come_newest_first_with_their_notes(tmp_path: Path) -> None:
    files = {"docs/a.md": changed(SECOND), "docs/b.md": product(identifier="X-2")}
    found = feed(tmp_path, files)
    entries = found.findall(f"{ATOM}entry")
    assert texts(entries, "summary") == ["Threshold <b> & corrected.", "First published", "First published"]
    assert texts(entries, "updated") == ["2024-03-18T00:00:00Z", *["2024-01-31T00:00:00Z"] * 2]
    assert texts(entries, "title")[0] == "Product X-1 (X-1, version 1.1)"
    assert texts(entries, "rights") == ["OFFICIAL"] * 3
    assert found.findtext(f"{ATOM}updated") == "2024-03-18T00:00:00Z"
    assert entries[0].find(f"{ATOM}category").attrib == {"term": "current", "label": "In force"}  # type: ignore[union-attr]


def test_a_change_that_an_edition_may_not_see_is_not_in_its_feed(tmp_path: Path) -> None:
    files = {"docs/a.md": changed(THIRD + SECOND), "docs/b.md": product(identifier="X-2", editions="law-enforcement")}
    wide = texts(feed(tmp_path, files, "law-enforcement").findall(f"{ATOM}entry"), "summary")
    assert wide == ["Desk added.", "Threshold <b> & corrected.", "First published", "First published"]
    narrow = feed(tmp_path, files)
    assert texts(narrow.findall(f"{ATOM}entry"), "summary") == ["Threshold <b> & corrected.", "First published"]
    assert narrow.findtext(f"{ATOM}updated") == "2024-03-18T00:00:00Z"


def test_a_library_without_an_address_has_ids_of_nobody(tmp_path: Path) -> None:
    """Links are relative: the feed works from a disk, and says nothing of where it was made."""
    found = feed(tmp_path, {"docs/advice/a.md": product()})
    assert found.findtext(f"{ATOM}id") == "tag:caveat.invalid,2026:partner/feed.xml"
    assert found.findtext(f"{ATOM}entry/{ATOM}id") == "tag:caveat.invalid,2026:partner/X-1/1.0"
    assert found.get(f"{XML}base") is None
    assert [link.get("href") for link in found.iter(f"{ATOM}link")] == ["new.html", "advice/a.html"]


def test_a_library_with_an_address_says_where_the_feed_is(tmp_path: Path) -> None:
    found = feed(tmp_path, {"mkdocs.yml": WITH_ADDRESS, "docs/advice/a.md": product()})
    assert found.findtext(f"{ATOM}entry/{ATOM}id") == "tag:guidance.example.org,2026:partner/X-1/1.0"
    base = found.get(f"{XML}base") or ""
    links = {link.get("rel"): urljoin(base, link.get("href") or "") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == "https://guidance.example.org/ms/feed.xml"
    assert links["alternate"] == "https://guidance.example.org/ms/new.html"


def test_an_id_outlives_a_corrected_date_and_another_title(tmp_path: Path) -> None:
    """Else a reader is told of a change twice."""
    corrected = product().replace("date: 2024-01-31", "date: 2024-01-30").replace("title: Product X-1", "title: Other")
    one, other = (feed(tmp_path / str(at), {"docs/a.md": text}) for at, text in enumerate((product(), corrected)))
    assert one.findtext(f"{ATOM}entry/{ATOM}id") == other.findtext(f"{ATOM}entry/{ATOM}id")


def test_an_edition_without_changes_has_a_feed_without_entries(tmp_path: Path) -> None:
    found = feed(tmp_path, {"docs/a.md": product(editions="law-enforcement")})
    assert found.findall(f"{ATOM}entry") == []
    assert found.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_feed_holds_the_newest_hundred(tmp_path: Path) -> None:
    entries = "".join(
        f"  - {{version: '1.{number}', date: 2024-02-01, kind: minor, change: Change {number}.}}\n"
        for number in range(120, 0, -1)
    )
    found = feed(tmp_path, {"docs/a.md": changed(entries)}).findall(f"{ATOM}entry")
    assert (len(found), texts(found, "summary")[0]) == (100, "Change 120.")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2024-01-01T00:00:00Z", "2024-01-01"),
        ("<title>x</title>", ""),
        ("<title>x</title>", "<title>x</title><title>y</title>"),
        ("<title>x</title>", "<title>x</title><news/>"),
    ],
)
def test_the_schema_sees_a_fault(right: str, wrong: str) -> None:
    """The positive control."""
    text = f'<feed xmlns="{ATOM[1:-1]}"><id>tag:x,2026:y</id><title>x</title><updated>2024-01-01T00:00:00Z</updated></feed>'
    assert SCHEMA.validate(etree.fromstring(text))
    assert not SCHEMA.validate(etree.fromstring(text.replace(right, wrong)))
