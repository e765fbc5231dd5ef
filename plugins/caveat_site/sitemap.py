"""The list of addresses for search engines, of a site that has an address."""

import gzip
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape


class Entry(NamedTuple):
    """One page of the list."""

    address: str
    updated: str
    """Declared date of the last change, or empty."""


def sitemap(entries: Iterable[Entry]) -> dict[str, bytes]:
    """File name to content. Dates are declared ones only; nothing depends on a clock or on an order of files."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for entry in sorted(entries):
        updated = f"<lastmod>{escape(entry.updated)}</lastmod>" if entry.updated else ""
        lines.append(f"<url><loc>{escape(entry.address)}</loc>{updated}</url>")
    text = "\n".join([*lines, "</urlset>\n"]).encode()
    return {"sitemap.xml": text, "sitemap.xml.gz": gzip.compress(text, mtime=0)}
