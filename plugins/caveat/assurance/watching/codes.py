"""Problems that watching finds."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "personal-data": "A debrief shows what looks like personal data.",
    "watch-list-match": "An edition shows what an entry of the watch list keeps out of it.",
}
"""Code to what it means."""
