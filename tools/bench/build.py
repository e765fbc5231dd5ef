"""What a build costs as a library grows: CPU seconds, output bytes and their growth exponents.

    python tools/bench/build.py [--sizes 250 1000 4000] [--keep DIR]

Generates a library of each size (tools/bench/make_corpus.py, fixed seed), builds both editions with the command as
users run it, and prints one row a size. An exponent of 1 between two rows means that the cost grew as the library did.
Seconds depend on the machine; exponents and ratios are what to quote.
"""

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """One measured build of both editions."""

    pages: int
    cpu: float
    """Seconds of CPU, user and system, of the build and its engines."""
    megabytes: float
    """Size of both editions, in millions of bytes."""


def measure(pages: int, folder: Path) -> Row:
    """Generate a library and build it."""
    make = [sys.executable, HERE / "make_corpus.py", "--pages", str(pages), "--seed", "7", "--out", folder, "--caveat"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "caveat_cli", "-C", folder, "build"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(entry.stat().st_size for entry in (folder / "site").rglob("*") if entry.is_file())
    return Row(pages, cpu, size / 1e6)


def exponent(small: Row, large: Row, values: tuple[float, float]) -> float:
    """How a value grew from one size to the next: 1 is linear, 2 is quadratic."""
    return math.log(values[1] / values[0]) / math.log(large.pages / small.pages)


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| pages | CPU s | ms a page | output MB | kB a page | CPU exponent | bytes exponent |",
        "|---|---|---|---|---|---|---|",
    ]
    for number, row in enumerate(rows):
        growth = ("", "")
        if number:
            previous = rows[number - 1]
            growth = (
                f"{exponent(previous, row, (previous.cpu, row.cpu)):.2f}",
                f"{exponent(previous, row, (previous.megabytes, row.megabytes)):.2f}",
            )
        lines.append(
            f"| {row.pages} | {row.cpu:.1f} | {1000 * row.cpu / row.pages:.0f} | {row.megabytes:.0f} "
            f"| {1000 * row.megabytes / row.pages:.0f} | {growth[0]} | {growth[1]} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure every size asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 1000, 4000])
    parser.add_argument("--keep", type=Path, help="keep the libraries and sites here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = arguments.keep or Path(scratch)
        rows = [measure(pages, root / str(pages)) for pages in sorted(arguments.sizes)]
    print(f"{os.cpu_count()} cores; both editions, cold")
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
