"""Releases in git: each is an orphan commit of the content alone, with an annotated tag `release/<name>`.

A commit without parents says nothing of how the content came to be, and needs no other commit to be read. All releases
together fit in one bundle file, which travels with a clone that has no tags, or with a folder that has no git at all.
Nothing here trusts a tag: `caveat.history.releases` compares the content with the recorded digest.

Git is used by its command line and its plumbing commands alone, whose output is made for programs (git-fast-import(1),
git-cat-file(1), git-bundle(1)).
"""

import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from caveat.content.problem import CaveatError

BUNDLE = "releases.bundle"
"""The file beside `mkdocs.yml` that holds every release."""
_TAGS = "refs/tags/release/"
_BUILDING = "refs/caveat/release"
_INCOMPLETE = "this clone lacks files of older commits; fetch them: git fetch --refetch --no-filter"
_WHO = "Caveat <caveat@localhost>"
"""No name or address of whoever runs the command gets into what may be handed on."""


class RepositoryError(CaveatError):
    """Git is missing, or cannot do what it is asked."""


class Repository:
    """A git repository that may hold releases."""

    def __init__(self, place: Path) -> None:
        self._place = place

    @classmethod
    def around(cls, root: Path) -> "Repository | None":
        """The repository that a project lies in; None where it lies in none."""
        if not any((above / ".git").exists() for above in (root.resolve(), *root.resolve().parents)):
            return None
        repository = cls(root)
        repository._git("rev-parse", "--git-dir")
        return repository

    @classmethod
    def of_bundle(cls, root: Path, work: Path) -> "Repository | None":
        """The releases of a project's bundle, unpacked in `work`; None where there is no bundle.

        Raises RepositoryError where it cannot be read.
        """
        bundle = root / BUNDLE
        if not bundle.is_file():
            return None
        repository = cls(Path(tempfile.mkdtemp(dir=work, prefix="releases-")))
        repository._git("init", "--quiet", "--bare", ".")
        try:
            repository._git("fetch", "--quiet", str(bundle.resolve()), f"{_TAGS}*:{_TAGS}*")
        except RepositoryError as error:
            raise RepositoryError(
                f"{BUNDLE}: git cannot read this bundle of releases; fetch it again ({error})"
            ) from None
        return repository

    @classmethod
    def gathered(cls, root: Path, work: Path, own: "Repository | None") -> "Repository":
        """A new repository in `work` with every release of a project's bundle and of its own repository."""
        repository = cls.of_bundle(root, work)
        if repository is None:
            repository = cls(Path(tempfile.mkdtemp(dir=work, prefix="releases-")))
            repository._git("init", "--quiet", "--bare", ".")
        if own:
            repository.take_over(own)
        return repository

    def take_over(self, other: "Repository") -> None:
        """Have the releases of another repository too."""
        place = other._git("rev-parse", "--absolute-git-dir").decode().rstrip("\n")  # noqa: SLF001 - The same class.
        self._git("fetch", "--quiet", place, f"+{_TAGS}*:{_TAGS}*")

    def names(self) -> frozenset[str]:
        """The names of the releases that are there."""
        listed = self._git("for-each-ref", "--format=%(refname)", _TAGS).decode()
        return frozenset(line.removeprefix(_TAGS) for line in listed.splitlines())

    def files(self, name: str) -> dict[str, bytes]:
        """Path to content of every regular file of a release."""
        # Links and submodules are left out: the digest is then another, and the release refused.
        return self.contents(self._listed(f"{_TAGS}{name}^{{commit}}"))

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision names, as in gitrevisions(7); empty where git knows none."""
        try:
            said = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except RepositoryError:
            return ""
        return said.decode().strip()

    def is_shallow(self) -> bool:
        """Whether older commits are missing here."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def project_at(self, commit: str) -> dict[str, str]:
        """Path below this project's folder to blob of every regular file of a commit; empty where it had no folder."""
        folder = self._git("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
        try:
            return self._listed(f"{commit}:{folder}")
        except RepositoryError:
            return {}

    def contents(self, places: Mapping[str, str]) -> dict[str, bytes]:
        """Path to content; `places` has the blob of each path. Raises RepositoryError where the clone lacks one."""
        return dict(zip(places, self._blobs([*places.values()]), strict=True))

    def _listed(self, tree: str) -> dict[str, str]:
        """Path to blob of every regular file of a tree: no links and no submodules."""
        places: dict[str, str] = {}
        for entry in filter(None, self._git("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")):
            about, _, path = entry.partition(b"\t")
            mode, kind, blob = about.decode().split()
            if kind == "blob" and mode in ("100644", "100755"):
                places[path.decode("utf-8", "surrogateescape")] = blob
        return places

    def changed_since(self, revision: str) -> frozenset[str]:
        """Paths below this folder of the files that differ from a revision, those that git does not know included.

        Raises RepositoryError where there is no such revision.
        """
        commit = self.commit(revision)
        if not commit:
            message = f"this repository has no revision {revision}; fetch it, or write another, such as origin/main"
            raise RepositoryError(message)
        listed = self._git("diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--")
        listed += self._git("ls-files", "--others", "--exclude-standard", "-z")
        return frozenset(path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0") if path)

    def store(self, name: str, day: dt.date, files: Mapping[str, bytes]) -> None:
        """Keep the files as a commit without parents, tagged. Equal files, name and day give an equal commit."""
        self._git("fast-import", "--quiet", "--force", given=b"".join(_stream(name, day, files)))
        self._git("update-ref", "-d", _BUILDING)

    def forget(self, name: str) -> None:
        """Take a tag away again."""
        self._git("update-ref", "-d", f"{_TAGS}{name}")

    def bundle(self, place: Path, names: Sequence[str]) -> None:
        """Write the named releases to one file."""
        new = place.with_name(f"{place.name}.new")
        tags = "".join(f"{_TAGS}{name}\n" for name in sorted(names))
        try:
            self._git(
                "-c",
                "pack.threads=1",
                "bundle",
                "create",
                "--quiet",
                str(new.resolve()),
                "--stdin",
                given=tags.encode(),
            )
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)

    def _blobs(self, blobs: Sequence[str]) -> Iterator[bytes]:
        try:
            said = self._git("cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
        except RepositoryError:
            raise RepositoryError(_INCOMPLETE) from None
        position = 0
        for _ in blobs:
            end = said.index(b"\n", position)
            if said[position:end].endswith(b" missing"):
                raise RepositoryError(_INCOMPLETE)
            size = int(said[position:end].rpartition(b" ")[2])
            yield said[end + 1 : end + 1 + size]
            position = end + 1 + size + 1

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - No shell; names of releases are checked where they come in.
                command, cwd=self._place, input=given, capture_output=True, env=_environment(), check=False
            )
        except FileNotFoundError:
            raise RepositoryError("git is needed, and there is none here; install git") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise RepositoryError(f"git {_verb(arguments)} failed: {said or f'code {done.returncode}'}")
        return done.stdout


def _verb(arguments: Sequence[str]) -> str:
    return next(word for word in arguments if not word.startswith("-") and "=" not in word)


def _environment() -> dict[str, str]:
    """The user's, without what would lead git to another repository or change the form of what it prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}


def _stream(name: str, day: dt.date, files: Mapping[str, bytes]) -> Iterator[bytes]:
    """A release in the language of git-fast-import."""
    seconds = int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
    message = f"Release {name}\n".encode()
    yield f"commit {_BUILDING}\nmark :1\ncommitter {_WHO} {seconds} +0000\n".encode() + _data(message)
    yield b"deleteall\n"
    for path, content in sorted(files.items()):
        yield b"M 100644 inline " + _quoted(path) + b"\n" + _data(content)
    yield f"tag release/{name}\nfrom :1\ntagger {_WHO} {seconds} +0000\n".encode() + _data(message)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"


def _quoted(path: str) -> bytes:
    """A path in quotes, as git writes it: content paths hold no control character and no quote."""
    return b'"' + path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
