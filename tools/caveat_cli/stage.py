"""`caveat stage EDITION OUT`: an edition for any engine of the MkDocs family."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat.content.findings import counted
from caveat_cli.values import day
from caveat_site.source import Source
from caveat_site.stage import stage


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="the edition to write")
    parser.add_argument("--release", type=day, metavar="D", help="an earlier release, for releases/D of its site")
    parser.add_argument("out", type=Path, metavar="OUT", help="an empty or new folder")


def run(root: Path, arguments: Namespace) -> int:
    """Check every edition, and write one."""
    source = Source(root)
    (name,) = source.chosen([arguments.edition])
    projection = source.project()[name]
    if arguments.release:
        projection = source.history.shown(projection, arguments.release)
    stage(projection, root / arguments.out, source.kept(name))
    print(f"{counted(len(projection.pages), 'page')} in {root / arguments.out}")
    return 0
