"""The search of Material for MkDocs 9.8.1: its own indexer over the HTML, and its own worker (lunr) in the browser.

The settings are those of the English theme. The indexer gives the browser text, not an index: the index is made in the
browser, each time a page is opened.
"""

import shutil
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import material  # type: ignore[import-untyped]

from .engine import Job

_WORKERS = Path(material.__file__).parent / "templates/assets/javascripts/workers"


class Material:
    """Indexes with the plugin's own class, which cuts pages at their headings."""

    name = "material"
    title = f"Material {version('mkdocs-material')}"
    rest = 0
    most_sections: float = 20_000
    """Of 36,000 sections the worker makes an index of 2 GB, and takes more than a second for each query."""

    def indexing(self, job: Job) -> Sequence[str | Path]:
        """A few lines of Python around the plugin's class."""
        return [sys.executable, "-m", f"{__package__}.material_index", job.lines, job.out / "search_index.json"]

    def prepare(self, job: Job) -> None:
        """The theme's worker and the script."""
        (worker,) = _WORKERS.glob("search.*.min.js")
        shutil.copy(worker, job.out / "worker.js")
        shutil.copy(Path(__file__).with_name("material.js"), job.out / "engine.js")

    def keys(self, job: Job) -> Mapping[str, str]:
        """Results go by addresses."""
        return job.addresses
