"""`caveat clean FILE`: a copy without what nobody sees, and the row of the register that it needs."""

import hashlib
import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from caveat.content.attachments import ALLOWED, REGISTER, SIZE_LIMIT
from caveat.content.files.clean import clean
from caveat.content.files.kinds import kind_of
from caveat.content.files.worker import Worker
from caveat.content.findings import Findings, listed
from caveat.content.problem import ContentError
from caveat.content.walk import read_bytes
from caveat_site.usage import UsageError

_ROW = """\
- path: {path}
  title:
  sha256: {sha256}
  marking:
  editions: []
  cleared_by:
  cleared_on:
"""
"""What the editor and the release authority fill in stays empty: until then the register is not valid."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=f"a file that ends in {listed(ALLOWED)}")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write; default: NAME.clean.EXT beside FILE")


def run(root: Path, arguments: Namespace) -> int:
    """Write the copy, and print what to put into the register."""
    source: Path = arguments.file
    out: Path = arguments.out or source.with_name(f"{source.stem}.clean{source.suffix}")
    _check_names(source, out)
    findings = Findings()
    data = read_bytes(Path(), str(source), findings, limit=SIZE_LIMIT, code="attachment-too-large")
    if data is None:
        raise ContentError(findings.problems)
    with Worker() as worker:
        cleaned = clean(str(source), data, worker)
    _write(out, cleaned)
    row = _ROW.format(path=_path_in_project(root, out), sha256=hashlib.sha256(cleaned).hexdigest())
    print(f"{out}: {len(cleaned):,} bytes; look at it before it is cleared.\n\nFor {REGISTER}:\n\n{row}", end="")
    return 0


def _check_names(source: Path, out: Path) -> None:
    if not source.exists():
        raise UsageError(f"there is no file {source}")
    if not kind_of(source.name):
        raise UsageError(f"{source}: only files that end in {listed(ALLOWED)} can be cleaned, in small letters")
    if kind_of(out.name) != kind_of(source.name):
        raise UsageError(f"{out}: the copy is of the same kind; let its name end in {source.suffix}")


def _write(out: Path, data: bytes) -> None:
    """Write a new file, whole or not at all; one that holds the same already may stay."""
    if out.is_file() and not out.is_symlink() and out.read_bytes() == data:
        return
    if out.exists() or out.is_symlink():
        raise UsageError(f"{out} is there already; delete it, or name another file with --out")
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(data)
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)


def _path_in_project(root: Path, out: Path) -> str:
    """The path as the register has it; the name alone where the copy lies in no project."""
    below = os.path.relpath(out.resolve(), root.resolve())
    return Path(below).as_posix() if (root / "mkdocs.yml").is_file() and not below.startswith("..") else out.name
