"""`caveat prove`: an experiment on the project's own content that nothing withheld changes an edition."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from caveat.assurance.proving.prove import ROUNDS, SEED, prove
from caveat.assurance.proving.report import as_json, as_text
from caveat_cli.progress import ProgressBar
from caveat_cli.values import positive
from caveat_site.build import build
from caveat_site.private import private_folder
from caveat_site.usage import UsageError

FORMATS: Mapping[str, Callable[..., str]] = {"text": as_text, "json": as_json}
"""Format to the function that writes it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="the edition that must not change")
    parser.add_argument(
        "--rounds", type=positive, default=ROUNDS, metavar="N", help=f"sources to compare; default: {ROUNDS}"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"draws other mutations; default: {SEED}")
    parser.add_argument("--archives", action="store_true", help="prove earlier releases too")
    parser.add_argument("--format", choices=FORMATS, default="text", help="of the report; default: text")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report to FILE")


def run(root: Path, arguments: Namespace) -> int:
    """Prove, and report."""
    filed = root / arguments.report if arguments.report else None
    if filed and not filed.parent.is_dir():
        # Said now, and not after minutes of work.
        raise UsageError(f"there is no folder {filed.parent} to write the report to; make it first")
    with private_folder() as work, private_folder() as rendered, ProgressBar() as progress:

        def build_edition(project: Path, out: Path) -> Path:
            # An earlier release is rendered once for each staged folder: equal folders give equal sites.
            made = build(project, [arguments.edition], out, releases=arguments.archives, rendered=rendered)
            return made.editions[0].folder

        proof = prove(
            root,
            arguments.edition,
            build_edition,
            work,
            rounds=arguments.rounds,
            seed=arguments.seed,
            progress=progress,
            archives=arguments.archives,
        )
    report = FORMATS[arguments.format](proof)
    print(report, end="", flush=True)
    if filed:
        filed.write_text(report, encoding="utf-8")
    return 0 if proof.proved else 1
