"""`caveat build`: every edition, published all together."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat.content.findings import counted
from caveat_cli.progress import ProgressBar
from caveat_cli.report import warn
from caveat_site.build import build


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--edition", action="append", metavar="E", help="build this edition only; may be repeated; all are checked"
    )
    parser.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="publish to DIR/E; default: site")


def run(root: Path, arguments: Namespace) -> int:
    """Build, and say where to open each edition."""
    with ProgressBar() as progress:
        report = build(root, arguments.edition, root / arguments.out, progress)
    if report.reduced_isolation:
        warn(f"reduced isolation: {report.reduced_isolation}")
    for edition in report.editions:
        address = (edition.folder / "index.html").resolve().as_uri()
        print(f"{edition.title}: {counted(edition.pages, 'page')}\n  {address}")
    return 0
