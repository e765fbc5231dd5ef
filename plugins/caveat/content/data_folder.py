"""What lies in `docs/data`: known files alone, each parsed once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from caveat.content.addresses import shown, wrong_name
from caveat.content.findings import Findings, did_you_mean
from caveat.content.folders import DATA_FOLDER
from caveat.content.nodes import Fields, Items
from caveat.content.problem import Location
from caveat.content.text import read_text
from caveat.content.walk import files_below, read_bytes
from caveat.content.yaml_reader import read_yaml

REGISTER = "attachments.yml"
HOUSE_STYLE = "house-style.yml"
VARIABLES = "variables.yml"
WATCH_LIST = "watchlist.yml"
FILES = (
    "announcements.yml",
    REGISTER,
    "glossary.yml",
    "home.yml",
    HOUSE_STYLE,
    "legislation.yml",
    VARIABLES,
    "vocabulary.yml",
    WATCH_LIST,
)
RESERVED = ("approvals.yml", "exports.yml", "recalls.yml", "releases.yml")
"""Files that other parts of Caveat read."""
SHARED = f"{DATA_FOLDER}/shared"
_PASSAGE = re.compile(r"[a-z0-9][a-z0-9-]*\.md")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The data files of a project, parsed but not yet understood."""

    trees: Mapping[str, Fields | Items] = field(default_factory=dict)
    """File name to its content; a file that could not be parsed is left out."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """Path of each shared passage to its text."""
    broken: frozenset[str] = frozenset()
    """Names of files that are there but could not be read or parsed: `variables.yml`, `shared/indicators.md`."""

    def mapping(self, name: str, findings: Findings) -> Fields | None:
        """The content of a file that has to be a mapping."""
        tree = self.trees.get(name)
        if isinstance(tree, Items):
            findings.add("not-a-mapping", tree.location, f"{name} is a mapping: `name: value` on each line")
            return None
        return tree


def read_data_folder(root: Path, findings: Findings) -> DataFolder:
    """Every data file of a project."""
    trees: dict[str, Fields | Items] = {}
    passages: dict[str, str] = {}
    broken: set[str] = set()
    for path in _files(root, findings):
        name = path.removeprefix(f"{DATA_FOLDER}/")
        if name in RESERVED:
            continue
        text = _text(root, path, findings)
        if path.startswith(f"{SHARED}/"):
            if text is None:
                broken.add(name)
            else:
                passages[path] = text
            continue
        tree = read_yaml(text, path, findings) if text is not None else None
        if tree is None:
            broken.add(name)
        else:
            trees[name] = tree
    return DataFolder(trees, passages, frozenset(broken))


def read_reserved(root: Path, path: str, findings: Findings) -> Fields | Items | None:
    """The content of a file of `RESERVED`; None where there is no file or, with findings, where it cannot be read."""
    # A data folder that cannot be read is a problem already.
    if not os.path.lexists(root / path):
        return None
    text = _text(root, path, findings)
    return read_yaml(text, path, findings) if text is not None else None


def _entries(root: Path, findings: Findings) -> "list[os.DirEntry[str]]":
    """What the folder holds, sorted; nothing where there is none."""
    folder, place = root / DATA_FOLDER, Location(DATA_FOLDER)
    try:
        if folder.is_symlink() or folder.parent.is_symlink():
            findings.add("symbolic-link", place, "links are not followed; put the folder itself here")
            return []
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        findings.add("special-file", place, "this is a folder of data files; move the file elsewhere")
    except OSError:
        findings.add("unreadable-file", place, "this folder cannot be read; check its permissions")
    return []


def _files(root: Path, findings: Findings) -> list[str]:
    """Paths of the known files, sorted; everything else is reported."""
    found: list[str] = []
    for entry in _entries(root, findings):
        path = f"{DATA_FOLDER}/{entry.name}"
        place = Location(shown(path))
        if entry.is_symlink():
            findings.add("symbolic-link", place, "links are not followed; put the file itself here")
        elif path == SHARED and entry.is_dir():
            found += _passages(root, findings)
        elif entry.name in (*FILES, *RESERVED) and entry.is_file():
            found.append(path)
        elif wrong := wrong_name(entry.name):
            findings.add(wrong[0], place, wrong[1])
        else:
            hint = did_you_mean(entry.name, FILES) or f"; the data files are {', '.join(FILES)} and shared/*.md"
            findings.add("unknown-data-file", place, f"nothing reads this{hint}")
    return found


def _passages(root: Path, findings: Findings) -> list[str]:
    found = []
    for path in sorted(files_below(root, SHARED, findings)):
        if _PASSAGE.fullmatch(path.removeprefix(f"{SHARED}/")):
            found.append(path)
        else:
            message = "a shared passage is a file such as shared/why-victims-hesitate.md: small letters, no folder"
            findings.add("unknown-data-file", Location(path), message)
    return found


def _text(root: Path, path: str, findings: Findings) -> str | None:
    data = read_bytes(root, path, findings)
    return None if data is None else read_text(data, path, findings)
