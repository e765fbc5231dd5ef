"""What the bench asks of an engine: to index a corpus into a folder, and a script that searches it in a browser.

The script is an ES module with these exports, both asynchronous:

    rank(query, limit)   keys of the pages found, the best first: for relevance
    show(query, limit)   the first results with all that a list shows of them, as {title, excerpt}

They load what they need when they are first called, and keep no results. The keys are the engine's own; the bench
learns from `keys` which page each stands for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Job:
    """A corpus on the disk, in the forms that engines read, and where the index goes."""

    corpus: str
    lines: Path
    """The pages as JSON lines (pages.py)."""
    html: Path
    """The same pages as a folder of HTML."""
    modules: Path
    """The folder node_modules with the peers' packages."""
    addresses: Mapping[str, str]
    """Address of a page in the folder of HTML to the page's id."""
    out: Path
    """A folder of the engine's own, which a browser is served."""


class Engine(Protocol):
    """One engine, as a user of it would set it up."""

    name: str
    title: str
    """Name and version, for the tables."""
    rest: int
    """Milliseconds that the engine's own page waits after a key: of a faster reader it hears at the end alone."""
    most_sections: float
    """Corpora with more are left out, unless the engine is named on the command line: it would take hours."""

    def indexing(self, job: Job) -> Sequence[str | Path]:
        """The command that indexes the corpus. Its CPU time is what indexing costs."""
        ...

    def prepare(self, job: Job) -> None:
        """Put beside the index what the script needs, and the script itself as `engine.js`."""
        ...

    def keys(self, job: Job) -> Mapping[str, str]:
        """What `rank` gives for a page, to the page's id."""
        ...
