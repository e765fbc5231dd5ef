"""Every file of the content folders, or why it may not lie there."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caveat.content.addresses import folded, prefixes, shown, site_address, wrong_name
from caveat.content.findings import Findings
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import Location
from caveat.content.text import PAGE_LIMIT

_PAGE = ".md"
_OTHER_PAGES = (".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".mdtxt", ".mdtext")
_INDEX = "index.md"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file below a content folder."""

    path: str
    """Below the project's root."""
    uri: str
    """In the site tree."""

    @property
    def is_page(self) -> bool:
        """Whether this is Markdown; else an attachment."""
        return self.path.endswith(_PAGE)


def content_files(root: Path, content: Sequence[str], findings: Findings) -> tuple[tuple[Found, ...], frozenset[str]]:
    """Pages and other files, sorted by path; and the addresses of those left out, with findings, for their name."""
    found = sorted(
        Found(path, site_address(path)) for folder in content for path in files_below(root, folder, findings)
    )
    kept = tuple(file for file in _without_clashes(found, findings) if _is_acceptable(file, findings))
    return kept, frozenset(file.uri for file in set(found).difference(kept))


def files_below(root: Path, folder: str, findings: Findings) -> Iterator[str]:
    """Paths of the regular files below a folder, in no order; links are never followed."""
    try:
        entries = list(os.scandir(root / folder))
    except OSError:
        findings.add("unreadable-file", Location(shown(folder)), "this folder cannot be read; check its permissions")
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if path == DATA_FOLDER:
            continue
        place = Location(shown(path))
        if entry.is_symlink():
            findings.add("symbolic-link", place, "links are not followed; put the file itself here")
        elif wrong := wrong_name(entry.name):
            findings.add(wrong[0], place, wrong[1])
        elif entry.is_dir(follow_symlinks=False):
            yield from files_below(root, path, findings)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            findings.add("special-file", place, "this is no regular file; delete it")


def read_bytes(
    root: Path, path: str, findings: Findings, *, limit: int = PAGE_LIMIT, code: str = "file-too-large"
) -> bytes | None:
    """The bytes of a regular file of at most `limit` bytes."""
    try:
        # Opened without following a link that took the file's place after the walk.
        handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                findings.add("special-file", Location(path), "this is no regular file; delete it")
                return None
            if status.st_size > limit:
                findings.add(code, Location(path), f"a file has at most {limit:,} bytes; split it or make it smaller")
                return None
            return file.read(limit + 1)
    except OSError:
        findings.add("unreadable-file", Location(path), "this file cannot be read; check its permissions")
        return None


def _without_clashes(found: Sequence[Found], findings: Findings) -> Iterator[Found]:
    """Files whose address no other file has, whatever file system the site is copied to."""
    owners: dict[str, tuple[str, str]] = {}
    """Folded address of every file and folder to the address and the path of its first file."""
    for file in found:
        clash = ""
        for address in prefixes(file.uri):
            first, owner = owners.setdefault(folded(address), (address, file.path))
            if first != address:
                clash = f"this name and that of {owner} differ only by capitals or Unicode form; rename one"
                findings.add("name-clash", Location(file.path), clash)
                break
        else:
            if owners[folded(file.uri)][1] != file.path:
                clash = f"{owners[folded(file.uri)][1]} has the same address in the site; rename one"
                findings.add("address-clash", Location(file.path), clash)
        if not clash:
            yield file


def _is_acceptable(file: Found, findings: Findings) -> bool:
    name = file.path.rsplit("/", 1)[-1]
    lower = name.casefold()
    if lower.endswith(_OTHER_PAGES) or (lower.endswith(_PAGE) and not name.endswith(_PAGE)):
        findings.add("markdown-extension", Location(file.path), "a page ends in .md, in small letters; rename it")
        return False
    if lower == "readme.md" or (lower == _INDEX and name != _INDEX):
        message = "engines take this for the first page of the folder; name that page index.md"
        findings.add("readme-page", Location(file.path), message)
        return False
    return True
