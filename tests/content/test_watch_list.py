"""The watch list as values."""

from pathlib import Path

import pytest

from caveat.content.corpus import AllowedText, WatchEntry, WatchList
from caveat.content.problem import Location
from content.case import Case
from content.cases_watch_list import CASES, FILE
from content.sources import product, read
from content.test_page import corpus

TEXT = """\
watch:
  - words: [Copper Lantern, Brackwater]
    patterns: [telephone]
    guards: [partner]
    reason: Covert tactics
allow:
  - {text: 020 7946 0142, page: MS-GDN-001, reason: An invented number}
  - {text: Brackwater Road, reason: A street}
"""


def test_a_whole_list(tmp_path: Path) -> None:
    found = corpus(tmp_path, {"docs/a.md": product(), FILE: TEXT}).watch_list
    words = ("Copper Lantern", "Brackwater")
    assert found == WatchList(
        (WatchEntry(frozenset({"partner"}), words, ("telephone",), "Covert tactics", Location(FILE, 2, 5)),),
        (
            AllowedText("020 7946 0142", "MS-GDN-001", "An invented number", Location(FILE, 7, 33)),
            AllowedText("Brackwater Road", "", "A street", Location(FILE, 8, 5)),
        ),
    )


def test_a_project_without_one(tmp_path: Path) -> None:
    assert corpus(tmp_path, {"docs/a.md": product()}).watch_list == WatchList()


def test_every_word_of_it_is_there_for_the_rule_of_reserved_text(tmp_path: Path) -> None:
    found = corpus(tmp_path, {"docs/a.md": product(), FILE: TEXT})
    assert {"Copper Lantern", "Covert tactics", "Brackwater Road"} <= {line.text for line in found.scalars}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_message_never_repeats_the_list(case: Case, tmp_path: Path) -> None:
    """The list names what may not be named."""
    problems = read(tmp_path, case.files).problems
    assert not [each.message for each in problems if "Heron" in each.message]
