"""How good a ranking is, measured against graded pages.

    nDCG@10     DCG of the first ten pages over the highest DCG that ten pages can have, where
                DCG = sum over ranks r = 1 … 10 of (2^grade - 1) / log2(r + 1), and a page that is not judged has grade 0
    MRR@10      1 / r for the first page of the first ten with grade 2 or 3, at rank r; 0 where there is none
    success@1   1 where the first page has grade 2 or 3, else 0

Each is the mean over the queries; a query without results counts as 0. Cumulated gain, its discount and its
normalisation: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002.
Gain 2^grade - 1 with discount log2(r + 1) is the form of it in Burges et al., "Learning to rank using gradient
descent", ICML 2005.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.judged import ANSWERS

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over some queries, each from 0 to 1."""

    queries: int
    ndcg: float
    mrr: float
    success: float


def ndcg(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@10 of one ranking. Raises ValueError where it names a page twice, which would be paid for twice."""
    _once(ranking)
    ideal = _dcg(sorted(grades.values(), reverse=True))
    return _dcg(grades.get(page, 0) for page in ranking) / ideal


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """What one ranking adds to MRR@10. Raises ValueError where it names a page twice."""
    _once(ranking)
    ranks = (rank for rank, page in enumerate(ranking[:DEPTH], 1) if grades.get(page, 0) >= ANSWERS)
    return 1 / next(ranks, math.inf)


def success(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """1.0 where the first page answers, else 0.0."""
    return float(grades.get(ranking[0], 0) >= ANSWERS) if ranking else 0.0


def measured(results: Iterable[tuple[Sequence[str], Mapping[str, int]]]) -> Measures:
    """The three means over rankings, each beside the grades of its query. Raises ValueError where there is none."""
    pairs = list(results)
    if not pairs:
        raise ValueError("no query to measure")
    count = len(pairs)
    return Measures(
        queries=count,
        ndcg=math.fsum(ndcg(*each) for each in pairs) / count,
        mrr=math.fsum(reciprocal_rank(*each) for each in pairs) / count,
        success=math.fsum(success(*each) for each in pairs) / count,
    )


def _dcg(grades: Iterable[int]) -> float:
    gains = ((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1) if rank <= DEPTH)
    return math.fsum(gains)


def _once(ranking: Sequence[str]) -> None:
    if len(set(ranking)) < len(ranking):
        raise ValueError("the ranking names a page twice")
