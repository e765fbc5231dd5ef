"""The edition's catalogue for machines: `library.json` beside the home page."""

import json
from datetime import date
from typing import Any

from caveat.projection.address import page_address
from caveat.projection.catalogue import Catalogue, Entry

FORMAT = 1
"""Goes up when a field is removed or changes its meaning; new fields may come at any time."""


def library_data(catalogue: Catalogue) -> bytes:
    """Every product of the edition, by title, as JSON: addresses are relative to the site's root."""
    data = {
        "format": FORMAT,
        "site": catalogue.view.site_name,
        "edition": catalogue.view.edition.title,
        "as_at": _day(catalogue.dated),
        "products": [_product(entry) for entry in (*catalogue.products, *catalogue.gone)],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _product(entry: Entry) -> dict[str, Any]:
    fields = entry.fields
    values = {
        "id": fields.id,
        "address": page_address(entry.uri),
        "title": fields.title,
        "summary": fields.summary,
        "type": fields.type,
        "status": entry.state,
        "marking": fields.marking,
        "version": entry.version,
        "updated": _day(entry.updated),
        "published": _day(entry.published),
        "review_by": _day(fields.review_by),
        "expires": _day(fields.expires),
        "exploitation": list(fields.exploitation),
        "audience": list(fields.audience),
        "legislation": list(fields.legislation),
    }
    return {name: value for name, value in values.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
