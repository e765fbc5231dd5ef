"""MiniSearch 7.2, a library: fields, weights and matching are the user's choice (minisearch_options.js).

Pages are its documents. It is given the words of links too, which a site would have to collect by itself. The index is
made ahead and loaded whole, with the beginning of each page as its excerpt.
"""

import shutil
from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path

from .engine import Job

_HERE = Path(__file__).parent


class MiniSearch:
    """Indexes with node, and loads the index from one file."""

    name = "minisearch"
    title = "MiniSearch 7.2.0"
    rest = 0
    most_sections: float = inf

    def indexing(self, job: Job) -> Sequence[str | Path]:
        """A few lines of node around the library."""
        return ["node", _HERE / "minisearch_index.mjs", _module(job), job.lines, job.out / "index.json"]

    def prepare(self, job: Job) -> None:
        """The library, its options and the script."""
        shutil.copy(_module(job), job.out / "minisearch.js")
        shutil.copy(_HERE / "minisearch_options.js", job.out)
        shutil.copy(_HERE / "minisearch.js", job.out / "engine.js")

    def keys(self, job: Job) -> Mapping[str, str]:
        """Results go by the ids of pages."""
        return {name: name for name in job.addresses.values()}


def _module(job: Job) -> Path:
    return job.modules / "minisearch/dist/es/index.js"
