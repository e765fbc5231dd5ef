"""`caveat scan EDITION DIR`: withheld text in something finished."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from caveat.assurance.scanning.scan import ScanReport, scan
from caveat.content.findings import counted
from caveat_cli.progress import ProgressBar
from caveat_site.source import Source
from caveat_site.usage import UsageError
from caveat_site.withheld import withheld


def _text(report: ScanReport) -> str:
    lines = [
        f"{hit.file}: says what stands at {hit.source.path}:{hit.source.line}, in {hit.channel} [withheld-text-found]"
        for hit in report.hits
    ]
    lines += [f"{part.file}: {part.why}, in {part.channel} [output-not-scanned]" for part in report.unread]
    read = f"{counted(report.files, 'file')}, {report.size / 1e6:.1f} MB"
    return "\n".join([*lines, f"{read}: {counted(len(lines), 'finding')}."])


def _json(report: ScanReport) -> str:
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
    return json.dumps(
        {"files": report.files, "bytes": report.size, "findings": [*found, *unread]}, ensure_ascii=False, indent=2
    )


FORMATS: Mapping[str, Callable[[ScanReport], str]] = {"text": _text, "json": _json}
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
        progress("Reading", 0, 0)
        source.project([name])
        fingerprints = withheld(source, name)
        progress("Scanning", 0, 0)
        report = scan(place, fingerprints)
    print(FORMATS[arguments.format](report))
    return 0 if report.is_clean else 1
