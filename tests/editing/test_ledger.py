"""The ledger of restrictions: everything that some edition lacks, with its reason and its age."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from caveat.editing.ledger import dated, ledger
from caveat_cli.main import run
from projection.corpora import page, product, read, write

MARKED = (
    "Public text.\n\n::: restricted to law-enforcement because tactics\nWait at the second exit.\n::: end restricted\n\n"
    "Call {restricted to law-enforcement because personal-data}020 7946 0001{end restricted} first.\n"
)
EVERYTHING = {
    "docs/a.md": product(MARKED, more="restrictions: 2\nrestricted:\n  law-enforcement: {tags: [exit]}\n"),
    "docs/b.md": page("Closed.\n", editions="law-enforcement", restricted_because="systems"),
    "docs/data/glossary.yml": "- {short: NRM, long: National Referral Mechanism, editions: [law-enforcement, partner]}\n"
    "- {short: CL, long: Copper Lantern, editions: [law-enforcement], because: tactics}\n",
    "docs/data/variables.yml": "desk:\n  number: {value: '1', editions: [law-enforcement]}\n",
}


def test_it_has_every_restriction_and_nothing_else(tmp_path: Path) -> None:
    found = [(each.what, each.reason) for each in ledger(read(tmp_path, EVERYTHING))]
    assert sorted(found) == [
        ("block", "tactics"),
        ("field", ""),
        ("glossary entry", "tactics"),
        ("page", "systems"),
        ("variable", ""),
        ("words", "personal-data"),
    ]


def test_it_says_where_for_whom_and_who_answers(tmp_path: Path) -> None:
    (block,) = (each for each in ledger(read(tmp_path, EVERYTHING)) if each.what == "block")
    assert str(block.location) == "docs/a.md:18:1"
    assert (block.editions, block.lacking) == (("law-enforcement",), ("partner",))
    assert (block.owner, block.review_by) == ("Guidance lead", date(2025, 1, 31))


def test_a_restriction_is_as_old_as_the_first_release_in_a_row_that_had_it(tmp_path: Path) -> None:
    with_it = read(tmp_path / "with", EVERYTHING)
    without = read(tmp_path / "without", {**EVERYTHING, "docs/a.md": product("Public text.\n")})
    releases = {date(2020, 1, 1): with_it, date(2021, 1, 1): without, date(2022, 1, 1): with_it}
    found = {each.what: each.since for each in dated(ledger(with_it), releases)}
    assert found["block"] == date(2022, 1, 1)
    assert found["page"] == date(2020, 1, 1)


def test_what_no_release_has_is_new(tmp_path: Path) -> None:
    now = read(tmp_path / "now", EVERYTHING)
    changed = read(tmp_path / "then", {**EVERYTHING, "docs/a.md": EVERYTHING["docs/a.md"].replace("second", "third")})
    found = {each.what: each.since for each in dated(ledger(now), {date(2020, 1, 1): changed})}
    assert found["block"] is None
    assert found["words"] == date(2020, 1, 1)


def test_no_form_of_it_quotes_what_is_restricted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write(tmp_path, EVERYTHING))
    for form in ("text", "json", "csv"):
        assert run(["-C", root, "ledger", "--format", form]) == 0
        said = capsys.readouterr().out
        assert not any(word in said for word in ("second exit", "7946", "Copper", "Closed"))
        assert "docs/b.md" in said


def test_the_forms_for_programs_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write(tmp_path, EVERYTHING))
    run(["-C", root, "ledger", "--format", "json"])
    listed = json.loads(capsys.readouterr().out)["restrictions"]
    run(["-C", root, "ledger", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [{name: str(value) for name, value in each.items()} for each in listed] == rows


def test_a_missing_reason_stands_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(write(tmp_path, EVERYTHING)), "ledger"])
    said = capsys.readouterr().out
    assert "NO REASON" in said
    assert said.endswith("6 restrictions, 2 without a reason.\n")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str], sign: str) -> None:
    files = {"docs/a.md": product(MARKED, more="restrictions: 2\n").replace("Guidance lead", f"'{sign}1+1'")}
    run(["-C", str(write(tmp_path, files)), "ledger", "--format", "csv"])
    (row, *_) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["owner"] == f"'{sign}1+1"
