"""New entries for `docs/data/recalls.yml`, from what somebody wants out of sight."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caveat.content.corpus import Corpus, Page, Passage
from caveat.content.line import Line
from caveat.history.recalls import words_pattern
from caveat.history.releases import Released
from caveat.projection.narrow import scheme_of
from caveat.redaction.markers import mark

_HEAD = "# What is taken out of every release. No edition ever has this file.\nrecalls:\n"
_BULLET = re.compile(r"^\s*(?:[-*+]|[0-9]+[.)]|#+|>)\s+")
Entry = Mapping[str, str]
"""Field of an entry to its value, as YAML."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken out, and who says so."""

    editions: tuple[str, ...]
    reason: str
    decided_by: str
    date: date
    source: str = ""
    """A place in today's source, `path:line`."""
    page: str = ""
    passage: str = ""
    field: str = ""
    attachment: str = ""


def entries(wanted: Wanted, now: Corpus, releases: Sequence[Released]) -> list[Entry]:
    """The entries that take it out of every release; none where no release has it."""
    if wanted.source:
        targets = [{"page": page, "passage": words} for page, words in _from_source(wanted.source, now, releases)]
    else:
        named = {name: getattr(wanted, name) for name in ("page", "passage", "field", "attachment")}
        targets = [{name: value for name, value in named.items() if value}]
    return [_entry(target, wanted) for target in targets if target]


def _entry(target: Mapping[str, str], wanted: Wanted) -> Entry:
    editions = ", ".join(wanted.editions)
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in target.items()}
    return quoted | {
        "editions": f"[{editions}]",
        "reason": wanted.reason,
        "date": wanted.date.isoformat(),
        "decided_by": json.dumps(wanted.decided_by, ensure_ascii=False),
    }


def appended(text: str, made: Sequence[Entry]) -> str:
    """The file with further entries after those it has."""
    new = "".join(
        f"  {'- ' if number == 0 else '  '}{name}: {value}\n"
        for entry in made
        for number, (name, value) in enumerate(entry.items())
    )
    if not text.strip():
        return _HEAD + new
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if re.match(r"recalls:\s*(?:#.*)?$", line)), None)
    if start is None:
        return f"{text.rstrip()}\nrecalls:\n{new}"
    end = next(
        (number for number, line in enumerate(lines[start + 1 :], start + 1) if re.match(r"[A-Za-z]", line)), len(lines)
    )
    before = "".join(lines[:end]).rstrip("\n") + "\n"
    return before + new + "".join(lines[end:])


def _from_source(place: str, now: Corpus, releases: Sequence[Released]) -> Iterator[tuple[str, str]]:
    """Page and words for each line of the passage at a place, wherever a release has them."""
    path, _, number = place.rpartition(":")
    if not path or not number.isdigit():
        return
    seen: set[tuple[str, str]] = set()
    for words in filter(_has_words, _passage(path, int(number), now)):
        pattern = words_pattern(words)
        for released in releases:
            for name, text in _texts(released.corpus):
                if (name, words) not in seen and pattern.search(text):
                    seen.add((name, words))
                    yield name, words


def _texts(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """What a recall calls each page, passage and data file of a release, and what it says."""
    sources: tuple[Page | Passage, ...] = (*corpus.pages, *corpus.passages.values())
    for source in sources:
        yield (source.front_matter.id if isinstance(source, Page) else "") or source.path, _text(source)
    for entry in corpus.glossary:
        yield entry.location.path, f"{entry.short}\n{entry.long}\n{entry.term}\n{entry.meaning}"
    for notice in corpus.announcements:
        yield notice.location.path, f"{notice.title}\n{notice.text}"
    for variable in corpus.variables:
        yield variable.location.path, variable.value


def _text(source: Page | Passage) -> str:
    lines = [line.text for line in source.body]
    if isinstance(source, Page):
        matter = source.front_matter.model_dump_json()
        lines.append(json.dumps(json.loads(matter), ensure_ascii=False))
    return "\n".join(lines)


def _passage(path: str, number: int, now: Corpus) -> Iterator[str]:
    """The words of the restricted passage that a line lies in, a line at a time; else those of the line alone."""
    sources: tuple[Page | Passage, ...] = (*now.pages, *now.passages.values())
    source = next((each for each in sources if each.path == path), None)
    if source is None:
        return
    marking = mark(source.body, scheme_of(now))
    found = next((line for line in source.body if line.number == number), None)
    if found is None:
        yield from (value.text.strip() for value in now.scalars if (value.path, value.number) == (path, number))
        return
    for restriction in marking.body.restrictions:
        first, last = restriction.opener, restriction.closer
        if marking.body.lines[first.line].number <= number <= marking.body.lines[last.line].number:
            if first.line == last.line:
                text = marking.body.lines[first.line].text
                yield text[first.end : last.start].strip()
                return
            yield from map(_words, marking.body.lines[first.line + 1 : last.line])
            return
    yield _words(found)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _words(line: Line) -> str:
    return _BULLET.sub("", line.text).strip()
