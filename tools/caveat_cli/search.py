"""`caveat search QUERY --edition E`: the same ranking as in the browser, of the content as it stands."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from caveat_cli.values import positive
from caveat_site.searching import Result, search
from caveat_site.usage import UsageError

LIMIT = 10
_KEYS = ("id", "path", "title", "section", "url", "score", "excerpt")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("query", metavar="QUERY", help="what a reader would type")
    parser.add_argument("--edition", required=True, metavar="E", help="the edition to search")
    parser.add_argument("--limit", type=positive, default=LIMIT, metavar="N", help=f"most results; default: {LIMIT}")
    parser.add_argument("--all", action="store_true", help="also pages no longer in force, after the others")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(root: Path, arguments: Namespace) -> int:
    """Search, and print what was found; nothing found is no error."""
    query: str = arguments.query
    if not query.strip():
        raise UsageError('the query is empty; write what you look for, such as: caveat search "section 45"')
    results = search(root, arguments.edition, query.strip(), arguments.limit, gone=arguments.all)
    print(_json(query, results) if arguments.json else _text(query, results))
    return 0


def _json(query: str, results: Sequence[Result]) -> str:
    found = [{key: value for key, value in asdict(each).items() if key in _KEYS} for each in results]
    return json.dumps({"query": query, "results": found}, ensure_ascii=False, indent=2)


def _text(query: str, results: Sequence[Result]) -> str:
    if not results:
        return f"Nothing in this edition matches '{query}'."
    return "\n\n".join(_lines(number, each) for number, each in enumerate(results, 1))


def _lines(number: int, result: Result) -> str:
    names = (
        result.id,
        result.title,
        f"[{result.status}]" if result.status in ("superseded", "withdrawn", "expired") else "",
    )
    head = f"{number}. {' '.join(filter(None, names))}  ({result.score:.1f})"
    section = f": {result.section}" if result.section else ""
    return "\n".join((head, f"   {result.url}{section}", *([f"   {result.excerpt}"] if result.excerpt else [])))
