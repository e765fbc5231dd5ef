"""`caveat recall`: take something out of every release of an edition."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from caveat.content.findings import counted
from caveat.history.write_recall import Wanted
from caveat_cli.values import day
from caveat_site.recalling import recall


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--edition", action="append", required=True, metavar="E", help="the edition that loses it; may be repeated"
    )
    parser.add_argument("--source", metavar="PATH:LINE", help="text of today's source, as a problem names its place")
    parser.add_argument("--page", metavar="ID", help="a page, by its id or by its path in the source")
    parser.add_argument("--passage", metavar="TEXT", help="of that page these words alone")
    parser.add_argument("--field", metavar="FIELD", help="of that page this field alone")
    parser.add_argument("--attachment", metavar="PATH", help="a file, by its path in the source")
    parser.add_argument("--because", required=True, metavar="R", help="a reason of the vocabulary")
    parser.add_argument("--by", required=True, metavar="WHO", help="the role or body that decided")
    parser.add_argument("--date", type=day, metavar="D", help="the day of the decision, YYYY-MM-DD; default: today")


def run(root: Path, arguments: Namespace) -> int:
    """Write the entries, and say how many places they reach."""
    wanted = Wanted(
        editions=tuple(arguments.edition),
        reason=arguments.because,
        decided_by=arguments.by,
        date=arguments.date or datetime.now(UTC).date(),
        source=arguments.source or "",
        page=arguments.page or "",
        passage=arguments.passage or "",
        field=arguments.field or "",
        attachment=arguments.attachment or "",
    )
    written = recall(root, wanted)
    print(f"{counted(len(written), 'entry' if len(written) == 1 else 'entrie')} written to docs/data/recalls.yml")
    return 0
