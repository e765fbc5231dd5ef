"""Changes to a source as values: what they are, which go together, and the source that they give."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

FRONT = "---\n"
_COUNT = re.compile(r"^(?P<head> *restrictions: *)(?P<count>[0-9]+)", re.MULTILINE)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in the source a mutation happens."""

    path: str
    line: int = 1
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True, slots=True)
class Patch:
    """Text in the place of other text of a file."""

    path: str
    start: int
    """Offset in the file's text, with line feeds only and without a byte order mark."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of what an edition may not see: applied whole or not at all."""

    kind: str
    place: Place
    patches: tuple[Patch, ...] = ()
    removed: tuple[str, ...] = ()
    """Paths of files that go."""
    added: Mapping[str, bytes] = field(default_factory=dict)
    """Path to content of files that come. A file that is renamed goes and comes."""
    restrictions: Mapping[str, int] = field(default_factory=dict)
    """Path to how many markers its body gains."""
    claims: frozenset[str] = frozenset()
    """Names of what no other mutation of the same round may touch."""
    disk: frozenset[str] = frozenset()
    """What changes of how files lie on the disk: `times`, `modes`, `order`."""

    @property
    def paths(self) -> frozenset[str]:
        """Every file that it touches."""
        return frozenset((*(patch.path for patch in self.patches), *self.removed, *self.added))


class Round:
    """Mutations that can be applied together."""

    def __init__(self) -> None:
        self.mutations: list[Mutation] = []
        self._claims: set[str] = set()
        self._patched: dict[str, list[Patch]] = {}
        self._whole: set[str] = set()
        """Files that come or go."""

    def add(self, mutation: Mutation) -> bool:
        """Take a mutation in; False where it does not go with those that are in."""
        whole = {*mutation.removed, *mutation.added}
        if self._claims & mutation.claims or self._whole & mutation.paths or whole & self._patched.keys():
            return False
        if any(_overlap(patch, other) for patch in mutation.patches for other in self._patched.get(patch.path, ())):
            return False
        self.mutations.append(mutation)
        self._claims |= mutation.claims
        self._whole |= whole
        for patch in mutation.patches:
            self._patched.setdefault(patch.path, []).append(patch)
        return True


def _overlap(one: Patch, other: Patch) -> bool:
    if one.start == one.end or other.start == other.end:
        # Text put in between lies at the edge of what is replaced, or within it.
        return one.start < other.end and other.start < one.end
    return max(one.start, other.start) < min(one.end, other.end)


def apply(files: Mapping[str, bytes], mutations: Iterable[Mutation]) -> dict[str, bytes]:
    """The files of the source with the mutations applied, and the declared numbers of restrictions made to fit."""
    changed = dict(files)
    patches: dict[str, list[Patch]] = {}
    gained: Counter[str] = Counter()
    for mutation in mutations:
        for path in mutation.removed:
            del changed[path]
        changed |= mutation.added
        gained.update(mutation.restrictions)
        for patch in mutation.patches:
            patches.setdefault(patch.path, []).append(patch)
    for path in sorted({*patches, *gained}):
        text = _patched(as_text(changed[path]), patches.get(path, ()))
        changed[path] = _as_bytes(_counted(text, gained[path]), like=changed[path])
    return changed


def as_text(data: bytes) -> str:
    """The text of a file as every reader of it sees it."""
    return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")


def _as_bytes(text: str, *, like: bytes) -> bytes:
    """Text with the line ends and the byte order mark of the file that it comes from."""
    mark = "\ufeff" if like.startswith("\ufeff".encode()) else ""
    return (mark + (text.replace("\n", "\r\n") if b"\r\n" in like else text)).encode()


def _patched(text: str, patches: Sequence[Patch]) -> str:
    # The end decides between text put in before something and that thing's own replacement.
    for patch in sorted(patches, key=lambda each: (each.start, each.end), reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def _counted(text: str, gained: int) -> str:
    if not gained:
        return text
    end = text.index("\n---", len(FRONT) - 1)
    if found := _COUNT.search(text, 0, end + 1):
        return f"{text[: found.start('count')]}{int(found['count']) + gained}{text[found.end() :]}"
    first = next(
        line for line in text[len(FRONT) : end].split("\n") if line.strip() and not line.lstrip().startswith("#")
    )
    indent = first[: len(first) - len(first.lstrip(" "))]
    return f"{FRONT}{indent}restrictions: {gained}\n{text[len(FRONT) :]}"
