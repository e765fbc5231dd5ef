"""The register of files that are cleared for release, compared with the files that are there."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from caveat.content.addresses import folded, site_address
from caveat.content.corpus import Attachment
from caveat.content.files.inspect import inspect
from caveat.content.files.kinds import KINDS, kind_of
from caveat.content.files.worker import Worker
from caveat.content.findings import Findings
from caveat.content.front_matter import MARKINGS, Marking
from caveat.content.nodes import Fields, Items, Scalar
from caveat.content.page_rules import ProjectRules
from caveat.content.problem import Location
from caveat.content.validation import Model, Text, Words, validate
from caveat.content.walk import Found, read_bytes

ALLOWED = tuple(KINDS)
"""Ends of file names, in small letters."""
SIZE_LIMIT = 50_000_000
REGISTER = "docs/data/attachments.yml"


class _Row(Model):
    path: Text
    title: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    marking: Marking
    editions: Words
    because: Text = ""
    cleared_by: Text
    cleared_on: dt.date


def read_attachments(
    root: Path, register: Fields | Items | None, files: Sequence[Found], rules: ProjectRules, findings: Findings
) -> tuple[tuple[Attachment, ...], frozenset[str]]:
    """The files that are as they were cleared and hide nothing, sorted by path; and every path in the register."""
    present = {file.path: file for file in files if not file.is_page}
    rows: dict[str, Fields] = {}
    found = []
    with Worker() as worker:
        for item in _rows(register, findings):
            row = validate(_Row, item, findings)
            path = _path(item)
            if path:
                _check_row(item, path, rows, present, findings)
                rows.setdefault(path, item)
            is_first = bool(path) and rows[path] is item and path in present and _is_allowed(path)
            if row and is_first and (attachment := _cleared(root, row, item, rules, worker, findings)):
                found.append(attachment)
    _report_unregistered(present, rows, findings)
    return tuple(sorted(found, key=lambda attachment: attachment.path)), frozenset(rows)


def _rows(register: Fields | Items | None, findings: Findings) -> Sequence[Fields]:
    if register is None:
        return ()
    if isinstance(register, Fields):
        findings.add("not-a-list", register.location, "the register is a list; start each file with a dash")
        return ()
    for item in register.items:
        if not isinstance(item, Fields) and not (isinstance(item, Scalar) and item.broken):
            findings.add("wrong-type", item.location, "a file is a mapping: path, title, sha256, marking and more")
    return [item for item in register.items if isinstance(item, Fields)]


def _path(row: Fields) -> str:
    node = row.get("path")
    return node.value if isinstance(node, Scalar) and isinstance(node.value, str) and not node.broken else ""


def _check_row(
    row: Fields, path: str, rows: Mapping[str, Fields], present: Mapping[str, Found], findings: Findings
) -> None:
    place = row.entries["path"].location
    if path in rows:
        message = f"this file is registered on line {rows[path].line} already; keep one row"
        findings.add("duplicate-attachment", place, message)
    elif path in present:
        if not _is_allowed(path):
            findings.add("attachment-type", place, f"only these kinds of file are released: {', '.join(ALLOWED)}")
    elif folded(path) in map(folded, present):
        message = "the file's name differs by capitals or Unicode form; write it as it is on the disk"
        findings.add("name-clash", place, message)
    else:
        message = "there is no such file in a content folder; write its path below the project, or remove this row"
        findings.add("missing-attachment", place, message)


def _cleared(
    root: Path, row: _Row, node: Fields, rules: ProjectRules, worker: Worker, findings: Findings
) -> Attachment | None:
    before = len(findings)
    access = rules.access.access(node, findings)
    for folder, ceiling in rules.ceilings.items():
        if row.path.startswith(f"{folder}/") and not access.editions <= ceiling:
            message = "folders: in mkdocs.yml opens this folder to fewer editions; narrow this"
            findings.add("above-folder-ceiling", node.entries["editions"].location, message)
    for edition in sorted(access.editions):
        highest = rules.configuration.editions[edition].marking
        if highest and MARKINGS.index(row.marking) > MARKINGS.index(highest):
            message = f"the {edition} edition carries at most {highest}; take this edition out"
            findings.add("marking-above-edition", node.entries["marking"].location, message)
    data = read_bytes(root, row.path, findings, limit=SIZE_LIMIT, code="attachment-too-large")
    if data is not None:
        digest = hashlib.sha256(data).hexdigest()
        if digest != row.sha256:
            message = "the file is not the one that was cleared; have it cleared again and write its new SHA-256"
            findings.add("changed-attachment", node.entries["sha256"].location, message)
        for refusal in inspect(row.path, data, digest, worker):
            findings.add(refusal.code, Location(row.path, refusal.line, refusal.column), refusal.message)
    if data is None or len(findings) > before:
        return None
    uri = site_address(row.path)
    return Attachment(row.path, uri, row.title, row.marking, access, row.sha256, data, node.location)


def _is_allowed(path: str) -> bool:
    return bool(kind_of(path))


def _report_unregistered(present: Mapping[str, Found], rows: Mapping[str, Fields], findings: Findings) -> None:
    for path in sorted(present.keys() - rows.keys()):
        if _is_allowed(path):
            message = f"this file is not cleared: register it in {REGISTER}, or delete it"
            findings.add("unregistered-attachment", Location(path), message)
        else:
            message = f"a file here is a page (.md) or a cleared {', '.join(ALLOWED)}; move it elsewhere or delete it"
            findings.add("attachment-type", Location(path), message)
