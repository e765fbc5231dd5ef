"""The one Markdown that Caveat's pages are written in.

The staged folder names these extensions for its engine, and projection converts with the same list where it has to know
what a page becomes: which anchors it has, and whether a label would change its structure.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import markdown

EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"BACKLINK_TITLE": "Back to reference {} in the text"},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": False},
    "pymdownx.betterem": {},
    "pymdownx.caret": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {"use_pygments": True, "pygments_lang_class": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.keys": {},
    "pymdownx.mark": {},
    "pymdownx.smartsymbols": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {},
}
"""Extension to its settings, in order. No extension reads a file, runs a template or asks the network."""

_IDENTIFIER = re.compile(r'<[a-z][^>]*?\sid="([^"]+)"')


def convert(text: str) -> str:
    """The HTML of a page's body."""
    try:
        html: str = _converter().reset().convert(text)
    except BaseException:
        # Stopped in the middle, a converter is in no state to go on from.
        _converter.cache_clear()
        raise
    return html


@cache
def _converter() -> markdown.Markdown:
    """One converter for all pages: to make it takes as long as to convert a short page."""
    return markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs={name: dict(settings) for name, settings in EXTENSIONS.items()}
    )


@lru_cache(maxsize=1024)
def anchors(text: str) -> frozenset[str]:
    """The fragment identifiers that a link can point at in a page with this body."""
    return frozenset(_IDENTIFIER.findall(convert(text)))
