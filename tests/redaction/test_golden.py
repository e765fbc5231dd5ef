"""What each edition gets: the tables in `cases/`."""

from functools import cache

import pytest

from caveat.redaction.codes import CODES
from caveat.redaction.markers import mark
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END, Label, redact, unlabelled
from caveat.redaction.restriction import Restriction
from redaction.cases import FOLDER, Case, cases
from redaction.damage import SCHEME, marking_of

MESSAGES = (FOLDER / "messages.txt").read_text(encoding="utf-8").splitlines()
kept = cache(marking_of)
"""For questions about one marking: a body of ten thousand markers is not read for each of them."""


def named(case: Case) -> str:
    return case.name


def redacted(source: str, edition: str, label: Label = unlabelled) -> str:
    """What `edition` gets of a body without problems."""
    marking = marking_of(source)
    assert not marking.problems
    return "\n".join(line.text for line in redact(marking.body, edition, label))


@pytest.mark.parametrize("edition", sorted(SCHEME.editions))
@pytest.mark.parametrize("case", [*cases("blocks"), *cases("spans")], ids=named)
def test_edition_gets_its_text(case: Case, edition: str) -> None:
    """An edition that a case does not name sees what partner sees."""
    assert redacted(case.source, edition) == case.sections.get(edition, case.sections["partner"])


@pytest.mark.parametrize("edition", sorted(SCHEME.editions))
@pytest.mark.parametrize("case", [*cases("blocks"), *cases("spans")], ids=named)
def test_redacting_twice_changes_nothing(case: Case, edition: str) -> None:
    once = redacted(case.source, edition)
    assert not marking_of(once).body.restrictions
    assert redacted(once, edition) == once


@pytest.mark.parametrize("case", cases("labels"), ids=named)
def test_wider_edition_gets_labels(case: Case) -> None:
    def label(restriction: Restriction) -> str:
        return "" if "partner" in restriction.editions else f"{restriction.because or '-'}"

    text = redacted(case.source, "law-enforcement", label)
    shown = {f"{PASSAGE_END}": "⟪end⟫", LABEL_START: "⟪", LABEL_END: "⟫"}
    assert "".join(shown.get(character, character) for character in text) == case.sections["labelled"]


@pytest.mark.parametrize("case", cases("problems"), ids=named)
def test_problem_is_found_where_it_is(case: Case) -> None:
    marking = kept(case.source)
    found = [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in marking.problems]
    assert found == case.sections["problems"].split("\n")
    assert {f"{problem.code}: {problem.message}" for problem in marking.problems} <= set(MESSAGES)
    assert marking.body.lines == ()


@pytest.mark.parametrize("case", cases("problems"), ids=named)
def test_body_with_a_problem_publishes_nothing(case: Case) -> None:
    """A caller that forgets to look at the problems has no text to publish."""
    marking = kept(case.source)
    assert all(redact(marking.body, edition) == () for edition in SCHEME.editions)


def test_every_message_is_shown() -> None:
    """`cases/messages.txt` has all of them, so that their wording is reviewed like a page's."""
    found = {f"{each.code}: {each.message}" for case in cases("problems") for each in kept(case.source).problems}
    assert sorted(found) == MESSAGES


@pytest.mark.parametrize("case", cases("problems"), ids=named)
def test_message_tells_nothing_of_the_text(case: Case) -> None:
    for problem in kept(case.source).problems:
        assert not {"Secret", "secret", "020", "7946"} & set(problem.message.replace(".", " ").split())
        assert problem.message[:1].islower() or problem.code == "repeated-edition"


def test_every_code_has_a_case() -> None:
    """Three codes are not about bodies alone: their tests are in `test_values.py`."""
    shown = {line.split()[1] for case in cases("problems") for line in case.sections["problems"].split("\n")}
    assert shown | {"marker-in-value", "restriction-count"} == set(CODES)
    assert list(CODES) == sorted(CODES)


def test_problems_are_sorted_and_the_reading_is_the_same_each_time() -> None:
    for case in cases("problems")[:-1]:
        marking = marking_of(case.source)
        assert list(marking.problems) == sorted(marking.problems)
        assert marking_of(case.source) == marking


def test_empty_body() -> None:
    assert redact(mark((), SCHEME).body, "partner") == ()
