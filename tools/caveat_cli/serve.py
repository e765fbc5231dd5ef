"""`caveat serve`: an edition in a browser, as a preview, while somebody writes."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat_site.source import Source


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--edition", metavar="E", help="the edition to show; default: the one that contains no other")
    parser.add_argument("--drafts", action="store_true", help="show pages of status draft too")
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="IP:PORT", help="default: 127.0.0.1:8000")


def run(root: Path, arguments: Namespace) -> int:
    """Become the preview of the project, until Ctrl-C."""
    source = Source(root)
    (name,) = source.chosen([arguments.edition or source.least_privileged()])
    chosen = {"CAVEAT_EDITION": name, "CAVEAT_DRAFTS": "1" if arguments.drafts else "", "NO_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "caveat_site.preview", str(root / "mkdocs.yml"), arguments.address]
    # In place of this process: a signal then reaches the one that has to tidy up.
    os.execve(sys.executable, command, {**os.environ, **chosen})  # noqa: S606
