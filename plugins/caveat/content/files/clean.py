"""Clean copies of files, to be looked at and cleared."""

import hashlib
from collections.abc import Callable, Mapping

from caveat.content.files.clean_pictures import clean_jpeg, clean_png
from caveat.content.files.clean_svg import clean_svg
from caveat.content.files.clean_table import clean_csv
from caveat.content.files.inspect import inspect
from caveat.content.files.kinds import contradicts, kind_of
from caveat.content.files.refusal import Refusal, Unreadable
from caveat.content.files.worker import Worker
from caveat.content.problem import ContentError, Location, Problem

_CLEANING: Mapping[str, Callable[[bytes], bytes]] = {
    "png": clean_png,
    "jpeg": clean_jpeg,
    "csv": clean_csv,
    "svg": clean_svg,
}


def clean(path: str, data: bytes, worker: Worker) -> bytes:
    """A copy that passes inspection, the same for the same bytes. Raises ContentError where there can be none.

    `path` is what messages call the file; its end says the kind, which must be one of `KINDS`.
    """
    kind = kind_of(path)
    # A table in another encoding looks like no table: cleaning is what mends that.
    if kind != "csv" and contradicts(data, kind):
        message = "what is in the file is not what the end of its name says; rename it, or save it as that kind"
        raise _error(path, (Refusal("attachment-not-as-named", message),))
    cleaned, refusals = worker.clean(data) if kind == "pdf" else _cleaned(kind, data)
    refusals = refusals or inspect(path, cleaned, hashlib.sha256(cleaned).hexdigest(), worker)
    if refusals:
        raise _error(path, refusals)
    return cleaned


def _cleaned(kind: str, data: bytes) -> tuple[bytes, tuple[Refusal, ...]]:
    try:
        return _CLEANING[kind](data), ()
    except Unreadable as stopped:
        return b"", (stopped.refusal,)


def _error(path: str, refusals: tuple[Refusal, ...]) -> ContentError:
    return ContentError(Problem(Location(path, each.line, each.column), each.code, each.message) for each in refusals)
