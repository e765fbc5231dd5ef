"""Edits of a project's files."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from caveat.content.findings import Findings, did_you_mean
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import ContentError
from caveat.content.replacing import replace_file, replace_in_project
from caveat.content.text import read_text
from caveat.content.walk import read_bytes
from caveat.editing.restrict import restricted
from caveat.editing.schema import Schema, schema_of, schema_of_any
from caveat.projection.narrow import scheme_of
from caveat_site.source import Source
from caveat_site.usage import UsageError

_BOM = b"\xef\xbb\xbf"


def restrict(root: Path, path: str, lines: tuple[int, int], editions: Sequence[str], reason: str) -> None:
    """Put lines of a page or passage into a restriction; editions that contain a named one keep the text too.

    Raises EditError, ContentError, UsageError; the file stays as it was then.
    """
    source = Source(root)
    corpus = source.corpus
    files = {page.path for page in corpus.pages} | {passage.path for passage in corpus.passages.values()}
    name = _below(root, path)
    if name not in files:
        raise UsageError(f"{path} is no page or shared passage of this project that can be read; see caveat check")
    findings = Findings()
    data = read_bytes(root, name, findings)
    text = read_text(data, name, findings) if data is not None else None
    if text is None or data is None:
        raise ContentError(findings.problems)
    known = source.chosen(editions)
    wider = {each for edition in known for each in corpus.configuration.wider(edition)}
    keeping = [each for each in corpus.configuration.editions if each in wider or each in known]
    changed = restricted(text, name, lines, keeping, reason, scheme_of(corpus))
    write_text(root, name, changed, like=data)


def write_text(root: Path, path: str, text: str, *, like: bytes) -> None:
    """Give a file of a project another text, with the line ends, the byte order mark and the mode that it had."""
    ends = b"\r\n" if b"\r\n" in like else b"\n"
    start = _BOM if like.startswith(_BOM) else b""
    mode = (root / path).stat().st_mode & 0o777
    replace_in_project(root, path, start + text.encode().replace(b"\n", ends), mode)


def _below(root: Path, path: str) -> str:
    """A path as the project knows it, whether it was written from the project's folder or from the current one."""
    for place in (root / path, Path(path)):
        found = Path(os.path.abspath(place))  # noqa: PTH100 - Links are not to be followed.
        base = Path(os.path.abspath(root))  # noqa: PTH100
        if found.is_relative_to(base) and found.is_file():
            return found.relative_to(base).as_posix()
    return path


ANY_PAGE = "front-matter"
"""The schema that holds for a page of any type."""


def schemas(root: Path, name: str | None) -> dict[str, Schema]:
    """Name of a type, or `front-matter` for any page, to its JSON Schema: of one, or of all without a name.

    Raises ContentError where the project cannot be read, UsageError for a type that it does not have.
    """
    corpus = Source(root).corpus
    kinds = tuple(corpus.vocabulary.lists["type"])
    if name is not None and name not in (*kinds, ANY_PAGE):
        raise UsageError(f"this project has no type of page '{name}'{did_you_mean(name, kinds)}")
    wanted = (*kinds, ANY_PAGE) if name is None else (name,)
    return {each: schema_of_any(corpus, kinds) if each == ANY_PAGE else schema_of(corpus, each) for each in wanted}


def write_schemas(root: Path, out: Path, name: str | None) -> tuple[Path, ...]:
    """Write schemas to files of a folder, which stands outside the content, and give their paths."""
    folder = root / out
    content = (*Source(root).folders, (root / DATA_FOLDER).resolve())
    if any(folder.resolve().is_relative_to(each) for each in content):
        raise UsageError(f"{out} lies in the content, where every file is checked or shown; name another folder")
    written = []
    for each, schema in schemas(root, name).items():
        place = folder / f"{each}.schema.json"
        replace_file(place, f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode())
        written.append(place)
    return tuple(written)
