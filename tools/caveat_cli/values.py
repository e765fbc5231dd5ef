"""Values of options."""

from argparse import ArgumentTypeError


def positive(text: str) -> int:
    """A whole number, 1 or more. Raises ArgumentTypeError for anything else."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError("write a whole number, 1 or more")
    return int(text)
