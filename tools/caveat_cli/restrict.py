"""`caveat restrict FILE --lines A-B --to E --because R`: put lines of a page into a restriction."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from caveat_site.editing import restrict


def _lines(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?", text)
    if not found:
        raise ArgumentTypeError("write one line or the first and the last, such as 12 or 12-14")
    return int(found[1]), int(found[2] or found[1])


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a page or a shared passage, below the project's folder")
    parser.add_argument("--lines", type=_lines, required=True, metavar="A-B", help="first and last line, from 1")
    parser.add_argument("--to", action="append", required=True, metavar="E", help="who keeps the text; may be repeated")
    parser.add_argument("--because", required=True, metavar="R", help="a reason of the vocabulary")


def run(root: Path, arguments: Namespace) -> int:
    """Edit the file, and say what is left to do."""
    restrict(root, arguments.file, arguments.lines, arguments.to, arguments.because)
    first, last = arguments.lines
    which = f"line {first}" if first == last else f"lines {first} to {last}"
    print(f"{arguments.file}: {which} restricted to {', '.join(arguments.to)}; read the page as others will see it")
    return 0
