"""What commands print."""

import sys
from collections.abc import Sequence

from caveat.content.findings import counted
from caveat.content.problem import Problem


def warn(message: str) -> None:
    """A line on standard error."""
    print(f"caveat: {message}", file=sys.stderr)


def print_problems(problems: Sequence[Problem]) -> None:
    """One line for each, on standard error, and how many."""
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{counted(len(problems), 'problem')}; nothing was published.", file=sys.stderr)
