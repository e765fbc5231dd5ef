"""Small pieces of HTML that the pages Caveat makes are built from.

Every function escapes what it is given. The classes are those of the theme's stylesheet.
"""

from collections.abc import Iterable
from datetime import date
from html import escape

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """A date in words, the same in every locale: `18 March 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A date for tables: `18 Mar 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def month(day: date) -> str:
    """A month in words: `March 2024`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def time(day: date, *, short: bool = False) -> str:
    """A date as HTML."""
    return f'<time datetime="{day.isoformat()}">{short_date(day) if short else long_date(day)}</time>'


def link(href: str, text: str) -> str:
    """A link."""
    return f'<a href="{escape(href)}">{escape(text)}</a>'


def badge(kind: str, text: str) -> str:
    """A badge; the words carry the meaning, not the colour."""
    return f'<span class="badge badge--{escape(kind)}">{escape(text)}</span>'


def item(href: str, title: str, note: str = "") -> str:
    """A line of a list of links with a note under it."""
    detail = f"<span>{escape(note)}</span>" if note else ""
    return f"<li>{link(href, title)}{detail}</li>"


def link_list(items: Iterable[str]) -> str:
    """A list of links."""
    return '<ul class="linklist plain">\n' + "\n".join(items) + "\n</ul>"
