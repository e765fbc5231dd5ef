"""The judgements name pages that exist, cover the library, and cannot be bent to fit a ranking without it showing.

Pooled grades stand beside the first judgements and replace none.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError
from ruamel.yaml.constructor import DuplicateKeyError

from caveat.content.corpus import Corpus
from caveat.content.read import read_project
from caveat.projection.address import page_address
from caveat.projection.project import project
from caveat.projection.staged import Projection
from search.judged import (
    ANSWERS,
    JudgedQuery,
    Kind,
    PooledQuery,
    Who,
    folded,
    in_edition,
    judged_queries,
    page_names,
    pooled_queries,
    shares_no_word,
    with_pooled,
)

ROOT = Path(__file__).parent.parent.parent
EDITIONS = ("law-enforcement", "partner")
WIDEST = "law-enforcement"
OUT_OF_FORCE = ("superseded", "withdrawn")

GOOD = """
- query: "who rings whom"
  who: supervisor
  kind: question
  pages: {MS-REF-003: 3}
"""
GOOD_POOLED = """
- query: "who rings whom"
  pages: {MS-REF-004: 2, law.html: 0}
"""


@cache
def queries() -> tuple[JudgedQuery, ...]:
    return judged_queries()


@cache
def pooled() -> tuple[PooledQuery, ...]:
    return pooled_queries()


@cache
def library() -> Corpus:
    reading = read_project(ROOT)
    assert reading.corpus is not None
    return reading.corpus


@cache
def projection(edition: str) -> Projection:
    return project(library(), edition)


@cache
def titles(edition: str) -> Mapping[str, str]:
    names = page_names(projection(edition))
    addresses = {page_address(page.uri): page.title for page in projection(edition).pages}
    return {name: addresses[address] for address, name in names.items()}


def statuses() -> dict[str, str]:
    return {document.id: document.status for document in projection(WIDEST).documents if document.id}


def test_every_page_is_in_the_library() -> None:
    unknown = {page for each in queries() for page in each.pages} - titles(WIDEST).keys()
    assert not unknown


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_asked_only_what_it_can_answer(edition: str) -> None:
    found = in_edition(queries(), edition, titles(edition))
    assert len(found) >= 250
    assert all(page in titles(edition) for each in found for page in each.pages)
    assert all(max(each.pages.values()) >= ANSWERS for each in found)


def test_a_query_for_some_editions_has_its_best_page_in_each() -> None:
    """Such a query is kept from the others because the answer is a passage that they lack, or a whole page."""
    for each in queries():
        for edition in each.editions or ():
            assert edition in EDITIONS, each.query
            assert set(each.best()) <= titles(edition).keys(), each.query


def test_no_query_is_asked_twice() -> None:
    """Capitals, accents and spaces make no new query: the same one in both halves would be tuned on."""
    asked = Counter(" ".join(folded(each.query).split()) for each in queries())
    assert [query for query, count in asked.items() if count > 1] == []


def test_every_query_has_a_page_that_the_reader_wants() -> None:
    assert [each.query for each in queries() if max(each.pages.values()) < 3] == []


def test_pages_stand_with_the_highest_grade_first() -> None:
    for each in queries():
        grades = list(each.pages.values())
        assert grades == sorted(grades, reverse=True), each.query


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_third_share_no_word_with_the_title_of_a_best_page(edition: str) -> None:
    """People do not know what a page is called. A ranking that leans on titles has to be caught out."""
    found = in_edition(queries(), edition, titles(edition))
    apart = [each for each in found if shares_no_word(each, titles(edition))]
    assert len(apart) >= len(found) / 3
    in_words = [each for each in apart if each.kind not in ("law", "abbreviation", "reference", "figure")]
    assert len(in_words) >= len(found) / 3


def test_words_in_common_are_found_through_endings_marks_and_joined_digits() -> None:
    def asked(text: str) -> JudgedQuery:
        return JudgedQuery(text, "editor", "topic", {"A": 3, "B": 3, "C": 2})

    known = {"A": "Section 45, the defence for victims", "B": "Țăndărei", "C": "Cuckooing"}
    assert not shares_no_word(asked("victim"), known)
    assert not shares_no_word(asked("sections"), known)
    assert not shares_no_word(asked("s45"), known)
    assert not shares_no_word(asked("TANDAREI"), known)
    assert shares_no_word(asked("the law for cuckooing"), known)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_product_in_force_answers_at_least_two_queries(edition: str) -> None:
    found = in_edition(queries(), edition, titles(edition))
    answers = Counter(page for each in found for page, grade in each.pages.items() if grade >= ANSWERS)
    in_force = {document.id for document in projection(edition).documents if document.status == "force"}
    assert len(in_force) > 50
    assert [page for page in sorted(in_force) if answers[page] < 2] == []


def test_pages_out_of_force_answer_only_who_asks_for_them() -> None:
    gone = {page for page, status in statuses().items() if status in OUT_OF_FORCE}
    wanted = set()
    for each in queries():
        named = gone & each.pages.keys()
        assert bool(named) == each.out_of_force, each.query
        wanted |= named
    assert wanted == gone


def test_every_role_and_every_kind_asks() -> None:
    roles = Counter(each.who for each in queries())
    kinds = Counter(each.kind for each in queries())
    assert set(roles) == set(get_args(Who))
    assert set(kinds) == set(get_args(Kind))
    assert min(kinds.values()) >= 5


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_halves_are_balanced(edition: str) -> None:
    found = in_edition(queries(), edition, titles(edition))
    held_out = [each for each in found if each.held_out]
    assert 0.4 <= len(held_out) / len(found) <= 0.6
    for half in (held_out, [each for each in found if not each.held_out]):
        assert {each.kind for each in half} >= set(get_args(Kind)) - {"editing"}
        apart = [each for each in half if shares_no_word(each, titles(edition))]
        assert len(apart) >= len(half) / 3


def test_the_half_follows_from_the_words_alone() -> None:
    """SHA-256 of "s45" begins with an even byte, that of "glossary" with an odd one."""
    halves = {each.query: each.held_out for each in queries()}
    assert (halves["s45"], halves["glossary"]) == (False, True)


def test_a_judgement_in_the_form_of_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "judgements.yml"
    path.write_text(GOOD, encoding="utf-8")
    assert judged_queries(path) == (JudgedQuery("who rings whom", "supervisor", "question", {"MS-REF-003": 3}),)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("{MS-REF-003: 3}", "{MS-REF-003: 4}"),
        ("{MS-REF-003: 3}", "{MS-REF-003: 0}"),
        ("{MS-REF-003: 3}", '{MS-REF-003: "3"}'),
        ("{MS-REF-003: 3}", "{MS-REF-003: true}"),
        ("{MS-REF-003: 3}", "{}"),
        ("{MS-REF-003: 3}", "[MS-REF-003]"),
        ("who: supervisor", "who: somebody"),
        ("kind: question", "kind: riddle"),
        ("kind: question", "kind: question\n  edition: [partner]"),
        ("kind: question", "kind: question\n  editions: []"),
        ("kind: question", 'kind: question\n  out_of_force: "no"'),
        ('"who rings whom"', "101"),
        ('"who rings whom"', '" who rings whom"'),
        ('"who rings whom"', '""'),
        ("  who: supervisor\n", ""),
    ],
)
def test_a_field_that_is_wrong_is_an_error(tmp_path: Path, good: str, bad: str) -> None:
    path = tmp_path / "judgements.yml"
    assert good in GOOD
    path.write_text(GOOD.replace(good, bad), encoding="utf-8")
    with pytest.raises(ValidationError):
        judged_queries(path)


def test_a_page_named_twice_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "judgements.yml"
    path.write_text(GOOD.replace("{MS-REF-003: 3}", "{MS-REF-003: 3, MS-REF-003: 2}"), encoding="utf-8")
    with pytest.raises(DuplicateKeyError):
        judged_queries(path)


def test_every_pooled_page_is_in_the_library() -> None:
    unknown = {page for each in pooled() for page in each.pages} - titles(WIDEST).keys()
    assert not unknown


def test_every_pooled_query_is_judged_and_stands_there_once() -> None:
    asked = Counter(each.query for each in pooled())
    assert asked.keys() <= {each.query for each in queries()}
    assert set(asked.values()) == {1}


def test_no_page_is_graded_in_both_files() -> None:
    """A pooled grade fills a hole. It never overrules what was judged before any engine was asked."""
    first = {each.query: each.pages.keys() for each in queries()}
    assert [each.query for each in pooled() if each.pages.keys() & first[each.query]] == []


def test_pooled_pages_stand_with_the_highest_grade_first() -> None:
    for each in pooled():
        grades = list(each.pages.values())
        assert grades == sorted(grades, reverse=True), each.query


def test_pooled_pages_out_of_force_answer_only_who_asks_for_them() -> None:
    gone = {page for page, status in statuses().items() if status in OUT_OF_FORCE}
    asked = {each.query for each in queries() if each.out_of_force}
    assert {each.query for each in pooled() if gone & each.pages.keys()} <= asked


def test_a_first_judgement_counts_before_a_pooled_grade() -> None:
    assert with_pooled({"A": 3, "B": 1}, {"B": 2, "C": 1, "D": 0}) == {"A": 3, "B": 1, "C": 1, "D": 0}


def test_a_pooled_grade_in_the_form_of_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pooled.yml"
    path.write_text(GOOD_POOLED, encoding="utf-8")
    assert pooled_queries(path) == (PooledQuery("who rings whom", {"MS-REF-004": 2, "law.html": 0}),)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("law.html: 0", "law.html: 4"),
        ("law.html: 0", "law.html: -1"),
        ("law.html: 0", 'law.html: "0"'),
        ("law.html: 0", "law.html: false"),
        ("{MS-REF-004: 2, law.html: 0}", "{}"),
        ("  pages", "  engine: caveat\n  pages"),
    ],
)
def test_a_pooled_field_that_is_wrong_is_an_error(tmp_path: Path, good: str, bad: str) -> None:
    path = tmp_path / "pooled.yml"
    assert good in GOOD_POOLED
    path.write_text(GOOD_POOLED.replace(good, bad), encoding="utf-8")
    with pytest.raises(ValidationError):
        pooled_queries(path)
