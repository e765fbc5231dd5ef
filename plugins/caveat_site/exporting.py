"""Make a copy of an edition for partners, and say whether a copy may be trusted."""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caveat import __version__
from caveat.content.replacing import replace_file, replace_in_project
from caveat.export.bag import opened
from caveat.export.encryption import check_recipients, encrypted
from caveat.export.making import ageing, copy
from caveat.export.package import unpack
from caveat.export.refusal import RefusedError
from caveat.export.register import FILE, Made, number, read_register, written
from caveat.export.signing import sign
from caveat.export.statement import Statement
from caveat.history.archive import content_digest
from caveat.history.record import content_digest as digest_of_files
from caveat.projection.markup import long_date
from caveat.projection.staged import Projection
from caveat_site.private import private_folder
from caveat_site.rendering import Progress, Rendering, quiet
from caveat_site.source import Source
from caveat_site.usage import UsageError

CHECKED = (
    "The whole library was checked, and no problem was found.",
    "What this edition may not hold was taken out of the source before anything made a page of it.",
    "Every file and every file name was then searched for text that this edition may not hold, and none was found.",
)
"""What each copy says of how it was made: the same words in all of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy that is to be made."""

    edition: str
    out: Path
    key: Path
    issued: date
    expires: date
    recipient: str = ""
    """Whom it is for, in words."""
    to: Sequence[str] = ()
    """Public keys that it is encrypted for; none leaves it open."""
    archive: bool = False
    """Whether earlier releases are in it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A copy that was made."""

    statement: Statement
    sha256: str
    """Of the copy before it was encrypted."""
    size: int
    """Bytes of the file."""
    reduced_isolation: str


def export(root: Path, wanted: Wanted, progress: Progress = quiet) -> Exported:
    """Build and check an edition, write a copy of it, then enter the copy in the register.

    The same content and the same wishes give the same bytes, and one entry. Raises ContentError, UsageError,
    SigningError, EncryptionError, EngineError, ExportError, OSError; the file and the register are as they were then.
    """
    _check(wanted)
    # What would only fail at the end is tried before minutes of work.
    check_recipients(wanted.to)
    sign(b"", wanted.key)
    with _alone(root):
        progress("Reading", 0, 0)
        source = Source(root, releases=wanted.archive)
        (edition,) = source.chosen([wanted.edition])
        _check_places(source, wanted)
        made = read_register(root)
        projection, payload, reduced = _built(source, edition, wanted, progress)
        progress("Writing", 0, 0)
        said = _statement(projection, payload, wanted, made, content_digest(source.history.current(edition)))
        package = copy(payload, said, wanted.key)
        data = encrypted(package, wanted.to) if wanted.to else package
        digest = hashlib.sha256(package).hexdigest()
        entry = Made(edition, said.sequence, said.content, wanted.issued, wanted.expires, wanted.recipient, digest)
        # In this order: a number that is entered and belongs to no copy would be missed by whoever has the others.
        replace_file(wanted.out, data)
        if entry not in made:
            replace_in_project(root, FILE, written((*made, entry)))
    return Exported(said, digest, len(data), reduced)


def _built(
    source: Source, edition: str, wanted: Wanted, progress: Progress
) -> tuple[Projection, Mapping[str, bytes], str]:
    """The edition, its files by address, and what was missing for full isolation."""
    found: list[Projection] = []
    with private_folder() as work, ExitStack() as stack:
        # Renderings of a copy say its dates: they are of no use to a build, and must not push out those that are.
        rendered = work / "rendered"
        hidden = (source.root, *source.folders, wanted.out.parent)
        rendering = Rendering(source, hidden, work, stack, progress, rendered, _stated(wanted))
        progress("Checking", 0, 0)

        def ready(projection: Projection) -> None:
            if projection.edition == edition:
                found.append(projection)
                rendering.start(projection)

        source.project(ready=ready)
        site = rendering.finish()[edition]
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        return found[0], files, rendering.reduced_isolation


def _stated(wanted: Wanted) -> dict[str, str]:
    """What every page of a copy says of it."""
    days = {"issued": wanted.issued, "expires": wanted.expires, "soon": ageing(wanted.issued, wanted.expires)}
    texts = {f"{name}_text": long_date(day) for name, day in days.items()}
    return {**{name: day.isoformat() for name, day in days.items()}, **texts}


def _statement(
    projection: Projection, payload: Mapping[str, bytes], wanted: Wanted, made: Sequence[Made], content: str
) -> Statement:
    edition = projection.extra["edition"]
    place = number(made, projection.edition, content)
    return Statement(
        library=projection.site_name,
        edition=projection.edition,
        title=edition["title"],
        marking=edition["marking"],
        handling=edition["handling"],
        released=date.fromisoformat(edition["as_at"]) if edition["as_at"] else wanted.issued,
        sequence=place.sequence,
        issued=wanted.issued,
        expires=wanted.expires,
        content=content,
        previous=place.previous,
        recipient=wanted.recipient,
        digest=digest_of_files(payload),
        checked=CHECKED,
        tool=f"caveat {__version__}",
    )


def _check(wanted: Wanted) -> None:
    if wanted.expires < wanted.issued:
        raise UsageError(f"a copy of {wanted.issued} cannot expire on {wanted.expires}; name a later day")
    if wanted.recipient != " ".join(wanted.recipient.split()) or not wanted.recipient.isprintable():
        raise UsageError("a recipient's name is one line of text, without spaces at its ends")


def _check_places(source: Source, wanted: Wanted) -> None:
    key, out, root = wanted.key.resolve(), wanted.out.resolve(), source.root.resolve()
    if key.is_relative_to(root) and key.suffix != ".pub":
        raise UsageError(f"{wanted.key} lies in the project, and would get into its history; keep keys elsewhere")
    if any(out.is_relative_to(folder) for folder in (*source.folders, (root / FILE).parent)):
        raise UsageError(f"{wanted.out} lies among the content; name a file elsewhere")
    if not out.parent.is_dir():
        raise UsageError(f"there is no folder {wanted.out.parent}; make it, or name another file with --out")
    if (wanted.out.exists() or wanted.out.is_symlink()) and not _is_copy(wanted.out):
        raise UsageError(
            f"{wanted.out} is there already and is no copy that can be read; delete it, or name another file with --out"
        )


def _is_copy(place: Path) -> bool:
    if place.is_symlink() or not place.is_file():
        return False
    try:
        return bool(opened(unpack(place.read_bytes())))
    except RefusedError:
        return False


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One export of a project at a time: two would give two copies one number. The kernel lets go for a killed one."""
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError("another export of this project is under way; try again when it has ended") from None
        yield
    finally:
        os.close(handle)
