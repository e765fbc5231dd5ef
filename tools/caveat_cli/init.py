"""`caveat init DIR`: a new content repository."""

import datetime as dt
import shutil
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from pathlib import Path

from caveat.editing.repository import COMMIT, NO_COMMIT, NO_SOURCE, NewRepository
from caveat_site.usage import UsageError


def _commit(text: str) -> str:
    if not COMMIT.fullmatch(text):
        raise ArgumentTypeError("write the full id of a commit, 40 digits and small letters a to f")
    return text


def _source(text: str) -> str:
    if not text or any(letter.isspace() for letter in text) or text.startswith("-"):
        raise ArgumentTypeError("write an address that git can fetch from")
    return text


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the new repository: no folder yet, or an empty one")
    parser.add_argument("--title", default="Guidance library", metavar="TEXT", help="the name of the library")
    parser.add_argument("--source", type=_source, default=NO_SOURCE, metavar="URL", help="where git finds Caveat")
    parser.add_argument("--commit", type=_commit, default=NO_COMMIT, metavar="ID", help="the commit of it to use")


def run(root: Path, arguments: Namespace) -> int:
    """Write the files, and say what comes next."""
    folder = root / arguments.folder
    today = dt.datetime.now(dt.UTC).date()
    files = NewRepository(arguments.title, today, arguments.source, arguments.commit).files()
    _write(folder, files)
    print(f"{arguments.folder}: a new library, {len(files)} files. Its README.md says how to go on.")
    if arguments.source == NO_SOURCE or arguments.commit == NO_COMMIT:
        print("caveat.pin does not say yet which Caveat builds it: write the address and the commit there.")
    return 0


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder, whole or not at all. Raises UsageError where there is something already."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise UsageError(f"{folder} is there already and not empty; name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.resolve().with_name(f".{folder.resolve().name}.caveat-new")
    part.mkdir()
    try:
        for path, content in files.items():
            place = part / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        # In the place of an empty folder, never of one that has been filled meanwhile (rename(2)).
        part.rename(folder.resolve())
    except BaseException:
        shutil.rmtree(part)
        raise
