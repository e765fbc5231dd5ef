"""`caveat editions`: which there are, and where."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat_site.source import Source


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--where", action="store_true", help="print the address of each built edition")
    parser.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="where they are; default: site")


def run(root: Path, arguments: Namespace) -> int:
    """Print a line for each edition."""
    editions = Source(root).corpus.configuration.editions
    width = max(map(len, editions))
    for name, edition in editions.items():
        words = edition.title
        if arguments.where:
            page = (root / arguments.out / name / "index.html").resolve()
            words = page.as_uri() if page.is_file() else "not built yet: caveat build"
        print(f"{name:<{width}}  {words}")
    return 0
