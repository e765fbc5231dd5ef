"""Values of options."""

import re
from argparse import ArgumentTypeError
from datetime import date

from caveat.history.record import NAME


def positive(text: str) -> int:
    """A whole number, 1 or more. Raises ArgumentTypeError for anything else."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError("write a whole number, 1 or more")
    return int(text)


def port(text: str) -> int:
    """A port of TCP, or 0 for a free one. Raises ArgumentTypeError for anything else."""
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError("write a whole number from 0 to 65535")
    return int(text)


def day(text: str) -> date:
    """A date of ISO 8601 with hyphens. Raises ArgumentTypeError for anything else."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ArgumentTypeError("write a date of the calendar as YYYY-MM-DD, such as 2024-03-18")


def release_name(text: str) -> str:
    """The name of a release. Raises ArgumentTypeError where it cannot be part of a tag."""
    if not re.fullmatch(NAME, text):
        raise ArgumentTypeError("write small letters, digits and single hyphens, such as digital-form")
    return text
