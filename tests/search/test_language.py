"""Readers find a page however they write what they look for: every line of `language.yml` is a promise."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from caveat.search.rank import Ranker
from search.sample import LIBRARY, names, ranker

_Case = Mapping[str, Sequence[str]]
CASES: Sequence[_Case] = YAML(typ="safe").load((Path(__file__).parent / "language.yml").read_text(encoding="utf-8"))
PAGES = {each.uri.removesuffix(".md") for each in LIBRARY.documents}


@cache
def reader() -> Ranker:
    return ranker()


@pytest.mark.parametrize("case", CASES, ids=[str(case["what"]) for case in CASES])
def test_what_a_reader_types_finds(case: _Case) -> None:
    assert {typed: wrong for typed in case["typed"] if (wrong := _wrong(case, typed))} == {}


def _wrong(case: _Case, typed: str) -> dict[str, Sequence[str]]:
    """What a query finds instead of what the case says."""
    found = reader().find(typed)
    ranking, gone = names(found.ranking), names(found.gone)
    first = ranking[: len(case.get("first", ()))]
    wrong = {"first": first} if first != case.get("first", []) else {}
    wrong |= {"all": ranking} if sorted(ranking) != sorted(case.get("all", ranking)) else {}
    wrong |= {"gone": gone} if sorted(gone) != sorted(case.get("gone", gone)) else {}
    amiss = sorted(set(case.get("not", ())) & {*ranking, *gone})
    return wrong | ({"not": amiss} if amiss else {})


def test_every_case_says_what_is_found_in_pages_that_there_are() -> None:
    for case in CASES:
        assert case["typed"], case["what"]
        assert case.keys() & {"first", "all", "gone", "not"}, case["what"]
        assert case.keys() <= {"what", "typed", "first", "all", "gone", "not"}, case["what"]
        assert {page for key in ("first", "all", "gone", "not") for page in case.get(key, ())} <= PAGES, case["what"]
