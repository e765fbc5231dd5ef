"""`docs/data/recalls.yml`: what is taken out of every release, because it should not have been shown. Never staged.

recalls:
  - page: MS-GDN-012                        # an id, or the path of a page without one; alone: the whole page
    passage: Officers wait at the second exit until the last car has left.
    editions: [partner]                     # who loses it; editions within these lose it too
    reason: tactics
    date: 2024-05-13
    decided_by: Force information manager
allowed:
  - text: the second exit                   # may stand in old releases although today's edition has it no longer
    reason: A public inquiry has published it.
    date: 2024-05-14
    decided_by: Force information manager

A recall names a page, and of it at most one of `passage` (its words, wherever in the page they stand, across lines),
`lines` (`release` and the numbers of the lines in that release), `field`, or an `attachment` (a path, with no page).
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from caveat.content.access import AccessRules
from caveat.content.data_files import records
from caveat.content.data_folder import read_reserved
from caveat.content.findings import Findings, did_you_mean, listed
from caveat.content.folders import DATA_FOLDER
from caveat.content.front_matter import FrontMatter
from caveat.content.nodes import Fields, Node
from caveat.content.problem import Location
from caveat.content.validation import Model, Text, Words

FILE = f"{DATA_FOLDER}/recalls.yml"
_PARTS = ("recalls", "allowed")
_KEPT_FIELDS = ("id", "type", "title", "marking", "status")
"""Fields that a page cannot be without."""
FIELDS = tuple(name for name in FrontMatter.model_fields if name not in _KEPT_FIELDS)


class _Recall(Model):
    page: Text = ""
    passage: Annotated[str, StringConstraints(min_length=1, pattern=r"\S")] = ""
    release: Text = ""
    lines: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*(?:-[1-9][0-9]*)?$")] = ""
    field: Text = ""
    attachment: Text = ""
    editions: Words
    reason: Text
    date: dt.date
    decided_by: Text


class _Allowed(Model):
    text: Text
    reason: Text
    date: dt.date
    decided_by: Text


@dataclass(frozen=True, slots=True)
class Recall:
    """What some editions lose in all releases."""

    page: str
    """Id or path; empty for an attachment."""
    passage: str
    release: str
    """Name of the release that `lines` count in."""
    lines: tuple[int, int] | None
    """First and last, counted from 1."""
    field: str
    attachment: str
    editions: frozenset[str]
    """Narrower editions included."""
    location: Location

    @property
    def is_whole_page(self) -> bool:
        """Whether the page itself goes."""
        return bool(self.page) and not (self.passage or self.lines or self.field)


@dataclass(frozen=True, slots=True)
class Recalls:
    """What the file says."""

    entries: tuple[Recall, ...] = ()
    allowed: tuple[str, ...] = ()
    """Texts that may stand in old releases."""


def read_recalls(root: Path, rules: AccessRules, findings: Findings) -> Recalls:
    """The recalls of a project; none where there is no file. No message repeats a word of them."""
    tree = read_reserved(root, FILE, findings)
    if tree is None:
        return Recalls()
    if not isinstance(tree, Fields):
        findings.add("not-a-mapping", tree.location, "recalls.yml is a mapping with recalls: and allowed:")
        return Recalls()
    for name in tree.entries:
        if name not in _PARTS:
            hint = did_you_mean(name, _PARTS) or f"; write {listed(_PARTS)}"
            findings.add("unknown-field", tree.key_location(name), f"this is not a part of the recalls{hint}")
    recalls, allowed = tree.get("recalls"), tree.get("allowed")
    return Recalls(
        tuple(_recalls(recalls, rules, findings)) if recalls else (),
        tuple(each.text for each, _ in records(allowed, _Allowed, findings)) if allowed else (),
    )


def _recalls(node: Node, rules: AccessRules, findings: Findings) -> "list[Recall]":
    found = []
    for model, item in records(node, _Recall, findings):
        before = len(findings)
        rules.reason(item.get("reason"), findings)
        editions = _editions(item, model.editions, rules, findings)
        _check_target(model, item, findings)
        if len(findings) == before:
            numbers = tuple(map(int, model.lines.split("-"))) if model.lines else ()
            lines = (numbers[0], numbers[-1]) if numbers else None
            page = model.page
            found.append(
                Recall(
                    page, model.passage, model.release, lines, model.field, model.attachment, editions, item.location
                )
            )
    return found


def _editions(item: Fields, named: frozenset[str], rules: AccessRules, findings: Findings) -> frozenset[str]:
    """The named editions and all within them: who may not see something cannot have it by a wider edition's way."""
    for name in sorted(named - rules.editions):
        hint = did_you_mean(name, rules.editions) or f"; write {listed(sorted(rules.editions))}"
        findings.add("unknown-edition", item.entries["editions"].location, f"this edition is not configured{hint}")
    if not named:
        findings.add("empty-editions", item.entries["editions"].location, "this list is empty; name who loses it")
    return named | {edition for edition in rules.editions if rules.wider[edition] & named}


def _check_target(model: _Recall, item: Fields, findings: Findings) -> None:
    named = [name for name in ("passage", "lines", "field", "attachment") if getattr(model, name)]
    if len(named) > 1:
        message = f"an entry recalls one thing; write {listed(named)} in entries of their own"
        findings.add("unknown-value", item.key_location(named[1]), message)
    if bool(model.page) == bool(model.attachment):
        message = "an entry names a page (an id, or a path) or an attachment (a path); write one of them"
        findings.add("missing-field", item.location, message)
    if bool(model.release) != bool(model.lines):
        message = "line numbers mean something in one release alone; write release: and lines: together"
        findings.add("missing-field", item.location, message)
    if model.field and model.field not in FIELDS:
        hint = did_you_mean(model.field, FIELDS) or "; a page cannot be without it: recall the page, or a passage"
        findings.add("unknown-value", item.entries["field"].location, f"this field cannot be recalled{hint}")


def recalled_text(recalls: Recalls, edition: str) -> str:
    """The words that an edition has lost, each on the line of its entry in the file.

    The rest of the file is left out: what one edition has lost another may have.
    """
    lines: dict[int, str] = {}
    for recall in recalls.entries:
        if edition in recall.editions:
            lines[recall.location.line] = " ".join(recall.passage.split())
    return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))


def words_pattern(passage: str) -> re.Pattern[str]:
    """Finds a passage however its words are spread over lines."""
    return re.compile(r"\s+".join(map(re.escape, passage.split())))
