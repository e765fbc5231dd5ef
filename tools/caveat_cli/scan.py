"""`caveat scan EDITION DIR`: withheld text in something finished."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from caveat.content.findings import counted
from caveat_cli.progress import ProgressBar
from caveat_site.scanning import FinishedScan, scan_finished
from caveat_site.source import Source
from caveat_site.usage import UsageError


def _text(found: FinishedScan) -> str:
    report = found.report
    lines = [
        f"{hit.file}: says what stands at {hit.source.path}:{hit.source.line}, in {hit.channel} [withheld-text-found]"
        for hit in report.hits
    ]
    lines += [f"{part.file}: {part.why}, in {part.channel} [output-not-scanned]" for part in report.unread]
    read = f"{counted(report.files, 'file')}, {report.size / 1e6:.1f} MB"
    return "\n".join([*lines, *_covered(found), f"{read}: {counted(len(lines), 'finding')}."])


def _covered(found: FinishedScan) -> Iterator[str]:
    """What was done with earlier releases, where there are some."""
    if found.releases:
        days = ", ".join(day.isoformat() for day in found.releases)
        yield f"Earlier releases, each also scanned for what it withheld itself: {days}."
    if found.unknown:
        yield f"No release of this edition, scanned as what is in force: {', '.join(found.unknown)}."


def _json(scanned: FinishedScan) -> str:
    report = scanned.report
    found = [
        {
            "code": "withheld-text-found",
            "file": hit.file,
            "channel": hit.channel,
            "path": hit.source.path,
            "line": hit.source.line,
        }
        for hit in report.hits
    ]
    unread = [{"code": "output-not-scanned", **asdict(part)} for part in report.unread]
    data = {
        "files": report.files,
        "bytes": report.size,
        "releases": [day.isoformat() for day in scanned.releases],
        "unknown_releases": list(scanned.unknown),
        "findings": [*found, *unread],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[FinishedScan], str]] = {"text": _text, "json": _json}
"""Format to the function that writes it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="the edition whose readers get it")
    parser.add_argument("place", type=Path, metavar="DIR", help="a folder, or one file")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print findings; default: text")


def run(root: Path, arguments: Namespace) -> int:
    """Check the edition, then read everything below the folder."""
    source = Source(root)
    (name,) = source.chosen([arguments.edition])
    place = root / arguments.place
    if not place.exists():
        raise UsageError(f"there is no {arguments.place}; name a finished folder, or a file")
    with ProgressBar() as progress:
        progress("Scanning", 0, 0)
        found = scan_finished(source, name, place)
    print(FORMATS[arguments.format](found))
    return 0 if found.report.is_clean else 1
