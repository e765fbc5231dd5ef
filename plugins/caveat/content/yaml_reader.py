"""A strict subset of YAML, with the position of every key and value.

One mapping or list; keys are plain words; no anchors, aliases, merge keys, tags, tabs or second document. The parser is
ruamel.yaml's: the one in C where `ruamel.yaml.clib` is installed (twenty times faster), else the one in Python. Only
its events are used, so that what a scalar means is decided in one place (`scalars`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ruamel.yaml import YAML, events, main
from ruamel.yaml.error import MarkedYAMLError

from caveat.content.findings import Findings
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.problem import Location
from caveat.content.scalars import Wrong, resolve
from caveat.content.text import code_point, is_plain, unwanted_in

C_PARSER: Any = getattr(main, "CParser", None)
DEPTH_LIMIT = 16
SIZE_LIMIT = 500_000
"""Characters of one YAML document."""
_SAFE_KEY = re.compile(r"[!-~](?:[ -~]*[!-~])?")
# The two parsers differ on comments and blank lines where a text block starts, and on text right after a quoted key.
_DISPUTED = re.compile(r"""[|>][-+0-9]*(?:[ ]*|[ ]*#.*)$|["']:[^\s,\[\]{}]""", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_BRACKET_LIMIT = 200
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_TOO_DEEP = f"values are nested at most {DEPTH_LIMIT} deep; flatten this"
_SYNTAX = (
    "this is not valid YAML; check indentation, brackets and quotes here and above, and quote text that holds ': '"
)


def read_yaml(text: str, path: str, findings: Findings, *, first_line: int = 1) -> Fields | Items | None:
    """The tree of one document; None where it has no usable tree.

    A tree may come with findings: values that are wrong in themselves are marked `broken`, so that the rest of the file
    can be checked in the same run.
    """
    if len(text) > SIZE_LIMIT:
        findings.add("yaml-too-large", Location(path, first_line), f"at most {SIZE_LIMIT:,} characters; split the file")
        return None
    refusals = (_has_tabs, _has_directive, _is_too_deep)
    if any(refuses(text, path, first_line, findings) for refuses in refusals):
        return None
    builder = None
    if C_PARSER is not None and not _DISPUTED.search(text):
        builder = _build(_events_in_c(text), _Builder(path, first_line))
    if builder is None or not builder.is_clean:
        # The parser in C refuses some of YAML 1.2 and has other ideas of where nothing stands; the one in Python has
        # the last word, so that an author sees the same problems whichever is installed.
        builder = _build(YAML(typ="safe", pure=True).parse(text), _Builder(path, first_line))
    return builder.finish(findings)


def _events_in_c(text: str) -> Iterator[Any]:
    parser = C_PARSER(text)
    while not isinstance(event := parser.get_event(), events.StreamEndEvent):
        yield event


def _build(stream: Iterator[Any], builder: "_Builder") -> "_Builder":
    try:
        for event in stream:
            if not builder.take(event):
                break
    except MarkedYAMLError as error:
        builder.stick(error.problem_mark or error.context_mark)
    except Exception:  # noqa: BLE001 -- Whatever input makes the parser stumble is an input we refuse.
        builder.stick(None)
    return builder


def _has_tabs(text: str, path: str, first_line: int, findings: Findings) -> bool:
    if "\t" not in text:
        return False
    for number, line in enumerate(text.split("\n"), first_line):
        if (at := line.find("\t")) >= 0:
            findings.add("yaml-tab", Location(path, number, at + 1), "U+0009 is a tab; write spaces")
    return True


def _is_too_deep(text: str, path: str, first_line: int, findings: Findings) -> bool:
    """Whether brackets nest so deep that a parser in Python would take minutes to say so."""
    if text.count("[") + text.count("{") <= _BRACKET_LIMIT:
        return False
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += 1 if found[0] in "[{" else -1
        if depth > _BRACKET_LIMIT:
            start = text.rfind("\n", 0, found.start()) + 1
            place = Location(path, text.count("\n", 0, found.start()) + first_line, found.start() - start + 1)
            findings.add("yaml-depth", place, _TOO_DEEP)
            return True
    return False


def _has_directive(text: str, path: str, first_line: int, findings: Findings) -> bool:
    found = _DIRECTIVE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + first_line
        message = "remove the directive (%...): it changes what the file means"
        findings.add("yaml-documents", Location(path, line), message)
    return bool(found)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    is_mapping: bool
    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    key: str | None = None
    """The key that waits for its value; empty where the key was refused."""


class _Builder:
    """Makes the tree from the parser's events."""

    def __init__(self, path: str, first_line: int) -> None:
        self._root: Node | None = None
        self._path = path
        self._first_line = first_line
        self._findings = Findings()
        self._open: list[_Open] = []
        self._documents = 0
        self._usable = True

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found so far."""
        return not self._findings

    def stick(self, mark: Any) -> None:
        """Remember that the parser refused the text here."""
        self._usable = False
        self._findings.add("yaml-syntax", self._at(mark), _SYNTAX)

    def finish(self, findings: Findings) -> Fields | Items | None:
        """The tree, if there is one that can be used, and everything found on the way."""
        findings.extend(self._findings)
        if not self._usable:
            return None
        if isinstance(self._root, Fields | Items):
            return self._root
        place = self._root.location if self._root else Location(self._path, self._first_line)
        findings.add("not-a-mapping", place, "this holds no fields; write one `name: value` on each line")
        return None

    def _at(self, mark: Any) -> Location:
        """A mark of the parser, which counts from zero, as a place in the file."""
        if mark is None:
            return Location(self._path, self._first_line)
        return Location(self._path, mark.line + self._first_line, mark.column + 1)

    def take(self, event: Any) -> bool:
        """Add an event to the tree; False where reading cannot go on."""
        self._usable = self._take(event)
        return self._usable

    def _take(self, event: Any) -> bool:
        kind = type(event)
        if kind is events.ScalarEvent:
            self._refuse_decoration(event)
            self._scalar(event)
        elif kind in (events.MappingStartEvent, events.SequenceStartEvent):
            self._refuse_decoration(event)
            return self._start(event, is_mapping=kind is events.MappingStartEvent)
        elif kind in (events.MappingEndEvent, events.SequenceEndEvent):
            self._end()
        elif kind is events.AliasEvent:
            message = "an alias (*name) repeats a value unseen; write the value again"
            self._findings.add("yaml-alias", self._at(event.start_mark), message)
            self._value(
                Scalar("", self._path, event.start_mark.line + self._first_line, event.start_mark.column + 1, True)
            )
        elif kind is events.DocumentStartEvent:
            return self._document(event)
        elif kind is events.DocumentEndEvent and event.explicit:
            self._findings.add("yaml-documents", self._at(event.start_mark), "remove the line that holds ... alone")
        return True

    def _document(self, event: Any) -> bool:
        self._documents += 1
        if self._documents > 1:
            message = "a second document starts here; keep one document in a file"
            self._findings.add("yaml-documents", self._at(event.start_mark), message)
            return False
        return True

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            message = "an anchor (&name) lets a value be repeated unseen; remove it"
            self._findings.add("yaml-anchor", self._at(event.start_mark), message)
        if event.tag is not None:
            message = "a tag (!name) is not allowed; write plain text, a date, a whole number, true or false"
            self._findings.add("yaml-tag", self._at(event.start_mark), message)

    def _start(self, event: Any, *, is_mapping: bool) -> bool:
        mark = event.start_mark
        if len(self._open) >= DEPTH_LIMIT:
            self._findings.add("yaml-depth", self._at(mark), _TOO_DEEP)
            return False
        if self._awaits_key():
            self._findings.add("key-not-text", self._at(mark), "a key is one word; write `name: value`")
            return False
        self._open.append(_Open(is_mapping, mark.line + self._first_line, mark.column + 1))
        return True

    def _end(self) -> None:
        done = self._open.pop()
        if done.is_mapping:
            self._value(Fields(done.entries, done.keys, self._path, done.line, done.column))
        else:
            self._value(Items(tuple(done.items), self._path, done.line, done.column))

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and self._open[-1].key is None

    def _scalar(self, event: Any) -> None:
        line, column = event.start_mark.line + self._first_line, event.start_mark.column + 1
        place = self._path, line, column
        text: str = event.value
        value: str | int | bool | date | Wrong = text
        if not event.style:  # Plain: neither quoted nor a block.
            value = resolve(text)
        elif event.style == '"' and not is_plain(text):
            value = self._unescaped(text)
        if self._awaits_key():
            self._key(value, place)
        elif isinstance(value, Wrong):
            if not text and self._open and self._open[-1].key:
                # The two parsers disagree on where nothing stands.
                place = self._path, *self._open[-1].keys[self._open[-1].key]
            self._findings.add(value.code, Location(*place), value.message)
            self._value(Scalar(text, *place, broken=True))
        else:
            self._value(Scalar(value, *place))

    def _unescaped(self, text: str) -> str | Wrong:
        for character, code, kind in unwanted_in(text):
            name = f"{code_point(character)} is" if character else "this text is"
            return Wrong(code, f"{name} {kind}; remove the escape that stands for it")
        return text

    def _key(self, value: Any, place: tuple[str, int, int]) -> None:
        top = self._open[-1]
        top.key = ""
        if not isinstance(value, str):
            self._findings.add("key-not-text", Location(*place), "a key is text; put quotes around this one")
        elif value == "<<":
            self._findings.add("yaml-merge-key", Location(*place), "a merge key (<<) is not allowed; write the fields")
        elif not _SAFE_KEY.fullmatch(value):
            odd = next((f"{code_point(letter)} in " for letter in value if not " " < letter <= "~"), "")
            message = f"{odd}a key: a key is of letters, digits and signs on the keyboard, without a space at its ends"
            self._findings.add("unsafe-key", Location(*place), message)
        elif value in top.entries:
            message = f"this key already stands on line {top.keys[value][0]}; keep one of them"
            self._findings.add("duplicate-key", Location(*place), message)
        else:
            top.key = value
            top.keys[value] = place[1:]

    def _value(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        top = self._open[-1]
        if not top.is_mapping:
            top.items.append(node)
            return
        if top.key is None:  # An alias as a key, already reported.
            top.key = ""
            return
        if top.key:
            top.entries[top.key] = node
        top.key = None
