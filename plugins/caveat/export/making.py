"""A copy, from an edition's finished files."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from caveat.content.addresses import shown
from caveat.content.problem import CaveatError
from caveat.export.bag import SIGNATURE, TAG_MANIFEST, bag
from caveat.export.cover import folder_name, info, read_me
from caveat.export.names import check_names
from caveat.export.package import pack
from caveat.export.refusal import RefusedError
from caveat.export.signing import sign
from caveat.export.statement import Statement, written

_SOON = timedelta(days=28)
"""Longest time before its end in which a copy says that it ends soon."""


class ExportError(CaveatError):
    """No copy can be made of an edition."""


def copy(payload: Mapping[str, bytes], said: Statement, key: Path) -> bytes:
    """The signed package of an edition's files by address. Equal arguments give equal bytes.

    Raises SigningError, ExportError where a copy cannot hold a file, RefusedError where it cannot hold them all.
    """
    unsigned = bag(payload, written(said), info(said, payload), read_me(said, payload))
    files = {**unsigned, SIGNATURE: sign(unsigned[TAG_MANIFEST], key)}
    whole = {f"{folder_name(said)}/{name}": content for name, content in files.items()}
    for name in sorted(whole):
        _check_name(name)
    return pack(whole)


def _check_name(name: str) -> None:
    try:
        check_names([name])
    except RefusedError:
        message = "not every system can hold a file of this name; give its page a shorter or simpler one"
        raise ExportError(f"{shown(name)}: {message}") from None


def ageing(issued: date, expires: date) -> date:
    """The first day on which a copy says that it ends soon: in the last quarter of its term, at most 28 days."""
    return expires - min(_SOON, (expires - issued) // 4) + timedelta(days=1)
