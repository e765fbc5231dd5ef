"""Pagefind 1.5.2, with the options it has when nobody sets any. It reads the HTML; its search is WebAssembly."""

import gzip
import json
import shutil
from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path

from .engine import Job

_SIGNATURE = b"pagefind_dcd"
"""What each unpacked file of Pagefind begins with."""


class Pagefind:
    """Indexes with the binary of the npm package."""

    name = "pagefind"
    title = "Pagefind 1.5.2"
    rest = 300
    most_sections: float = inf

    def indexing(self, job: Job) -> Sequence[str | Path]:
        """The package's own command over the folder of HTML."""
        command = job.modules / "pagefind/lib/runner/bin.cjs"
        return [
            "node",
            command,
            "--site",
            job.html,
            "--output-path",
            job.out / "pagefind",
            "--keep-index-url",
            "--silent",
        ]

    def prepare(self, job: Job) -> None:
        """The script alone: the index comes with its own."""
        shutil.copy(Path(__file__).with_name("pagefind.js"), job.out / "engine.js")

    def keys(self, job: Job) -> Mapping[str, str]:
        """A fragment holds a page's address; its file has the name that results go by."""
        found = {}
        for path in (job.out / "pagefind/fragment").iterdir():
            fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
            found[path.stem] = job.addresses[fragment["url"].lstrip("/")]
        return found
