"""`caveat export EDITION`: a signed copy for partners, in one file."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from caveat_cli.progress import ProgressBar
from caveat_cli.report import warn
from caveat_cli.values import day
from caveat_site.exporting import Wanted, export


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="the edition that is handed over")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the copy")
    # There are no unsigned copies.
    parser.add_argument(
        "--sign", type=Path, required=True, metavar="KEY", help="an Ed25519 key, or a public key that an agent holds"
    )
    parser.add_argument("--expires", type=day, required=True, metavar="D", help="the last day to use it, YYYY-MM-DD")
    parser.add_argument("--issued", type=day, metavar="D", help="the first day to use it, YYYY-MM-DD; default: today")
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="RECIPIENT",
        help="encrypt for this age or SSH key; may be repeated",
    )
    parser.add_argument("--recipient", default="", metavar="NAME", help="whom it is made for; the copy says so")
    parser.add_argument("--archive", action="store_true", help="with the earlier releases of the edition")


def run(root: Path, arguments: Namespace) -> int:
    """Write the copy, and say what it is."""
    wanted = Wanted(
        edition=arguments.edition,
        out=root / arguments.out,
        key=root / arguments.sign,
        issued=arguments.issued or datetime.now(UTC).date(),
        expires=arguments.expires,
        recipient=arguments.recipient,
        to=tuple(arguments.to),
        archive=arguments.archive,
    )
    with ProgressBar() as progress:
        made = export(root, wanted, progress)
    if made.reduced_isolation:
        warn(f"reduced isolation: {made.reduced_isolation}")
    said = made.statement
    print(f"{said.title}, copy number {said.sequence}, for use from {said.issued} until {said.expires}")
    print(f"{arguments.out}: {made.size:,} bytes{', encrypted' if wanted.to else ''}")
    print(f"SHA-256 of the copy{' inside' if wanted.to else ''}: {made.sha256}")
    return 0
