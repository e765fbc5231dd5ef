"""`caveat show ID --at DATE --edition E`: what a page said on a day."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat_cli.values import day
from caveat_site.releasing import show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the page, such as MS-GDN-002")
    parser.add_argument("--edition", required=True, metavar="E", help="the edition whose readers are asked about")
    parser.add_argument("--at", type=day, metavar="DATE", help="a day, YYYY-MM-DD; default: the content as it stands")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(root: Path, arguments: Namespace) -> int:
    """Print the text and its digest."""
    shown = show(root, arguments.id, arguments.edition, arguments.at)
    if arguments.json:
        told = {
            "id": shown.id,
            "title": shown.title,
            "edition": arguments.edition,
            "released": shown.released.isoformat() if shown.released else None,
            "version": shown.version,
            "status": shown.status,
            "sha256": shown.sha256,
            "text": shown.text,
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    when = f"release of {shown.released}" if shown.released else "as it stands, not released"
    print(f"{shown.id} {shown.title}")
    print(f"{arguments.edition} edition, {when}; version {shown.version or 'not numbered'}, {shown.status}")
    print(f"sha256 {shown.sha256} of the text below\n")
    print(shown.text, end="")
    return 0
