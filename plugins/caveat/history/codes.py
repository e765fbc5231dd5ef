"""Problems that reading and rebuilding releases finds."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "archive-incomplete": "A page of an old release uses what its edition may no longer see.",
    "duplicate-release": "Two releases have one name or one date.",
    "history-not-moved": "A page has changed since the last release, and its history says nothing of it.",
    "history-rewritten": "A page's history no longer says what it said in the last release.",
    "recall-needed": "An old release says what its edition may not see today.",
    "recall-nowhere": "A recall matches nothing in any release.",
    "release-changed": "The content that is kept for a release is not what was recorded.",
    "release-missing": "The content of a release is neither in a tag nor in the bundle.",
    "release-order": "The releases do not run from the oldest to the newest.",
    "release-too-new": "A release was made by a newer version of Caveat.",
    "release-unreadable": "A release cannot be read, or does not fit together.",
}
"""Code to what it means."""
