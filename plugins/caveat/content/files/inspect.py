"""Every reason to refuse a file, whatever its kind."""

from collections.abc import Callable, Iterator, Mapping

from caveat.content.files.jpeg import inspect_jpeg
from caveat.content.files.kinds import contradicts, kind_of
from caveat.content.files.png import inspect_png
from caveat.content.files.refusal import Refusal, Unreadable, without_repeats
from caveat.content.files.svg import inspect_svg
from caveat.content.files.table import inspect_csv
from caveat.content.files.worker import Worker

_INSPECTIONS: Mapping[str, Callable[[bytes], Iterator[Refusal]]] = {
    "png": inspect_png,
    "jpeg": inspect_jpeg,
    "csv": inspect_csv,
    "svg": inspect_svg,
}
"""Kinds whose inspection ends by itself. PDF is inspected by a worker."""
_KNOWN: dict[tuple[str, str], tuple[Refusal, ...]] = {}
"""Kind and SHA-256 to what was found: a pure function of the bytes, kept while a preview reads again and again."""


def inspect(path: str, data: bytes, sha256: str, worker: Worker) -> tuple[Refusal, ...]:
    """Every reason to refuse a file of this name, sorted; none: it is as plain as its kind allows."""
    kind = kind_of(path)
    key = (kind, sha256)
    if key not in _KNOWN:
        _KNOWN[key] = _inspect(kind, data, worker)
    return _KNOWN[key]


def _inspect(kind: str, data: bytes, worker: Worker) -> tuple[Refusal, ...]:
    if contradicts(data, kind):
        message = "what is in the file is not what the end of its name says; rename it, or save it as that kind"
        return (Refusal("attachment-not-as-named", message),)
    if kind == "pdf":
        return worker.inspect(data)
    try:
        return without_repeats(_INSPECTIONS[kind](data))
    except Unreadable as stopped:
        return (stopped.refusal,)
