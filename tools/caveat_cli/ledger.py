"""`caveat ledger`: every restriction, with its reason, its age and who answers for it."""

import csv
import io
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from caveat.content.findings import counted
from caveat.editing.ledger import Entry, dated, ledger
from caveat_site.source import Source

_COLUMNS = ("path", "line", "what", "editions", "lacking", "reason", "since", "days", "owner", "review_by")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print it; default: text")


def run(root: Path, arguments: Namespace) -> int:
    """Print the ledger of the content as it stands."""
    source = Source(root)
    source.project()
    releases = {each.record.date: each.corpus for each in source.history.releases}
    entries = dated(ledger(source.corpus), releases)
    rows = [_row(entry, datetime.now(UTC).date()) for entry in entries]
    print(FORMATS[arguments.format](rows), end="")
    return 0


Row = Mapping[str, str | int]


def _row(entry: Entry, today: date) -> Row:
    return {
        "path": entry.location.path,
        "line": entry.location.line,
        "what": entry.what,
        "editions": " ".join(entry.editions),
        "lacking": " ".join(entry.lacking),
        "reason": entry.reason,
        "since": entry.since.isoformat() if entry.since else "",
        "days": (today - entry.since).days if entry.since else "",
        "owner": entry.owner,
        "review_by": entry.review_by.isoformat() if entry.review_by else "",
    }


def _text(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        since = f"since {row['since']}, {row['days']} days" if row["since"] else "not released yet"
        owner = f"; {row['owner']}" if row["owner"] else ""
        review = f", review by {row['review_by']}" if row["review_by"] else ""
        reason = row["reason"] or "NO REASON"
        lines.append(
            f"{row['path']}:{row['line']}: {row['what']} for {row['editions']}; {reason}; {since}{owner}{review}"
        )
    unexplained = sum(not row["reason"] for row in rows)
    more = f", {unexplained} without a reason" if unexplained else ""
    return "\n".join([*lines, f"{counted(len(rows), 'restriction')}{more}."]) + "\n"


def _json(rows: Sequence[Row]) -> str:
    return json.dumps({"restrictions": list(rows)}, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([{name: _harmless(value) for name, value in row.items()} for row in rows])
    return out.getvalue()


def _harmless(value: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula (CWE-1236)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


FORMATS: Mapping[str, Callable[[Sequence[Row]], str]] = {"text": _text, "json": _json, "csv": _csv}
"""Format to the function that writes it."""
