"""The measures are the formulas that are printed with the results, worked out by hand."""

import math

import pytest

from search.measures import Measures, measured, ndcg, reciprocal_rank, success

GRADES = {"a": 3, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["a", "b", "c"], 1.0),
        (["a", "b", "c", "x"], 1.0),
        (["x", "a"], (7 / math.log2(3)) / (7 + 3 / math.log2(3) + 1 / 2)),
        (["c"], 1 / (7 + 3 / math.log2(3) + 1 / 2)),
        (["x", "y"], 0.0),
        ([], 0.0),
        ([*"0123456789", "a"], 0.0),
    ],
)
def test_ndcg(ranking: list[str], expected: float) -> None:
    assert ndcg(ranking, GRADES) == pytest.approx(expected)


def test_ndcg_asks_for_no_more_than_ten_pages() -> None:
    """A query with twelve good pages is answered in full by ten of them."""
    grades = dict.fromkeys("abcdefghijkl", 3)
    assert ndcg(list("cdefghijkl"), grades) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [(["b"], 1.0), (["c", "x", "b", "a"], 1 / 3), (["c", "x"], 0.0), ([], 0.0), ([*"0123456789", "a"], 0.0)],
)
def test_reciprocal_rank_is_of_the_first_page_that_answers(ranking: list[str], expected: float) -> None:
    assert reciprocal_rank(ranking, GRADES) == pytest.approx(expected)


@pytest.mark.parametrize(("ranking", "expected"), [(["b", "a"], 1.0), (["c", "a"], 0.0), (["x"], 0.0), ([], 0.0)])
def test_success_is_of_the_first_page(ranking: list[str], expected: float) -> None:
    assert success(ranking, GRADES) == expected


def test_means_count_a_query_without_results() -> None:
    assert measured([(["a", "b", "c"], GRADES), ([], GRADES)]) == Measures(queries=2, ndcg=0.5, mrr=0.5, success=0.5)


@pytest.mark.parametrize("measure", [ndcg, reciprocal_rank])
def test_a_page_is_not_paid_for_twice(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="twice"):
        measure(["a", "a"], GRADES)


def test_no_query_has_no_mean() -> None:
    with pytest.raises(ValueError, match="no query"):
        measured([])
