"""What an engine finds wrong with a page."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """Something that stops the build."""

    uri: str
    """Address of the page in the staged folder, or empty."""
    code: str
    message: str
