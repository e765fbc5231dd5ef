"""Make a release: record it, keep its content in git, and, where asked, all releases in one file."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from caveat.content.corpus import Corpus
from caveat.content.data_folder import RESERVED
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import CaveatError, Location
from caveat.content.replacing import replace_in_project
from caveat.content.schema import SCHEMA
from caveat.content.source_files import source_files
from caveat.history.record import FILE, Release, content_digest, written
from caveat.history.repository import BUNDLE, Repository

_NOT_CONTENT = frozenset(f"{DATA_FOLDER}/{name}" for name in RESERVED)
"""Files about releases and decisions: they go on while a release stays as it is."""


class ReleaseError(CaveatError):
    """The content cannot be released as it is asked for."""


def released_files(root: Path, corpus: Corpus) -> dict[str, bytes]:
    """What a release holds: content, data and configuration. Raises OSError where a file cannot be read."""
    files = source_files(root, corpus.configuration)
    return {file.path: file.data for file in files if file.path not in _NOT_CONTENT}


def check_day(corpus: Corpus, day: date, before: tuple[Release, ...]) -> None:
    """Raise ReleaseError where a release of that day would say of a change that it comes later."""
    if before and day <= before[-1].date:
        raise ReleaseError(f"the last release is of {before[-1].date}; a new one is later: --date YYYY-MM-DD")
    matters = (matter for page in corpus.pages for matter in (page.front_matter, *page.restricted.values()))
    newest = max((entry.date for matter in matters for entry in matter.history), default=day)
    if newest > day:
        raise ReleaseError(
            f"a page tells of a change on {newest}; release on that day or later, or correct its history"
        )


def make_release(
    root: Path,
    work: Path,
    name: str,
    day: date,
    files: Mapping[str, bytes],
    before: tuple[Release, ...],
    *,
    bundle: bool,
) -> Release:
    """Record `files` as a release, after those that were made `before`; `work` is a private folder.

    The record is written last: a run that is cut off leaves at most a tag that nothing names.
    Raises ReleaseError, RepositoryError, OSError.
    """
    repository = Repository.around(root)
    if repository is None and not bundle:
        raise ReleaseError("this folder is in no git repository, so a release needs a file of its own: add --bundle")
    release = Release(name, day, content_digest(files), SCHEMA, Location(FILE))
    if repository:
        repository.store(name, day, files)
    if bundle:
        gathered = Repository.gathered(root, work, repository)
        if repository is None:
            gathered.store(name, day, files)
        gathered.bundle(root / BUNDLE, [*(each.name for each in before), name])
    replace_in_project(root, FILE, written((*before, release)).encode())
    return release
