"""`caveat check`: all findings of the content, in one run."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from caveat.checking.remark import Severity, severity
from caveat.checking.told import FORMATS
from caveat_cli.report import warn
from caveat_cli.values import day
from caveat_site.checking import check, fix


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print them; default: text")
    parser.add_argument("--changed", metavar="REV", help="ask rules of the files that differ from this revision alone")
    parser.add_argument("--fix", action="store_true", help="first mend what is mechanical")
    parser.add_argument("--today", type=day, metavar="DATE", help="the day that reviews are held against; default: now")


def run(root: Path, arguments: Namespace) -> int:
    """Print every finding of the source, of every edition, and of the rules."""
    if arguments.fix:
        for path in fix(root, since=arguments.changed):
            warn(f"mended {path}")
    today = arguments.today or datetime.now(UTC).date()
    problems = check(root, today, since=arguments.changed)
    print(FORMATS[arguments.format](problems))
    return 1 if any(severity(problem) is Severity.ERROR for problem in problems) else 0
