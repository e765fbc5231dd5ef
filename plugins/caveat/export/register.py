"""`docs/data/exports.yml`: which copies were made, and for whom. Written by `caveat export`; no edition ever has it.

- edition: partner
  sequence: 1                            # counts what the edition has shown in copies
  content: 4f0c…                         # SHA-256 of what it showed
  issued: 2024-06-01
  expires: 2024-12-31
  recipient: A charity                   # may be empty
  sha256: 9b1d…                          # of the copy before it was encrypted

An edition's numbers start at 1. Copies of the same content keep their number; other content has the next.
What another edition has shown changes nothing for this one.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from caveat.content.data_files import records
from caveat.content.data_folder import read_reserved
from caveat.content.findings import Findings
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import ContentError, Location
from caveat.content.validation import Model, Text

FILE = f"{DATA_FOLDER}/exports.yml"
_HEAD = "# Written by `caveat export`. No edition ever has this file.\n"
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Entry(Model):
    edition: Text
    sequence: Annotated[int, Field(ge=1)]
    content: _Digest
    issued: dt.date
    expires: dt.date
    recipient: Text = ""
    sha256: _Digest


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made."""

    edition: str
    sequence: int
    content: str
    issued: dt.date
    expires: dt.date
    recipient: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a copy, and what the copies with the number before showed."""

    sequence: int
    previous: str
    """Empty for the first."""


def number(made: Sequence[Made], edition: str, content: str) -> Number:
    """The number of a copy of `content`, after the copies that were made."""
    shown: dict[int, str] = {each.sequence: each.content for each in made if each.edition == edition}
    last = max(shown, default=0)
    sequence = last if shown.get(last) == content else last + 1
    return Number(sequence, shown.get(sequence - 1, ""))


def read_register(root: Path) -> tuple[Made, ...]:
    """The copies of a project, the oldest first; none where there is no file. Raises ContentError."""
    findings = Findings()
    tree = read_reserved(root, FILE, findings)
    read = [(_made(entry), item.location) for entry, item in records(tree, _Entry, findings)] if tree else []
    if not len(findings):
        for edition in {made.edition for made, _ in read}:
            _check([each for each in read if each[0].edition == edition], findings)
    if len(findings):
        raise ContentError(findings.problems)
    return tuple(made for made, _ in read)


def written(made: Sequence[Made]) -> bytes:
    """The bytes of the file."""
    return (_HEAD + "".join(map(_entry, made))).encode()


def _made(entry: _Entry) -> Made:
    return Made(**entry.model_dump())


def _entry(made: Made) -> str:
    recipient = f"  recipient: {json.dumps(made.recipient, ensure_ascii=False)}\n" if made.recipient else ""
    return (
        f"- edition: {json.dumps(made.edition)}\n  sequence: {made.sequence}\n  content: {json.dumps(made.content)}\n"
        f"  issued: {made.issued.isoformat()}\n  expires: {made.expires.isoformat()}\n{recipient}"
        f"  sha256: {json.dumps(made.sha256)}\n"
    )


def _check(read: Sequence[tuple[Made, Location]], findings: Findings) -> None:
    """That an edition's numbers run as `written` copies have them."""
    if read and read[0][0].sequence != 1:
        findings.add("copy-order", read[0][1], "an edition's copies start at 1; put the register back as it was")
    for (old, _), (new, place) in pairwise(read):
        step = 0 if new.content == old.content else 1
        if new.sequence - old.sequence != step:
            message = (
                "this number does not follow from the one before; put the register back as `caveat export` left it"
            )
            findings.add("copy-order", place, message)
