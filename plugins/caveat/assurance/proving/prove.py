"""The experiment: sources that differ only in what an edition may not see, each built, each compared with the first."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Protocol

from caveat.assurance.proving.disk import Difference, digest, entries, first_difference, write_source
from caveat.assurance.proving.edits import Mutation, Place, apply
from caveat.assurance.proving.kinds import KINDS, PAST_KINDS
from caveat.assurance.proving.past import RECORDS, Packed, Past, divided, is_past, read_past, write_bundle
from caveat.assurance.proving.plan import plan
from caveat.assurance.proving.project import Project, read_project
from caveat.assurance.proving.texts import Texts
from caveat.content.problem import ContentError

ROUNDS = 8
SEED = 1
MOST = 3
"""Findings after which a run ends."""
EXTRA_BUILDS = 80
"""Halvings that a run may spend on finding single mutations."""
_RELEASES = "releases"
"""Folder of a finished edition that holds its earlier releases."""


class Build(Protocol):
    """Builds the edition."""

    def __call__(self, root: Path, out: Path, /) -> Path:
        """The folder of the finished edition of the project at `root`, somewhere below `out`.

        Raises ContentError where the project is not sound.
        """


class Progress(Protocol):
    """Told how far the experiment is."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """`done` of `total` parts of a step; `total` is 0 where nobody can say."""


@dataclass(frozen=True, slots=True)
class Guilty:
    """A mutation as a report names it: never its text."""

    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where what an edition may not see has changed the edition."""

    round: int
    difference: Difference
    causes: tuple[Guilty, ...]
    """The mutation; several where none alone makes a difference, or where singling one out took too many builds.

    None where a copy of the project without any mutation differs: its builds cannot be repeated.
    """


@dataclass(slots=True)
class Proof:
    """What a run has found."""

    edition: str
    seed: int
    rounds: int = 0
    """Sources that were built and compared."""
    mutations: Counter[str] = field(default_factory=Counter)
    """Kind to how many were in sources that were built and compared."""
    refused: Counter[str] = field(default_factory=Counter)
    """Kind to how many gave a source with problems: a fault of the prover, and no finding about the edition."""
    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    """In the edition."""
    size: int = 0
    """Bytes of the edition."""
    compared: int = 0
    """Files compared in all rounds."""
    digest: str = ""
    """See `caveat.assurance.proving.disk.digest`."""
    releases: tuple[str, ...] = ()
    """Earlier releases in the edition's folder."""
    archives: bool = False
    """Whether releases were in the experiment: every source then had mutations of them too."""
    recorded: int = 0
    """Releases of the project that were in it, whatever editions they changed."""
    left_out: bool = False
    """The project has releases, and they were not in it."""

    @property
    def proved(self) -> bool:
        """Whether there were other sources, and every build gave the same edition."""
        return self.rounds > 0 and not self.findings

    @property
    def not_exercised(self) -> tuple[str, ...]:
        """Kinds of mutation that the content had no place for."""
        kinds = (*KINDS, *(PAST_KINDS if self.recorded else ()))
        return tuple(sorted(kind for kind in kinds if not self.mutations[kind]))


def prove(
    root: Path,
    edition: str,
    build: Build,
    work: Path,
    *,
    rounds: int,
    seed: int,
    progress: Progress,
    most: int = MOST,
    archives: bool = False,
) -> Proof:
    """Prove the noninterference of an edition of the project at `root`, which is only read.

    `work` is an empty folder that nobody else can read; mutated sources and their builds stay in it. With `archives`,
    `build` makes the edition's earlier releases too, and they are mutated as well. Raises what `build` raises where the
    project itself cannot be built. Ends early after `most` findings, and after one that cannot be traced to a single
    mutation.
    """
    progress("Building", 0, rounds + 1)
    return _Experiment(root, edition, build, work, seed, progress, archives=archives).run(rounds, most)


