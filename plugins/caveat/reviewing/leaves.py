"""Every string of a projection, whatever it stands in: so no kind of content can be forgotten."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from html import unescape
from typing import Any

from caveat.projection.staged import Projection

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^<>]*)?)/?>")
_VALUE = re.compile(
    r'\b(?:alt|aria-label|content|data-[a-z-]+|href|placeholder|src|summary|term|title|value)="([^"]*)"'
)
_READ = (".json", ".xml")
"""Files that Caveat writes. Others are attachments, which are told of by their digest."""


def leaves(projection: Projection) -> Iterator[str]:
    """Every string of it, but for the places in the source, which are never staged."""
    for field in fields(projection):
        if field.name == "files":
            yield from _files(projection.files)
        elif field.name != "origins":
            yield from strings(getattr(projection, field.name))


def strings(value: Any) -> Iterator[str]:
    """Every string below a value, as a reader has it: references resolved, of tags the values that say something."""
    if isinstance(value, str):
        yield plain(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from strings(key)
            yield from strings(each)
    elif isinstance(value, Sequence | frozenset) and not isinstance(value, bytes):
        for each in value:
            yield from strings(each)


def plain(text: str) -> str:
    """Text without tags."""
    if "<" in text:
        text = _TAG.sub(lambda found: " " + " ".join(_VALUE.findall(found[2])) + " ", text)
    return " ".join(unescape(text).split())


def _files(files: Mapping[str, bytes]) -> Iterator[str]:
    for address, content in files.items():
        yield address
        if "/" not in address and address.endswith(".json"):
            yield from strings(json.loads(content))
        elif "/" not in address and address.endswith(_READ):
            yield plain(content.decode("utf-8"))
