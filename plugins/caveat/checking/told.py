"""Findings in the forms that people and programs read."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caveat.checking.remark import Severity, severity
from caveat.checking.sarif import sarif
from caveat.content.findings import counted
from caveat.content.problem import Problem


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are: `2 problems, 1 warning`."""
    warnings = sum(severity(problem) is Severity.WARNING for problem in problems)
    said = counted(len(problems) - warnings, "problem")
    return f"{said}, {counted(warnings, 'warning')}" if warnings else said


def text(problems: Sequence[Problem]) -> str:
    """A line for each finding, as compilers write it; a warning says that it is one."""
    return "\n".join([*map(_line, problems), f"{summary(problems)}."])


def as_json(problems: Sequence[Problem]) -> str:
    """An object with a list `problems`."""
    found: list[dict[str, Any]] = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "code": problem.code,
            "severity": severity(problem).value,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"problems": found}, ensure_ascii=False, indent=2)


def github(problems: Sequence[Problem]) -> str:
    """Workflow commands of GitHub Actions, which annotate the lines of a pull request.

    Format: GitHub documentation, "Workflow commands for GitHub Actions", setting an error or warning message.
    """
    lines = [
        f"::{severity(problem).value} file={_property(problem.location.path)},line={problem.location.line},"
        f"col={problem.location.column},title={_property(problem.code)}::{_data(problem.message)}"
        for problem in problems
    ]
    return "\n".join([*lines, f"{summary(problems)}."])


def markdown(problems: Sequence[Problem]) -> str:
    """A table for a comment on a pull request."""
    said = [f"**{summary(problems)}.**"]
    if problems:
        said += ["", "| Where | What | Rule |", "|---|---|---|"]
    for problem in problems:
        weight = "" if severity(problem) is Severity.ERROR else " (warning)"
        place = _cell(str(problem.location))
        said.append(f"| {place} | {_cell(problem.message)} | `{problem.code}`{weight} |")
    return "\n".join(said)


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
    "markdown": markdown,
}
"""Format to the function that writes it."""


def _line(problem: Problem) -> str:
    weight = "" if severity(problem) is Severity.ERROR else "warning: "
    return f"{problem.location}: {weight}{problem.message} [{problem.code}]"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\|*_`[]<>#@~"})


def _cell(value: str) -> str:
    """Text in a table, without a mention, a link or any other markup of its own."""
    return value.translate(_MARKUP).replace("\n", " ")
