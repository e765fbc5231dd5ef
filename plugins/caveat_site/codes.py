"""Problems that the site adapter finds."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "engine-warning": "The site engine has a doubt about a page; a build has none.",
    "forbidden-html": "A page's HTML has something that its content security policy refuses, or that could run.",
    "page-not-converted": "The Markdown converter fails on a page.",
    "page-not-understood": "The engine does not read a page's data as it was written.",
    "page-too-deep": "Elements of a page are nested more than 64 levels deep.",
    "page-too-slow": "A page takes more than 5 seconds of computing.",
}
"""Code to what it means."""
