"""`caveat releases`: the releases there are, and the editions that each of them changed."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from caveat_site.releasing import ListedRelease, releases


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(root: Path, arguments: Namespace) -> int:
    """List them, the oldest first."""
    found = releases(root)
    print(_json(found) if arguments.json else _text(found))
    return 0


def _json(found: Sequence[ListedRelease]) -> str:
    listed = [{"name": each.name, "date": each.date.isoformat(), "editions": list(each.editions)} for each in found]
    return json.dumps({"releases": listed}, ensure_ascii=False, indent=2)


def _text(found: Sequence[ListedRelease]) -> str:
    if not found:
        return "There is no release yet; make one: caveat release NAME"
    width = max(len(each.name) for each in found)
    lines = (f"{each.date}  {each.name:{width}}  {', '.join(each.editions) or 'no edition'}" for each in found)
    return "\n".join(lines)
