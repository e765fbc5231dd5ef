"""`caveat history ID`: the versions of a page, and where their text is kept."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat_site.releasing import page_history


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the page, such as MS-GDN-002")
    parser.add_argument("--edition", metavar="E", help="as this edition sees it; default: the one that has everything")


def run(root: Path, arguments: Namespace) -> int:
    """Print a line for each version, the newest first."""
    for version in page_history(root, arguments.id, arguments.edition):
        entry = version.entry
        place = version.address or "text not kept in a release"
        print(f"{entry.version:7} {entry.date}  {entry.kind:5}  {entry.change}\n        {place}")
    return 0
