"""`docs/data/watchlist.yml`: what must not appear in an edition even where nobody has marked it.

watch:
  - words: [Copper Lantern]             # or patterns: [telephone], or both
    guards: [partner]                   # the key is not `editions`, which says who may see something
    reason: Name of a covert tactic
allow:
  - text: 020 7946 0142
    page: MS-DEB-007                    # left out: on every page and in every data file
    reason: An invented number
"""

from collections.abc import Callable, Iterator
from typing import Annotated

from pydantic import Field

from caveat.content.corpus import AllowedText, WatchEntry, WatchList
from caveat.content.data_files import records
from caveat.content.findings import Findings, did_you_mean, listed
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.patterns import PATTERNS
from caveat.content.validation import Id, Model, Text

_PARTS = ("watch", "allow")
_Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
_Wrong = tuple[str, str]
"""Code and message of what is wrong with a value."""


class _Entry(Model):
    words: _Texts = ()
    patterns: _Texts = ()
    guards: _Texts
    reason: Text


class _Allowed(Model):
    text: Text
    page: Id = ""
    reason: Text


def read_watch_list(node: Node, editions: frozenset[str], findings: Findings) -> WatchList:
    """The entries that are right in themselves, in the order of the file. No message repeats a word of it."""
    if not isinstance(node, Fields):
        findings.add("not-a-mapping", node.location, "watchlist.yml is a mapping with watch: and allow:")
        return WatchList()
    for name in node.entries:
        if name not in _PARTS:
            hint = did_you_mean(name, _PARTS) or f"; write {listed(_PARTS)}"
            findings.add("unknown-field", node.key_location(name), f"this is not a part of the watch list{hint}")
    watch, allow = node.get("watch"), node.get("allow")
    entries = tuple(_entries(watch, editions, findings)) if watch else ()
    return WatchList(entries, tuple(_allowed(allow, findings)) if allow else ())


def _entries(node: Node, editions: frozenset[str], findings: Findings) -> Iterator[WatchEntry]:
    for model, item in records(node, _Entry, findings):
        before = len(findings)
        if not model.words and not model.patterns:
            findings.add("missing-field", item.location, "an entry has words or patterns; add what must not appear")
        _check_values(item.get("words"), _wrong_word, findings)
        _check_values(item.get("patterns"), _wrong_pattern, findings)
        _check_values(item.get("guards"), lambda name: _wrong_edition(name, editions), findings)
        if len(findings) == before:
            yield WatchEntry(frozenset(model.guards), model.words, model.patterns, model.reason, item.location)


def _allowed(node: Node, findings: Findings) -> Iterator[AllowedText]:
    seen: set[tuple[str, str]] = set()
    for model, item in records(node, _Allowed, findings):
        if (model.text, model.page) in seen:
            findings.add("duplicate-value", item.location, "this text is allowed twice; keep one entry")
        seen.add((model.text, model.page))
        if wrong := _wrong_word(model.text):
            findings.add(wrong[0], item.entries["text"].location, wrong[1])
        else:
            yield AllowedText(model.text, model.page, model.reason, item.entries.get("page", item).location)


def _check_values(node: Node | None, wrong: Callable[[str], _Wrong | None], findings: Findings) -> None:
    """Report values of a list that are wrong, or that stand in it twice."""
    seen: set[str] = set()
    for item in node.items if isinstance(node, Items) else ():
        value = str(item.value) if isinstance(item, Scalar) else ""
        if problem := wrong(value):
            findings.add(problem[0], item.location, problem[1])
        elif value in seen:
            findings.add("duplicate-value", item.location, "this stands in the list twice; keep one")
        seen.add(value)


def _wrong_word(word: str) -> _Wrong | None:
    if any(map(str.isalnum, word)):
        return None
    return "empty-value", "there is no letter or digit here; write the words to look for"


def _wrong_pattern(name: str) -> _Wrong | None:
    if name in PATTERNS:
        return None
    hint = did_you_mean(name, PATTERNS) or f"; write {listed(PATTERNS)}"
    return "unknown-value", f"no pattern has this name{hint}"


def _wrong_edition(name: str, editions: frozenset[str]) -> _Wrong | None:
    if name in editions:
        return None
    hint = did_you_mean(name, editions) or f"; write {listed(sorted(editions))}"
    return "unknown-edition", f"this edition is not configured in mkdocs.yml{hint}"
