"""The project as it was at a revision: its files, in a folder of their own."""

from dataclasses import dataclass
from pathlib import Path

from caveat.content.configuration import FILE
from caveat.content.findings import counted
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import CaveatError, Problem
from caveat.content.read import Reading, read_project
from caveat.content.schema import SCHEMA
from caveat.history.releases import unpack
from caveat.history.repository import Repository


class BaseError(CaveatError):
    """The revision cannot be compared with."""


@dataclass(frozen=True, slots=True)
class Base:
    """A project as it was."""

    revision: str
    """As it was asked for."""
    commit: str
    root: Path
    reading: Reading


def read_base(root: Path, revision: str, work: Path) -> Base:
    """The project of `root` at a revision, unpacked in `work`, a private folder.

    It is read by the rules of its time: by those of an older schema where it fits these and not today's.
    Raises BaseError, RepositoryError.
    """
    repository = Repository.around(root)
    if repository is None:
        raise BaseError("this project is in no git repository, so there is no revision to compare with")
    commit = repository.commit(revision)
    if not commit:
        more = "; this clone lacks older commits: git fetch --unshallow" if repository.is_shallow() else ""
        raise BaseError(f"--base {revision}: git knows no such commit here; name a branch, a tag or a commit{more}")
    places = repository.project_at(commit)
    if FILE not in places:
        raise BaseError(f"--base {revision}: there was no {FILE} in this folder then; name a later revision")
    folder = _unpacked(repository, places, work / "base", revision)
    return Base(revision, commit, folder, _read(folder))


def _unpacked(repository: Repository, places: dict[str, str], folder: Path, revision: str) -> Path:
    """The configuration first: it says which folders hold content, and only these are fetched."""
    try:
        unpack(repository.contents({FILE: places[FILE]}), folder)
        for path in places:
            if ".." not in Path(path).parts:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
        corpus = read_project(folder).corpus
        content = corpus.configuration.content if corpus else ()
        below = tuple(f"{name}/" for name in (*content, DATA_FOLDER))
        wanted = {path: blob for path, blob in places.items() if path.startswith(below)}
        return unpack(repository.contents(wanted), folder)
    except ValueError:
        raise BaseError(f"--base {revision}: this commit holds a path that leads out of it") from None


def _read(folder: Path) -> Reading:
    newest = read_project(folder)
    for schema in range(SCHEMA, 0, -1):
        reading = read_project(folder, schema) if schema != SCHEMA else newest
        if not reading.problems:
            return reading
    return newest


def refused(base: Base, problems: tuple[Problem, ...]) -> BaseError:
    """What to say of a base that has problems."""
    more = f", and {counted(len(problems) - 1, 'more problem')}" if len(problems) > 1 else ""
    return BaseError(
        f"--base {base.revision}: the content had problems then, so nothing can be compared with it: {problems[0]}"
        f"{more}; name a revision that is sound"
    )
