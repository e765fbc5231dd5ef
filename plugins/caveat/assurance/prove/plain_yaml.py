"""YAML as plain values and back.

What is written again has another layout than its source: strings in quotes, one key on each line, no comments. That is
on purpose: no edition may see layout or comments either.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from caveat.assurance.prove.faults import ProofError

_SIMPLE_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def load(text: str, path: str) -> Any:
    """The value of a document. Raises ProofError, which names the file alone."""
    try:
        return _reader().load(text)
    except YAMLError:
        # Its message quotes the source.
        raise ProofError(f"{path}: the prover cannot read this YAML; run caveat check") from None


def dump(value: Any) -> str:
    """A document that every YAML reader takes for `value`."""
    if not isinstance(value, Mapping | list | tuple) or not value:
        return f"{_scalar(value)}\n"
    return "".join(f"{line}\n" for line in _lines(value))


@cache
def _reader() -> YAML:
    return YAML(typ="safe")


def _lines(value: Mapping[str, Any] | Sequence[Any]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            name = key if _SIMPLE_KEY.fullmatch(key) and key not in _NOT_TEXT else json.dumps(key, ensure_ascii=False)
            if _is_nested(each):
                yield f"{name}:"
                yield from (f"  {line}" for line in _lines(each))
            else:
                yield f"{name}: {_scalar(each)}"
        return
    for each in value:
        lines = _lines(each) if _is_nested(each) else iter([_scalar(each)])
        yield f"- {next(lines)}"
        yield from (f"  {line}" for line in lines)


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple) and bool(value)


def _scalar(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[]"
    return json.dumps(value, ensure_ascii=False)
