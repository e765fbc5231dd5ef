"""`caveat schema`: JSON Schema of the front matter, for editors' tools."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat.content.findings import counted
from caveat_site.editing import schemas, write_schemas


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("type", nargs="?", metavar="TYPE", help="a type of page; default: a schema for any page")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write DIR/TYPE.schema.json for each type, and any page"
    )


def run(root: Path, arguments: Namespace) -> int:
    """Print a schema, or write all of them."""
    if arguments.out:
        written = write_schemas(root, arguments.out, arguments.type)
        print(f"{arguments.out}: {counted(len(written), 'schema')}")
        return 0
    (schema,) = schemas(root, arguments.type or "front-matter").values()
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
