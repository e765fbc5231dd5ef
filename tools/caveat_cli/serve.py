"""`caveat serve`: every edition in a browser, as a preview, while somebody writes."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from caveat.content.findings import counted
from caveat.content.problem import Problem
from caveat_cli.values import port

if TYPE_CHECKING:
    from caveat_site.preview.board import Board


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--edition", metavar="E", help="the edition to open with; default: one that contains no other")
    parser.add_argument("--drafts", action="store_true", help="show pages of status draft too")
    parser.add_argument("--port", type=port, default=8000, metavar="N", help="default: 8000; 0 takes a free one")


def run(root: Path, arguments: Namespace) -> int:
    """Show every edition of the project, until Ctrl-C."""
    # The base theme prints an advertisement when it is loaded.
    os.environ["NO_MKDOCS_2_WARNING"] = "true"
    from caveat_site.preview.serve import serve  # noqa: PLC0415 - It loads the engine.

    serve(root, arguments.edition, arguments.port, _say, _opened, drafts=arguments.drafts)
    return 0


def _opened(address: str, board: "Board") -> None:
    for site in board.sites.values():
        print(f"{site.title}\n  {address}/{site.name}/index.html")
    print("A preview, on this machine alone: Ctrl-C ends it.", flush=True)


def _say(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{counted(len(found), 'problem')}.", file=sys.stderr, flush=True)
