"""A copy, from an edition's finished files."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from caveat.export.bag import SIGNATURE, TAG_MANIFEST, bag
from caveat.export.cover import folder_name, info, read_me
from caveat.export.package import pack
from caveat.export.signing import sign
from caveat.export.statement import Statement, written

_SOON = timedelta(days=28)
"""Longest time before its end in which a copy says that it ends soon."""


def copy(payload: Mapping[str, bytes], said: Statement, key: Path) -> bytes:
    """The signed package of an edition's files by address. Equal arguments give equal bytes.

    Raises SigningError, RefusedError where a copy cannot hold the files.
    """
    unsigned = bag(payload, written(said), info(said, payload), read_me(said, payload))
    files = {**unsigned, SIGNATURE: sign(unsigned[TAG_MANIFEST], key)}
    return pack({f"{folder_name(said)}/{name}": content for name, content in files.items()})


def ageing(issued: date, expires: date) -> date:
    """The first day on which a copy says that it ends soon: in the last quarter of its term, at most 28 days."""
    return expires - min(_SOON, (expires - issued) // 4) + timedelta(days=1)
