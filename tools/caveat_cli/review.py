"""`caveat review`: what each edition gains and loses since a revision, and which gains nobody has approved."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from caveat.reviewing.data import as_json
from caveat.reviewing.markdown import as_markdown
from caveat.reviewing.page import as_html
from caveat.reviewing.review import Review
from caveat_site.reviewing import review

FORMATS: Mapping[str, Callable[[Review], str]] = {"markdown": as_markdown, "json": as_json, "html": as_html}
"""Format to the function that writes it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--base", required=True, metavar="REV", help="the revision to compare with, as git names it")
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="how to print it; default: markdown")


def run(root: Path, arguments: Namespace) -> int:
    """Print the report; 1 while a gain lacks its approval."""
    found = review(root, arguments.base, datetime.now(UTC).date())
    print(FORMATS[arguments.format](found), end="")
    return 1 if found.missing else 0
