"""The text of a new page: valid at once, and shown to nobody before its editor says so."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from caveat.content.front_matter import FIELD_ORDER
from caveat.content.scalars import resolve

_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w ,.()/'-]*[\w.)'-])?")
"""Text that YAML readers agree on without quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """What is known of a page before it is written."""

    kind: str
    title: str
    path: str
    """Below the project's root."""
    editions: tuple[str, ...]
    day: dt.date
    """Of its first entry in the history."""
    identifier: str = ""
    summary: str = ""
    because: str = ""
    """Why only some editions have the page; empty where all have it."""
    marking: str = "OFFICIAL"
    status: str = "draft"
    owner: str = ""
    review_by: dt.date | None = None
    operation: str = ""
    """Of a debrief: the name of the operation."""

    @property
    def is_product(self) -> bool:
        """Whether this is guidance, with an owner and a history."""
        return self.kind != "page"

    def text(self) -> str:
        """The whole file."""
        fields = self._fields()
        lines = "".join(f"{name}:{fields[name]}\n" for name in FIELD_ORDER if fields.get(name))
        return f"---\n{lines}---\n{skeleton(self.kind)}"

    def _fields(self) -> Mapping[str, str]:
        """Field to what stands after its colon; empty where the page does not have it."""
        change = f'{{version: "1.0", date: {self.day.isoformat()}, kind: major, change: "First published."}}'
        values = {
            "id": self.identifier,
            "type": self.kind,
            "title": plain(self.title),
            "summary": self.summary and plain(self.summary),
            "editions": f"[{', '.join(self.editions)}]",
            "restricted_because": self.because,
            "marking": self.marking,
            "status": self.status,
            "review_by": self.review_by.isoformat() if self.review_by else "",
            "owner": self.owner and plain(self.owner),
        }
        return {
            **{name: value and f" {value}" for name, value in values.items()},
            "history": f"\n  - {change}" if self.is_product else "",
            "operation": self.operation and f"\n  name: {plain(self.operation)}",
        }


def skeleton(kind: str) -> str:
    """The body that pages of a type start from: headings, and comments that say what belongs below them.

    Comments are in no edition, so that what is left of them is never published.
    """
    return (resources.files("caveat.editing") / "skeletons" / f"{kind}.md").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """Text as a YAML value on a line of its own, without quotes where every reader takes it for the same text."""
    if _PLAIN.fullmatch(text) and resolve(text) == text:
        return text
    # YAML reads in double quotes what JSON writes.
    return json.dumps(text, ensure_ascii=False)
