"""Problems that the scan of finished output finds."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "output-not-scanned": "A finished file cannot be read to its end, so nobody can say what it holds.",
    "withheld-text-found": "A finished edition says what the edition may not see.",
}
"""Code to what it means."""
