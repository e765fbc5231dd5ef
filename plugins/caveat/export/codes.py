"""Problems that reading the register of copies finds."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "copy-order": "The numbers of an edition's copies do not run as `caveat export` writes them.",
}
"""Code to what it means."""
