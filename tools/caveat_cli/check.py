"""`caveat check`: all problems of the content, in one run."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.findings import counted
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat_site.limits import page_limit, page_limits
from caveat_site.releasing import unmoved_problems


def _text(problems: Sequence[Problem]) -> str:
    return "\n".join([*map(str, problems), f"{counted(len(problems), 'problem')}."])


def _json(problems: Sequence[Problem]) -> str:
    found = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"problems": found}, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {"text": _text, "json": _json}
"""Format to the function that writes it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print them; default: text")


def run(root: Path, arguments: Namespace) -> int:
    """Print every problem of the source and of every edition."""
    with page_limits():
        problems = examination(read_project(root), limit=page_limit)
    # What changed since a release is asked of content that is right in itself.
    problems = problems or unmoved_problems(root)
    print(FORMATS[arguments.format](problems))
    return 1 if problems else 0
