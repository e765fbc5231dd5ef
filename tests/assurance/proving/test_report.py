"""The report: for a release authority to file, and for programs."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from caveat.assurance.proving.disk import Difference
from caveat.assurance.proving.edits import Place
from caveat.assurance.proving.kinds import KINDS
from caveat.assurance.proving.prove import Finding, Guilty, Proof
from caveat.assurance.proving.report import as_json, as_text

FINDING = Finding(2, Difference("docs/a.html", 1234, "content"), (Guilty("block added", Place("docs/a.md", 7)),))


def proof(*findings: Finding) -> Proof:
    return Proof(
        edition="partner",
        seed=1,
        rounds=8,
        mutations=Counter({"block added": 24, "page added": 8}),
        refused=Counter({"field added": 1}),
        findings=list(findings),
        files=273,
        size=3_125_014,
        compared=2184,
        digest="ab" * 32,
    )


def test_a_proof_says_what_was_done() -> None:
    text = as_text(proof())
    for words in (
        "edition partner",
        "Verdict: proved; no difference in 8 rounds",
        "273 files, 3,125,014 bytes, digest " + "ab" * 32,
        "32 mutations; 2,184 files compared",
        "seed 1",
    ):
        assert words in text
    assert re.search(r"^ +24  block added$", text, re.MULTILINE)
    assert re.search(r"Refused.*\n +1  field added$", text, re.MULTILINE)


@pytest.mark.parametrize("write", [as_text, as_json])
def test_it_says_who_may_read_it(write: object) -> None:
    assert "For readers of the widest edition only" in write(proof(FINDING))  # type: ignore[operator]


def test_kinds_without_a_place_are_listed() -> None:
    text = as_text(proof())
    listed = text.partition("Not exercised")[2]
    assert all(f" {kind}\n" in listed for kind in KINDS if kind not in ("block added", "page added"))
    assert " block added\n" not in listed


def test_a_difference_is_named_by_file_offset_and_place() -> None:
    text = as_text(proof(FINDING))
    assert "Verdict: NOT PROVED" in text
    assert "Round 2: docs/a.html differs at byte 1,234\n  docs/a.md:7: block added\n" in text


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("added", "is in the second edition only"),
        ("missing", "is in the first edition only"),
        ("mode", "has another mode"),
    ],
)
def test_other_differences_have_no_offset(how: str, words: str) -> None:
    text = as_text(proof(Finding(1, Difference("a", 0, how), (Guilty("page added", Place("b.md")),))))
    assert f"a {words}" in text
    assert "at byte" not in text


def test_causes_that_need_each_other_are_called_so() -> None:
    causes = (Guilty("page added", Place("a.md")), Guilty("page added", Place("b.md")))
    text = as_text(proof(Finding(1, Difference("a", 0, "mode"), causes)))
    assert "caused by these 2 mutations together:\n  a.md:1: page added\n  b.md:1: page added" in text


def test_json_holds_the_same() -> None:
    data = json.loads(as_json(proof(FINDING)))
    assert data["verdict"] == "not proved"
    assert data["mutations"] == {"block added": 24, "page added": 8}
    assert data["findings"] == [
        {
            "round": 2,
            "file": "docs/a.html",
            "how": "content",
            "offset": 1234,
            "causes": [{"kind": "block added", "path": "docs/a.md", "line": 7}],
        }
    ]


@pytest.mark.parametrize(
    ("releases", "recorded", "words"),
    [
        ((), 0, "this project has none"),
        ((), 2, "none in this edition; changed in the rounds: 2"),
        (
            ("2024-01-31", "2024-03-18"),
            3,
            "2024-01-31, 2024-03-18, compared as part of the edition; changed in the rounds: 3",
        ),
    ],
)
def test_earlier_releases_are_named_where_asked(releases: tuple[str, ...], recorded: int, words: str) -> None:
    found = replace(proof(), archives=True, releases=releases, recorded=recorded)
    assert f"Earlier releases: {words}\n" in as_text(found)
    assert json.loads(as_json(found))["releases"] == list(releases)


def test_releases_that_were_left_out_are_said_to_be() -> None:
    found = replace(proof(), left_out=True)
    assert "Earlier releases: left out; this proof is of what is in force alone" in as_text(found)
    assert json.loads(as_json(found))["releases"] is None
    assert "Earlier releases" not in as_text(proof())
    assert "releases" not in json.loads(as_json(proof()))


def test_kinds_of_releases_count_where_there_are_some() -> None:
    assert "closed since" not in as_text(replace(proof(), archives=True))
    assert "closed since: page text replaced" in as_text(replace(proof(), archives=True, recorded=1))


def test_nothing_is_proved_without_a_round() -> None:
    assert not Proof("partner", 1).proved
    assert "NOT PROVED; no other source could be built" in as_text(Proof("partner", 1))


def test_builds_that_cannot_be_repeated_are_called_so() -> None:
    text = as_text(proof(Finding(1, Difference("a.html", 9, "content"), ())))
    assert "NOT PROVED; two builds of one source differ" in text
