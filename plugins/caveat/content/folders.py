"""Which folders hold content, and that nothing else of the project reaches into them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from caveat.content.access import AccessRules
from caveat.content.addresses import folded, wrong_name
from caveat.content.findings import Findings
from caveat.content.nodes import Fields, Items
from caveat.content.problem import Location

DEFAULT_CONTENT = ("docs", "guidance", "bulletins", "debriefs")
DATA_FOLDER = "docs/data"
"""Data files: never content, whatever folder they lie in."""
KEPT = Path(".cache", "caveat")
"""Folder of a project for what is kept between runs. Nothing of it is ever staged."""


def content_folders(root: Path, options: Fields, chosen: Sequence[str] | None, findings: Findings) -> tuple[str, ...]:
    """The folders with pages, in the order of navigation; wrong ones are left out, with findings."""
    if chosen is None:
        found = tuple(name for name in DEFAULT_CONTENT if (root / name).is_dir())
        if not found:
            message = (
                f"there is no content folder; make one of {', '.join(DEFAULT_CONTENT)}, or name yours: content: [...]"
            )
            findings.add("missing-folder", options.location, message)
        return tuple(name for name in found if not _is_link(root, name, options.location, findings))
    good: list[str] = []
    node = options.get("content")
    for index, name in enumerate(chosen):
        place = node.items[index].location if isinstance(node, Items) else options.location
        if _is_good(root, name, good, place, findings):
            good.append(name)
    return tuple(good)


def _is_good(root: Path, name: str, others: list[str], place: Location, findings: Findings) -> bool:
    if any(not part or part == ".." or wrong_name(part) for part in name.split("/")):
        message = "name a folder of the project, such as docs or library/guidance: no dots, no / at its ends"
        findings.add("bad-folder-name", place, message)
        return False
    if _is_link(root, name, place, findings):
        return False
    if not (root / name).is_dir():
        findings.add("missing-folder", place, "there is no such folder; make it, or correct the name")
        return False
    if overlapping := next((other for other in (*others, DATA_FOLDER) if _overlap(name, other)), None):
        findings.add("folders-overlap", place, f"this folder and {overlapping} overlap; keep content folders apart")
        return False
    return True


def _is_link(root: Path, name: str, place: Location, findings: Findings) -> bool:
    """Whether a folder, or one above it in the project, is a link to somewhere else."""
    parts = name.split("/")
    for length in range(1, len(parts) + 1):
        if root.joinpath(*parts[:length]).is_symlink():
            findings.add("symbolic-link", place, "a content folder is a folder, not a link to one; move the files here")
            return True
    return False


def _overlap(name: str, other: str) -> bool:
    one, two = (f"{folded(path)}/" for path in (name, other))
    # The data folder may lie in a content folder: reading leaves it out.
    return one.startswith(two) or (two.startswith(one) and other != DATA_FOLDER)


def check_exposure(
    root: Path, tree: Fields, content: Sequence[str], findings: Findings, *, setting: str, value: str
) -> None:
    """Report a folder that another program reads or writes where it overlaps content or data.

    Engines that know nothing of editions copy every file below `docs_dir`; a build replaces everything in `site_dir`.
    """
    node = tree.get(setting)
    place = node.location if node else tree.location
    target = _parts(root / value)
    for name in (*content, DATA_FOLDER):
        folder = _parts(root / name)
        shared = min(len(folder), len(target))
        if folder[:shared] == target[:shared]:
            if setting == "docs_dir":
                message = (
                    f"docs_dir overlaps {name}: any engine would publish it whole; name a folder that holds no content"
                )
                findings.add("docs-dir-exposed", place, message)
            else:
                message = f"site_dir overlaps {name}: a build would replace it; name a folder of its own"
                findings.add("site-dir-exposed", place, message)
            return


def _parts(path: Path) -> tuple[str, ...]:
    """A path with links followed, as a file system that ignores case sees it."""
    return Path(folded(os.path.realpath(path))).parts


def read_ceilings(
    folders: Fields, directories: frozenset[str], rules: AccessRules, findings: Findings
) -> Iterator[tuple[str, frozenset[str]]]:
    """Folder to the most that pages below it may be open to; `directories` are those that hold content."""
    for name, node in folders.entries.items():
        if name not in directories:
            message = "this is no folder with content; write its path below the project, without / at the end"
            findings.add("missing-folder", folders.key_location(name), message)
        elif ceiling := rules.edition_list(node, findings):
            yield name, ceiling
