"""Every rule fires where it should and nowhere else, and can be answered."""

import logging
from datetime import date
from pathlib import Path

import pytest

from caveat.checking.check import advice
from caveat.checking.codes import ANSWERS, CODES, WARNINGS
from caveat.checking.remark import Library
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat.projection.project import project
from checking.rule_cases import CASES, Case, one
from projection.corpora import write

FIRING = [case for case in CASES if case.found]


def found(root: Path, case: Case) -> list[Problem]:
    """What the rules say of the files of a case."""
    reading = read_project(write(root, case.files))
    assert reading.corpus is not None
    assert not reading.problems
    return list(advice(Library(reading.corpus, date.fromisoformat(case.today)), {}))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_fires_where_it_should_and_nowhere_else(tmp_path: Path, case: Case) -> None:
    assert [str(each.location) for each in found(tmp_path, case) if each.code == case.rule] == list(case.found)


@pytest.mark.parametrize("rule", sorted(CODES.keys() - ANSWERS))
def test_every_rule_has_a_case_that_fires_and_one_that_does_not(rule: str) -> None:
    assert {bool(case.found) for case in CASES if case.rule == rule} == {True, False}


def test_every_warning_is_a_rule() -> None:
    assert CODES.keys() >= WARNINGS


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_a_finding_is_gone_when_it_is_answered(tmp_path: Path, case: Case) -> None:
    """Answered in every file that has one; nothing is said about the answers."""
    paths = {each.partition(":")[0] for each in case.found}
    answer = f"answers: [{{to: {case.rule}, because: A good reason}}]\n---\n"
    answered = {
        path: text.replace("\n---\n", f"\n{answer}", 1) if path in paths else text for path, text in case.files.items()
    }
    said = found(tmp_path, Case(case.rule, case.name, answered, today=case.today))
    assert not [each for each in said if each.code in (case.rule, "unused-answer", "unknown-rule")]


@pytest.mark.parametrize(
    ("about", "left"),
    [
        ("", []),
        ("about: utilise, ", ["house-style"]),
        ("about: UTILISE, ", ["house-style"]),
        ("about: expedite, ", ["house-style", "house-style", "unused-answer"]),
    ],
)
def test_an_answer_says_what_it_is_about(tmp_path: Path, about: str, left: list[str]) -> None:
    answer = f"[{{to: house-style, {about}because: A name}}]"
    case = Case("house-style", "", one("We utilise it prior to it.\n", answers=answer))
    assert sorted(each.code for each in found(tmp_path, case) if each.code != "field-order") == left


def test_an_answer_to_no_rule_is_told(tmp_path: Path) -> None:
    case = Case("", "", one("Text.\n", answers="[{to: house-stile, because: A name}]"))
    (problem,) = [each for each in found(tmp_path, case) if each.code == "unknown-rule"]
    assert str(problem.location) == "docs/a.md:4:11"
    assert "did you mean 'house-style'?" in problem.message


@pytest.mark.parametrize("code", ["broken-link", "unused-answer"])
def test_what_has_to_be_mended_cannot_be_answered(tmp_path: Path, code: str) -> None:
    case = Case("", "", one("Text.\n", answers=f"[{{to: {code}, because: A name}}]"))
    assert "unknown-rule" in [each.code for each in found(tmp_path, case)]


def test_no_message_repeats_the_page(tmp_path: Path) -> None:
    """Words of a page may be restricted. The house style repeats words of its own list alone."""
    for number, case in enumerate(FIRING):
        root = tmp_path / str(number)
        for each in found(root, case):
            assert "word3" not in each.message
            assert "files/car.png" not in each.message
            assert "Four" not in each.message


def test_the_linter_leaves_the_logging_of_others_alone(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    case = next(case for case in FIRING if case.rule == "markdown-style")
    assert "markdown-style" in [each.code for each in found(tmp_path, case)]
    assert (root.level, root.handlers) == before


def test_answers_change_no_edition(tmp_path: Path) -> None:
    """They speak to editors: what an edition sees is the same with and without them."""
    trees = []
    for number, more in enumerate(({}, {"answers": "[{to: house-style, because: Zebrafinch}]"})):
        corpus = read_project(write(tmp_path / str(number), one("We utilise it.\n", **more))).corpus
        assert corpus is not None
        trees.append([project(corpus, edition).tree() for edition in ("law-enforcement", "partner")])
    assert trees[0] == trees[1]
