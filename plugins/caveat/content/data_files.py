"""The small data files below `docs/data`, each entry with who may see it."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from caveat.content.access import AccessRules
from caveat.content.corpus import Access, Announcement, GlossaryEntry, Home, Task, Variable
from caveat.content.findings import Findings, did_you_mean
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.problem import Location
from caveat.content.validation import Id, Model, Text, Words, validate

M = TypeVar("M", bound=BaseModel)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class _GlossaryEntry(Model):
    short: Text = ""
    long: Text = ""
    term: Text = ""
    meaning: Text = ""
    editions: Words
    because: Text = ""


class _Announcement(Model):
    title: Text
    text: Text = ""
    page: Id = ""
    until: dt.date | None = None
    editions: Words
    because: Text = ""


class _Task(Model):
    text: Text
    page: Id
    editions: Words | None = None
    because: Text = ""


class _Search(Model):
    text: Text
    editions: Words | None = None
    because: Text = ""


def read_glossary(node: Node, rules: AccessRules, findings: Findings) -> tuple[GlossaryEntry, ...]:
    """The entries of glossary.yml, in its order."""
    entries = []
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for model, access, place in _records(node, _GlossaryEntry, rules, findings):
        if not (model.short and model.long) and not (model.term and model.meaning):
            message = "an entry has short and long, or term and meaning; add what is missing"
            findings.add("missing-field", place, message)
        key = model.short or model.term, model.long, access.editions
        if key in seen:
            findings.add("duplicate-name", place, "this entry stands in the glossary twice; keep one")
        seen.add(key)
        entries.append(GlossaryEntry(model.short, model.long, model.term, model.meaning, access, place))
    return tuple(entries)


def read_announcements(node: Node, rules: AccessRules, findings: Findings) -> tuple[Announcement, ...]:
    """The notices of announcements.yml, in its order."""
    return tuple(
        Announcement(model.title, model.text, model.page, model.until, access, place)
        for model, access, place in _records(node, _Announcement, rules, findings)
    )


def read_home(node: Node, rules: AccessRules, findings: Findings) -> Home:
    """What home.yml puts first."""
    if not isinstance(node, Fields):
        findings.add("not-a-mapping", node.location, "home.yml is a mapping with scene:, tasks: and searches:")
        return Home()
    for name in node.entries:
        if name not in ("scene", "tasks", "searches"):
            hint = did_you_mean(name, ("scene", "tasks", "searches")) or "; write scene, tasks or searches"
            findings.add("unknown-field", node.key_location(name), f"this is not a part of the home page{hint}")
    scene, tasks = (_tasks(node.get(name), rules, findings) for name in ("scene", "tasks"))
    return Home(scene, tasks, _searches(node.get("searches"), rules, findings))


def read_variables(node: Node, rules: AccessRules, findings: Findings) -> tuple[Variable, ...]:
    """The values of variables.yml: `{{ group.name }}`."""
    if not isinstance(node, Fields):
        findings.add("not-a-mapping", node.location, "variables.yml is a mapping: a group, and below it `name: value`")
        return ()
    found = []
    for group, members in node.entries.items():
        _check_name(group, node, findings)
        if not isinstance(members, Fields):
            findings.add("wrong-type", members.location, "write `name: value` below this group, indented")
            continue
        for name, value in members.entries.items():
            _check_name(name, members, findings)
            if variable := _variable(f"{group}.{name}", value, rules, findings):
                found.append(variable)
    return tuple(found)


def _variable(name: str, node: Node, rules: AccessRules, findings: Findings) -> Variable | None:
    access = Access(rules.editions)
    if isinstance(node, Fields):
        for key in node.entries:
            if key not in ("value", "editions", "because"):
                hint = did_you_mean(key, ("value", "editions", "because")) or "; write value, editions or because"
                findings.add("unknown-field", node.key_location(key), f"this is not a part of a variable{hint}")
        access = rules.access(node, findings)
        if node.get("value") is None:
            findings.add("missing-field", node.location, "value is missing; add value: ...")
            return None
        node = node.entries["value"]
    # A value may have several lines, and may show what a restriction looks like: nothing reads it as one.
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value:
        return Variable(name, node.value, access, node.location)
    if isinstance(node, Scalar) and node.value == "":
        if not node.broken:
            findings.add("empty-value", node.location, "there is no text here; write some, or leave the key out")
    elif not (isinstance(node, Scalar) and node.broken):
        findings.add("wrong-type", node.location, "a value is text; put quotes around a number or a date")
    return None


def _check_name(name: str, parent: Fields, findings: Findings) -> None:
    if not _NAME.fullmatch(name):
        message = "a name is of small letters, digits and underscores, and starts with a letter"
        findings.add("bad-name", parent.key_location(name), message)


def _tasks(node: Node | None, rules: AccessRules, findings: Findings) -> tuple[Task, ...]:
    if node is None:
        return ()
    records = _records(node, _Task, rules, findings)
    return tuple(Task(model.text, model.page, access, place) for model, access, place in records)


def _searches(node: Node | None, rules: AccessRules, findings: Findings) -> tuple[Task, ...]:
    if node is None:
        return ()
    if isinstance(node, Items):
        # A search may be written as its text alone.
        items = [
            Fields({"text": item}, {}, item.path, item.line, item.column) if isinstance(item, Scalar) else item
            for item in node.items
        ]
        node = Items(tuple(items), node.path, node.line, node.column)
    records = _records(node, _Search, rules, findings)
    return tuple(Task(model.text, "", access, place) for model, access, place in records)


def _records(
    node: Node, model: type[M], rules: AccessRules, findings: Findings
) -> Iterator[tuple[M, Access, Location]]:
    """Every entry of a list that has the right shape, with who may see it."""
    for record, item in records(node, model, findings):
        yield record, rules.access(item, findings), item.location


def records(node: Node, model: type[M], findings: Findings) -> Iterator[tuple[M, Fields]]:
    """Every entry of a list that has the right shape."""
    if not isinstance(node, Items):
        findings.add("not-a-list", node.location, "this is a list; start each entry with a dash")
        return
    for item in node.items:
        if not isinstance(item, Fields):
            if not (isinstance(item, Scalar) and item.broken):
                findings.add("wrong-type", item.location, "an entry is a mapping: `name: value`, or {name: value}")
            continue
        if record := validate(model, item, findings):
            yield record, item
