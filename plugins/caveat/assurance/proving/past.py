"""The releases of a project as the prover reads them, and as it writes them for a copy.

A file of a release is named as git names it: `release/<name>:<path>`. So the files of today's source and those of every
release are one mapping, and a mutation may touch any of them.

What git keeps is read and written with `caveat.history.repository`, which knows nothing of what a release says.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from caveat.assurance.proving.edits import Mutation, Patch, Place, apply, as_text
from caveat.assurance.proving.names import Closed
from caveat.assurance.proving.project import DATA, Project, released_project
from caveat.assurance.proving.texts import quoted
from caveat.assurance.proving.yaml_text import NOTHING, File, Node, read
from caveat.history.repository import BUNDLE, Repository

RECORDS = f"{DATA}/releases.yml"
RECALLS = f"{DATA}/recalls.yml"
_TAG = "release/"


@dataclass(frozen=True)
class Release:
    """A release, and what its source says."""

    name: str
    day: dt.date
    digest: str
    """As it is recorded."""
    project: Project

    @property
    def prefix(self) -> str:
        """What the names of its files begin with."""
        return f"{_TAG}{self.name}:"

    def holding(self, mutation: Mutation) -> Mutation:
        """A mutation of the release's source as one of all files."""
        at = self.prefix.__add__
        return replace(
            mutation,
            place=Place(at(mutation.place.path), mutation.place.line),
            patches=tuple(replace(patch, path=at(patch.path)) for patch in mutation.patches),
            removed=tuple(map(at, mutation.removed)),
            added={at(path): data for path, data in mutation.added.items()},
            restrictions={at(path): count for path, count in mutation.restrictions.items()},
            claims=frozenset(map(at, mutation.claims)),
        )


@dataclass(frozen=True)
class Past:
    """Every release of a project, the oldest first, beside its source of today."""

    now: Project
    releases: tuple[Release, ...]
    records: File
    recalls: File
    """Without a text where there are none."""

    @cached_property
    def closed(self) -> Closed:
        """What today's source takes away."""
        return Closed(self.now, {each.name: each.project for each in self.releases})

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files of today and of every release."""
        kept = {each.prefix + path: data for each in self.releases for path, data in each.project.files.items()}
        return {**self.now.files, **kept}


def read_past(root: Path, work: Path, now: Project) -> Past | None:
    """The releases of the project at `root`, which has been built with them; None where nothing is recorded.

    `work` is a private folder, for the unpacked bundle. Raises RepositoryError where git cannot read them.
    """
    records = _file(now, RECORDS)
    if not records.root.items:
        return None
    places = [place for place in (Repository.around(root), Repository.of_bundle(root, work)) if place]
    found = [each for record in records.root.items if (each := _release(record, places, now.edition))]
    return Past(now, tuple(found), records, _file(now, RECALLS))


def _file(project: Project, path: str) -> File:
    if path not in project.files:
        return File(path, "")
    text = as_text(project.files[path])
    return File(path, text, read(text))


def _release(record: Node, places: list[Repository], edition: str) -> Release | None:
    name, digest = ("".join(record.words(key)) for key in ("name", "digest"))
    for place in places:
        files = place.files(name) if name in place.names() else {}
        if files and digest_of(files) == digest:
            day = dt.date.fromisoformat("".join(record.words("date")))
            return Release(name, day, digest, released_project(files, edition))
    return None


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 of the list that `sha256sum` prints of a release's files, sorted by path."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def is_past(mutation: Mutation) -> bool:
    """Whether a mutation is one of a release, whose problems are told at its record."""
    return any(path.startswith(_TAG) for path in mutation.paths)


# A copy with its releases.


@dataclass(frozen=True, slots=True)
class Packed:
    """A release as it goes into a bundle."""

    name: str
    day: dt.date
    files: Mapping[str, bytes]


def divided(files: Mapping[str, bytes], past: Past) -> tuple[dict[str, bytes], tuple[Packed, ...]]:
    """Today's files with the records made to fit, and the releases that these name.

    A record with a new name and the digest of a release is that release, with the files under the new name besides.
    """
    now: dict[str, bytes] = {}
    kept: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        name, colon, below = path.removeprefix(_TAG).partition(":")
        if colon and path.startswith(_TAG):
            kept.setdefault(name, {})[below] = data
        else:
            now[path] = data
    bases = {each.digest: each.name for each in past.releases}
    packed, patches = [], []
    for record in read(as_text(now[RECORDS])).items or ():
        name, digest = "".join(record.words("name")), record.get("digest") or NOTHING
        base = name if name in bases.values() else bases[digest.value]
        content = {**kept[base], **kept.get(name, {})}
        packed.append(Packed(name, dt.date.fromisoformat("".join(record.words("date"))), content))
        patches.append(Patch(RECORDS, digest.start, digest.end, quoted(digest_of(content))))
    fitting = Mutation("digests", Place(RECORDS), tuple(patches))
    return apply(now, [fitting]), tuple(packed)


def write_bundle(releases: tuple[Packed, ...], source: Path, work: Path) -> None:
    """Put the releases beside the `mkdocs.yml` of a copy, which has no bundle; `work` is a private folder."""
    repository = Repository.gathered(source, work, None)
    for each in releases:
        repository.store(each.name, each.day, each.files)
    repository.bundle(source / BUNDLE, [each.name for each in releases])
