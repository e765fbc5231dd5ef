"""Caveat's own search: the index of the library as it ships, or of other pages given as the library's are.

The scripts and the form of the index are those of the site. What the site's search page does with results, and what
Pagefind's and Material's own pages do, is not part of the comparison.
"""

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path

import caveat_site

from .engine import Job

_ASSETS = Path(caveat_site.__file__).parent / "theme/assets"
_SCRIPTS = tuple(f"search-{name}.js" for name in ("words", "shards", "lexicon", "plan", "rank", "engine"))
"""What a page loads to search, in this order. `caveat.js` beside this file loads the same."""


class Caveat:
    """Indexes with the library, as `caveat build` does."""

    name = "caveat"
    title = "Caveat"
    rest = 120
    most_sections: float = inf

    def indexing(self, job: Job) -> Sequence[str | Path]:
        """A few lines of Python around the library."""
        return [sys.executable, "-m", f"{__package__}.caveat_index", job.corpus, job.lines, job.out]

    def prepare(self, job: Job) -> None:
        """The site's scripts and the bench's own."""
        for name in _SCRIPTS:
            shutil.copy(_ASSETS / name, job.out / name)
        shutil.copy(Path(__file__).with_name("caveat.js"), job.out / "engine.js")

    def keys(self, job: Job) -> Mapping[str, str]:
        """Results go by the number of a page in the index."""
        addresses = json.loads((job.out / "addresses.json").read_text(encoding="utf-8"))
        return {str(number): job.addresses[address] for number, address in enumerate(addresses)}
