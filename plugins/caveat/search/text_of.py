"""What a shard of the search index says, for whoever has to read it without a browser."""

import json
from collections.abc import Iterator
from typing import Any

_START = "caveatSearch.add("
_END = ");"


def texts_of(script: str) -> tuple[str, ...]:
    """Every text and every word that a shard holds; nothing where `script` is no shard."""
    if not script.startswith(_START):
        return ()
    script = script.rstrip()
    try:
        return tuple(_strings(json.loads(f"[{script.removeprefix(_START).removesuffix(_END)}]")))
    except (ValueError, RecursionError):
        return ()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        # Apart: words in the order of the alphabet are no passage.
        yield "\n\n".join(value)
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
