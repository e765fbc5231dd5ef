"""`docs/data/releases.yml`: which releases there are. Written by `caveat release`; no edition ever has the file.

- name: digital-form            # for editors; no edition shows it
  date: 2019-08-30
  digest: 4f0c…                 # of everything the release holds
  schema: 2                     # the rules by which its front matter is read

The digest is that of a list as `sha256sum` writes it: a line for each file, `<sha256>  <path>`, sorted by path, and the
SHA-256 of those lines. So anybody can check a release with tools that every system has.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from caveat.content.data_files import records
from caveat.content.data_folder import read_reserved
from caveat.content.findings import Findings
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import Location
from caveat.content.schema import SCHEMA
from caveat.content.validation import Model

FILE = f"{DATA_FOLDER}/releases.yml"
NAME = r"^[a-z0-9](?:-?[a-z0-9])*$"
"""What a release may be called: its name is part of a tag."""
_HEAD = "# Written by `caveat release`. No edition ever has this file.\n"


class _Release(Model):
    name: Annotated[str, StringConstraints(pattern=NAME)]
    date: dt.date
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    schema_: Annotated[int, Field(ge=1, alias="schema")]


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it is recorded."""

    name: str
    date: dt.date
    digest: str
    """SHA-256 of its content, in hexadecimal."""
    schema: int
    location: Location


def content_digest(files: Mapping[str, bytes]) -> str:
    """The digest of a release: `files` are its files by path."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_releases(root: Path, findings: Findings) -> tuple[Release, ...]:
    """The recorded releases, the oldest first; none where there is no file."""
    tree = read_reserved(root, FILE, findings)
    if tree is None:
        return ()
    found = tuple(
        Release(each.name, each.date, each.digest, each.schema_, item.location)
        for each, item in records(tree, _Release, findings)
    )
    _check(found, findings)
    return found


def written(releases: tuple[Release, ...]) -> str:
    """The text of the file."""
    entries = (
        f"- name: {each.name}\n  date: {each.date.isoformat()}\n  digest: {each.digest}\n  schema: {each.schema}\n"
        for each in releases
    )
    return _HEAD + "".join(entries)


def _check(releases: tuple[Release, ...], findings: Findings) -> None:
    names: set[str] = set()
    for each in releases:
        if each.name in names:
            findings.add("duplicate-release", each.location, "a release has this name already; each has its own")
        names.add(each.name)
        if each.schema > SCHEMA:
            message = "a newer version of Caveat made this release; build with that version"
            findings.add("release-too-new", each.location, message)
    for older, newer in pairwise(releases):
        if newer.date == older.date:
            findings.add("duplicate-release", newer.location, "a release has this date already; a day has one release")
        elif newer.date < older.date:
            message = "releases run from the oldest to the newest; put the file back as `caveat release` wrote it"
            findings.add("release-order", newer.location, message)