class _Experiment:
    def __init__(
        self, root: Path, edition: str, build: Build, work: Path, seed: int, progress: Progress, *, archives: bool
    ) -> None:
        self._build, self._work, self._seed, self._progress = build, work, seed, progress
        self._first = build(root, work / "first")
        # Only what has been built is read here: its files are sound.
        self._project: Project = read_project(root, edition)
        self._past: Past | None = None
        if archives:
            (work / "bundle").mkdir()
            self._past = read_past(root, work / "bundle", self._project)
            rmtree(work / "bundle")
        found = entries(self._first)
        self._files = sum(entry.sha256 != "-" for entry in found)
        self.proof = Proof(
            edition, seed, files=self._files, size=sum(entry.size for entry in found), digest=digest(found)
        )
        self.proof.releases = tuple(sorted(path.name for path in (self._first / _RELEASES).glob("*") if path.is_dir()))
        self.proof.archives = archives
        self.proof.recorded = len(self._past.releases) if self._past else 0
        self.proof.left_out = not archives and RECORDS in self._project.files
        self._left = EXTRA_BUILDS

    def run(self, rounds: int, most: int) -> Proof:
        """The proof, when all rounds are done or enough was found."""
        shown: set[str] = set()
        for number in range(1, rounds + 1):
            self._progress("Comparing", number, rounds + 1)
            finding = self._round(number, shown)
            if finding is None:
                continue
            self.proof.findings.append(finding)
            if len(finding.causes) != 1 or len(self.proof.findings) == most:
                break
            # The same fault would hide what else there is to find.
            shown.add(finding.causes[0].kind)
        return self.proof

    def _round(self, number: int, shown: Collection[str]) -> Finding | None:
        planned = plan(self._project, self._seed, number, self.proof.mutations, shown, self._past)
        mutations, difference = self._without_refused(number, planned)
        if mutations:
            self.proof.rounds += 1
            self.proof.compared += self._files
            self.proof.mutations.update(mutation.kind for mutation in mutations)
        return self._explained(number, mutations, difference) if difference else None

    def _without_refused(self, number: int, mutations: list[Mutation]) -> tuple[list[Mutation], Difference | None]:
        """Build and compare what is left of a round when mutations that give no sound source are out."""
        while mutations:
            try:
                return mutations, self._compared(number, mutations)
            except ContentError as error:
                refused = self._refused(number, mutations, {problem.location.path for problem in error.problems})
                self.proof.refused.update(mutation.kind for mutation in refused)
                mutations = [mutation for mutation in mutations if mutation not in refused]
        return mutations, None

    def _refused(self, number: int, mutations: Sequence[Mutation], paths: set[str]) -> Sequence[Mutation]:
        near = [
            mutation for mutation in mutations if mutation.paths & paths or (RECORDS in paths and is_past(mutation))
        ]
        if near and self._is_refused(number, near):
            mutations = near
        return self._narrowed(mutations, lambda some: self._is_refused(number, some))

    def _is_refused(self, number: int, mutations: Sequence[Mutation]) -> bool:
        try:
            self._compared(number, mutations)
        except ContentError:
            return True
        return False

    def _explained(self, number: int, mutations: Sequence[Mutation], difference: Difference) -> Finding:
        """The smallest cause that can be found, with the difference that it makes by itself."""
        if without := self._compared(number, ()):
            return Finding(number, without, ())
        last = {"difference": difference}

        def differs(some: Sequence[Mutation]) -> bool:
            try:
                found = self._compared(number, some)
            except ContentError:
                return False
            last["difference"] = found or last["difference"]
            return found is not None

        causes = self._narrowed(mutations, differs)
        return Finding(number, last["difference"], tuple(Guilty(each.kind, each.place) for each in causes))

    def _narrowed(
        self, mutations: Sequence[Mutation], shows: Callable[[Sequence[Mutation]], bool]
    ) -> Sequence[Mutation]:
        """The part of the mutations that shows, halved until it is one, needs both halves, or builds run out."""
        while len(mutations) > 1 and self._left > 0:
            middle = len(mutations) // 2
            halves = (mutations[:middle], mutations[middle:])
            self._left -= 1
            self._progress(f"Tracing, {len(mutations)} mutations left", 0, 0)
            part = next((half for half in halves if shows(half)), None)
            if part is None:
                return mutations
            mutations = part
        return mutations

    def _compared(self, number: int, mutations: Sequence[Mutation]) -> Difference | None:
        """What a build with these mutations has otherwise than the first. Raises ContentError."""
        place = self._work / "round"
        place.mkdir()
        try:
            source = place / "source"
            disk = frozenset[str]().union(*(mutation.disk for mutation in mutations))
            files = apply(self._past.files if self._past else self._project.files, mutations)
            releases: tuple[Packed, ...] = ()
            if self._past:
                files, releases = divided(files, self._past)
            write_source(files, self._project.lie, source, disk, Texts(f"{self._seed}/{number}/disk"))
            if releases:
                write_bundle(releases, source, place)
            return first_difference(self._first, self._build(source, place / "out"))
        finally:
            rmtree(place)
