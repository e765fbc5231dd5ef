"""`caveat release NAME`: record the content as it stands as a release."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from caveat_cli.values import day, release_name
from caveat_site.releasing import release


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", type=release_name, metavar="NAME", help="for editors: no edition shows it")
    parser.add_argument("--date", type=day, metavar="D", help="the day of the release, YYYY-MM-DD; default: today")
    parser.add_argument("--bundle", action="store_true", help="also write all releases to releases.bundle")


def run(root: Path, arguments: Namespace) -> int:
    """Check, record, and say which editions have changed."""
    chosen = arguments.date or datetime.now(UTC).date()
    made = release(root, arguments.name, chosen, bundle=arguments.bundle)
    print(f"Released {made.name} of {made.date}: {', '.join(made.editions)}")
    return 0
