"""The staged folder's `mkdocs.yml`: an allowlist of settings, written so that every YAML reader agrees about it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caveat.projection.dialect import EXTENSIONS
from caveat.projection.staged import Projection

_PLAIN_KEY = re.compile(r"[a-z][a-z0-9_.]*")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_WARN = {
    "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
    "links": {"not_found": "warn", "absolute_links": "warn", "unrecognized_links": "warn", "anchors": "warn"},
}


def engine_settings(projection: Projection) -> dict[str, Any]:
    """What the engine is told about an edition. Nothing of the project's own configuration passes unnamed."""
    settings: dict[str, Any] = {"site_name": projection.site_name}
    if projection.site_url:
        settings["site_url"] = projection.site_url
    return settings | {
        "docs_dir": "docs",
        "use_directory_urls": False,
        "theme": {"name": "material", "custom_dir": "theme", "font": False, "language": projection.language},
        "plugins": [],
        "markdown_extensions": [{name: dict(options)} if options else name for name, options in EXTENSIONS.items()],
        "validation": _WARN,
        "extra": projection.extra,
    }


def as_yaml(settings: Mapping[str, Any]) -> str:
    """YAML with every string in quotes: readers of 1.1 and 1.2 differ on `no`, `on`, `1:30` and dates."""
    return "".join(f"{line}\n" for line in _mapping(settings))


def _mapping(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        name = key if _PLAIN_KEY.fullmatch(key) and key not in _RESERVED else json.dumps(key, ensure_ascii=False)
        yield from _entry(f"{name}:", value)


def _entry(head: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield head
        yield from (f"  {line}" for line in _mapping(value))
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield head
        for item in value:
            lines = list(_mapping(item)) if isinstance(item, Mapping) and item else [_scalar(item)]
            yield from (f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
