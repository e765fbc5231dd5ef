"""The recorded releases with their content, read by the rules of their time."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from caveat.content.corpus import Corpus
from caveat.content.findings import Findings, counted
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat.history.record import Release, content_digest, read_releases
from caveat.history.repository import BUNDLE, Repository, RepositoryError
from caveat.projection.rules import source_problems


@dataclass(frozen=True, slots=True)
class Released:
    """A release and everything it holds."""

    record: Release
    files: Mapping[str, bytes]
    """Path to content."""
    corpus: Corpus


def read_history(root: Path, work: Path) -> tuple[tuple[Released, ...], tuple[Problem, ...]]:
    """Every release of a project, the oldest first, and what is wrong with them.

    Their files are unpacked in `work`, a private folder: they hold restricted text.
    """
    findings = Findings()
    records = read_releases(root, findings)
    if not records or len(findings):
        return (), findings.problems
    places = _Places(root, work)
    found = [each for record in records if (each := _released(record, places, work, findings))]
    return tuple(found), findings.problems


class _Places:
    """Where releases may be: the project's own repository, then the bundle, which is opened only where it is needed."""

    def __init__(self, root: Path, work: Path) -> None:
        self._root, self._work = root, work
        self._own = Repository.around(root)

    @cached_property
    def _bundle(self) -> Repository | None:
        return Repository.of_bundle(self._root, self._work)

    def contents(self, name: str) -> Iterator[Mapping[str, bytes]]:
        """What each of them has for a release."""
        if self._own and name in self._own.names():
            # A clone without all objects: the bundle may have them.
            with suppress(RepositoryError):
                yield self._own.files(name)
        if self._bundle and name in self._bundle.names():
            yield self._bundle.files(name)


def _released(record: Release, places: _Places, work: Path, findings: Findings) -> Released | None:
    is_here, files = False, None
    for found in places.contents(record.name):
        is_here = True
        if content_digest(found) == record.digest:
            files = found
            break
    if files is None and is_here:
        message = "what is kept for this release is not what was released; fetch its tag or the bundle again"
        findings.add("release-changed", record.location, message)
    elif files is None:
        message = f"this release is not here; fetch its tag (git fetch --tags), or put {BUNDLE} beside mkdocs.yml"
        findings.add("release-missing", record.location, message)
    if files is None:
        return None
    try:
        root = unpack(files, work / f"release-{record.name}")
    except ValueError:
        message = "this release holds a path that leads out of it; fetch its tag or the bundle again"
        findings.add("release-changed", record.location, message)
        return None
    reading = read_project(root, record.schema)
    problems = [*reading.problems, *(source_problems(reading.corpus) if reading.corpus else ())]
    if problems or reading.corpus is None:
        more = f", and {counted(len(problems) - 1, 'more problem')}" if len(problems) > 1 else ""
        message = f"this release cannot be read: {problems[0]}{more}; build with a version of Caveat that can"
        findings.add("release-unreadable", record.location, message)
        return None
    return Released(record, files, replace(reading.corpus, released=record.date))


def unpack(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files below a new folder, and give it. Raises ValueError for a path that leads out of it."""
    for path, content in files.items():
        place = folder / path
        if not path or ".." in place.parts or Path(path).is_absolute():
            raise ValueError("a release holds a path that leads out of it")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder
