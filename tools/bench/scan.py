"""What the scan of finished output costs: megabytes a second of CPU, beside a plain read of the same bytes.

    python tools/bench/scan.py [--project DIR] [--edition E] [--times N]

Builds the edition as users do, and prints what the fingerprints took in seconds and memory, one row for the site, and
one for plain text of the same sentences in an order of chance, every paragraph of which is new to the scan. Seconds
depend on the machine; the ratios to a hash of the same bytes are what to quote. To compare with earlier code, run this
file with the earlier `plugins` first in PYTHONPATH.
"""

import argparse
import hashlib
import random
import re
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from caveat.assurance.scanning.fingerprints import Fingerprints
from caveat.assurance.scanning.scan import scan
from caveat_site.source import Source
from caveat_site.withheld import withheld

ROOT = Path(__file__).parents[2]
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.] )[A-Z][^.<>]{20,300}[.]")
PLAIN = 20_000_000
"""Bytes of plain text."""


def cpu(work: Callable[[], object], times: int) -> float:
    """Seconds of CPU of the quickest of several runs."""
    best = float("inf")
    for _ in range(times):
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
    return best


def read(folder: Path) -> None:
    """Read every byte once, as little as can be done with it."""
    for path in folder.rglob("*"):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).digest()


def peak(work: Callable[[], object]) -> int:
    """Bytes that the objects of Python took at most, beside those that were there before."""
    tracemalloc.start()
    work()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def plain_text(site: Path, fingerprints: Fingerprints, folder: Path) -> Path:
    """A folder with files of sentences of a site in an order of chance."""
    pages = (path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html")))
    found = {" ".join(each.split()) for page in pages for each in _SENTENCE.findall(_TAG.sub("\n", page))}
    sentences = [sentence for sentence in sorted(found) if not fingerprints.find(sentence)]
    chance = random.Random(7)  # noqa: S311 - The same text in every run.
    folder.mkdir()
    size = 0
    while size < PLAIN:
        # Numbered, so that the words of two sentences make no passage that is looked for.
        numbered = (f"({chance.randrange(1000)}) {sentence}" for sentence in chance.choices(sentences, k=6_000))
        text = "\n\n".join(" ".join(islice(numbered, 6)) for _ in range(1_000))
        (folder / f"{size}.txt").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return folder


def main() -> int:
    """Measure one edition."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--edition", default="partner")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "caveat_cli", "-C", given.project, "build", "--out", f"{scratch}/site"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        site = Path(scratch, "site", given.edition)
        source = Source(given.project)
        source.project([given.edition])
        fingerprints = withheld(source, given.edition)
        seconds = cpu(lambda: withheld(source, given.edition), given.times)
        pages = len(source.corpus.pages)
        memory = peak(lambda: withheld(source, given.edition)) / pages / 1e3
        print(f"{len(fingerprints):,} fingerprints of {given.edition}: {seconds:.2f} s of CPU")
        print(f"{pages:,} pages, {memory:.0f} kB of memory a page while they are made")
        print("| what | MB | scan MB/s | hash MB/s | scan / hash |\n|---|---|---|---|---|")
        plain = plain_text(site, fingerprints, Path(scratch, "plain"))
        for name, folder in (("site", site), ("plain text", plain)):
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            scanned = cpu(lambda folder=folder: scan(folder, fingerprints), given.times)  # type: ignore[misc]
            hashed = cpu(lambda folder=folder: read(folder), given.times)  # type: ignore[misc]
            print(f"| {name} | {size:.1f} | {size / scanned:.1f} | {size / hashed:.0f} | {scanned / hashed:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
