"""What the bench shares with the tests, so that both measure the same: judged queries, measures, forms of a query."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[3] / "tests"))

from search.judged import in_edition, judged_queries, page_names, pooled_queries, with_pooled
from search.measures import DEPTH, Measures, measured
from search.typed import half_typed, mistyped

__all__ = [
    "DEPTH",
    "Measures",
    "half_typed",
    "in_edition",
    "judged_queries",
    "measured",
    "mistyped",
    "page_names",
    "pooled_queries",
    "with_pooled",
]
