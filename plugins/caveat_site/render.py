"""What the engine's process does once it is locked in; `python -m caveat_site.render STAGED OUT` does it unlocked.

Renders a staged folder. Prints a JSON object on each line: `{"done": 3, "of": 40}` while it works,
`{"uri": …, "code": …, "message": …}` for each finding about a page, and `{"failed": …}` for what fails outside pages:
here, as standard error goes to the disk, which may be what is full. Exit code 0 without finding or failure, else 1.
"""

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.exceptions import MkDocsException

from caveat.projection.limit import MESSAGE, PageTooSlow
from caveat_site.converter import one_converter
from caveat_site.engine import staged_config
from caveat_site.limits import page_limits
from caveat_site.refine import Refinement, WarningCollector

Report = Callable[[Mapping[str, object]], None]
"""Takes one line of the report."""


def main(staged: Path, out: Path, report: Report) -> int:
    """Render and report; the exit code."""
    refinement = Refinement(on_page=lambda done, total: _tell_progress(report, done, total))
    collector = WarningCollector(refinement)
    logging.getLogger().addHandler(collector)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        failed = _render(staged, out, refinement)
    finally:
        logging.getLogger().removeHandler(collector)
    if failed:
        report({"failed": failed})
    for finding in sorted(set(refinement.findings)):
        report(asdict(finding))
    return 1 if failed or refinement.findings else 0


def _render(staged: Path, out: Path, refinement: Refinement) -> str:
    """What fails outside any page, or nothing."""
    try:
        with page_limits(), one_converter():
            build(staged_config(staged, out, refinement))
    except PageTooSlow:
        refinement.find("page-too-slow", MESSAGE)
    except (Exception, MkDocsException) as error:  # noqa: BLE001 - Whatever an extension or a template raises.
        if os.environ.get("CAVEAT_DEBUG"):
            traceback.print_exc()
        if not refinement.current:
            return (isinstance(error, OSError) and error.strerror) or f"{type(error).__name__}: {error}"
        # Its text may quote the page, so only its kind is told.
        refinement.find("page-not-converted", f"the site engine fails here ({type(error).__name__})")
    return ""


def _tell_progress(report: Report, done: int, total: int) -> None:
    if done % 16 == 0 or done == total:
        report({"done": done, "of": total})


def run(staged: Path, out: Path) -> None:
    """Render, report on standard output, and end."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel:
        # What a library prints must not come between the lines of the report.
        os.dup2(2, 1)

        def report(values: Mapping[str, object]) -> None:
            channel.write(json.dumps(values, ensure_ascii=False) + "\n")
            channel.flush()

        code = main(staged, out, report)
    sys.exit(code)


if __name__ == "__main__":
    run(*map(Path, sys.argv[1:]))
