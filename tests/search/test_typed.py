"""Mistyped and half-typed queries: derived, never chosen, and never the query itself."""

import re

import pytest
from rapidfuzz.distance import OSA

from search.judged import judged_queries
from search.typed import half_typed, mistyped

QUERIES = [each.query for each in judged_queries()]


def test_the_rule_stays_what_it_was() -> None:
    """Results are compared from release to release: the same query has to give the same forms for ever."""
    assert mistyped("duty to notify") == "duty to notifyy"
    assert mistyped("section 45 case law VCL") == "seftion 45 case law VCL"
    assert mistyped("conspiracy") == "conspircay"
    assert half_typed("duty to notify") == "duty to not"


def test_a_typing_mistake_is_one_edit_in_one_word_of_four_letters() -> None:
    for query in QUERIES:
        if (wrong := mistyped(query)) is not None:
            assert OSA.distance(query, wrong) == 1, query
            pairs = [pair for pair in zip(query.split(" "), wrong.split(" "), strict=True) if pair[0] != pair[1]]
            assert len(pairs) == 1, query
            right, typed = (re.sub(r"^\W+|\W+$", "", word) for word in pairs[0])
            assert len(right) >= 4, query
            assert typed[0] == right[0] or "-" in right or "'" in right, query


def test_every_kind_of_mistake_occurs() -> None:
    lengths = {len(wrong) - len(query) for query in QUERIES if (wrong := mistyped(query))}
    assert lengths == {-1, 0, 1}
    same = [(query, wrong) for query in QUERIES if (wrong := mistyped(query)) and len(wrong) == len(query)]
    swapped = [each for each in same if sorted(each[0]) == sorted(each[1])]
    assert 0 < len(swapped) < len(same)


def test_a_half_typed_query_ends_in_its_last_word() -> None:
    for query in QUERIES:
        if (half := half_typed(query)) is not None:
            assert half != query
            assert query.startswith(half)
            typed, word = re.findall(r"\w+", half)[-1], re.findall(r"\w+", query)[-1]
            assert word.startswith(typed)
            assert len(typed) == max(3, (len(word) + 1) // 2)


@pytest.mark.parametrize(
    ("query", "half"),
    [
        ("form", "for"),
        ("consent", "cons"),
        ("is it any good?", "is it any goo"),
        ("Țăndărei", "Țănd"),
        ("NRM", None),
        ("N200", None),
        ("POCA 2002", None),
        ("ring me on 101", None),
        ("s.2(3)", None),
        ("", None),
    ],
)
def test_what_is_left_of_the_last_word(query: str, half: str | None) -> None:
    assert half_typed(query) == half


@pytest.mark.parametrize("query", ["", "s45", "NRM", "MSDEB001", "N200", "£198,000", "is it so"])
def test_a_query_without_a_long_word_is_not_mistyped(query: str) -> None:
    assert mistyped(query) is None


def test_most_queries_have_both_forms() -> None:
    assert sum(mistyped(query) is not None for query in QUERIES) > len(QUERIES) * 0.8
    assert sum(half_typed(query) is not None for query in QUERIES) > len(QUERIES) * 0.7
