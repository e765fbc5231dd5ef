"""Edits of a project's files."""

import os
from collections.abc import Sequence
from pathlib import Path

from caveat.content.findings import Findings
from caveat.content.problem import ContentError
from caveat.content.replacing import replace_file
from caveat.content.text import read_text
from caveat.content.walk import read_bytes
from caveat.editing.restrict import restricted
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
    write_text(root / name, changed, like=data)


def write_text(place: Path, text: str, *, like: bytes) -> None:
    """Give a file another text, with the line ends, the mark at the start and the mode of the bytes it had."""
    ends = b"\r\n" if b"\r\n" in like else b"\n"
    start = _BOM if like.startswith(_BOM) else b""
    replace_file(place, start + text.encode().replace(b"\n", ends), place.stat().st_mode & 0o777)


def _below(root: Path, path: str) -> str:
    """A path as the project knows it, whether it was written from the project's folder or from the current one."""
    for place in (root / path, Path(path)):
        found = Path(os.path.abspath(place))  # noqa: PTH100 - Links are not to be followed.
        base = Path(os.path.abspath(root))  # noqa: PTH100
        if found.is_relative_to(base) and found.is_file():
            return found.relative_to(base).as_posix()
    return path
