"""The recorded releases with their content, read by the rules of their time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    places = _places(root, work)
    found = [each for record in records if (each := _released(record, places, work, findings))]
    return tuple(found), findings.problems


def _places(root: Path, work: Path) -> Sequence[Repository]:
    """Where releases may be: the project's own repository, then the bundle."""
    return [place for place in (Repository.around(root), Repository.of_bundle(root, work)) if place]


def _released(record: Release, places: Sequence[Repository], work: Path, findings: Findings) -> Released | None:
    found = list(_contents(record.name, places))
    files = next((each for each in found if content_digest(each) == record.digest), None)
    if files is None and found:
        message = "what is kept for this release is not what was released; fetch its tag or the bundle again"
        findings.add("release-changed", record.location, message)
    elif files is None:
        message = f"this release is not here; fetch its tag (git fetch --tags), or put {BUNDLE} beside mkdocs.yml"
        findings.add("release-missing", record.location, message)
    if files is None:
        return None
    root = unpack(files, work / f"release-{record.name}")
    reading = read_project(root, record.schema)
    problems = [*reading.problems, *(source_problems(reading.corpus) if reading.corpus else ())]
    if problems or reading.corpus is None:
        more = f", and {counted(len(problems) - 1, 'more problem')}" if len(problems) > 1 else ""
        message = f"this release cannot be read: {problems[0]}{more}; build with a version of Caveat that can"
        findings.add("release-unreadable", record.location, message)
        return None
    return Released(record, files, replace(reading.corpus, released=record.date))


def _contents(name: str, places: Sequence[Repository]) -> Iterator[Mapping[str, bytes]]:
    for place in places:
        if name in place.names():
            try:
                yield place.files(name)
            except RepositoryError:
                continue  # A clone without all objects: the bundle may have them.


def unpack(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files below a new folder, and give it. Raises ValueError for a path that leads out of it."""
    for path, content in files.items():
        place = folder / path
        if not path or ".." in place.parts or Path(path).is_absolute():
            raise ValueError("a release holds a path that leads out of it")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder
