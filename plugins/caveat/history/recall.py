"""Take what was recalled out of the source of a release, for one edition."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from caveat.content.corpus import Access, Announcement, Corpus, GlossaryEntry, Page, Passage, Variable
from caveat.content.front_matter import FrontMatter
from caveat.content.line import Edit, Line
from caveat.history.recalls import Recall, words_pattern

UNTITLED = "Title withdrawn"
"""What stands for a title that was recalled."""
Body = TypeVar("Body", Page, Passage)
Entry = TypeVar("Entry", GlossaryEntry, Variable, Announcement)


def without_recalled(corpus: Corpus, release: str, edition: str, recalls: Sequence[Recall]) -> Corpus:
    """The source of the release called `release` without what `edition` has lost since."""
    for recall in recalls:
        if edition in recall.editions:
            corpus = _without(corpus, release, edition, recall)
    return corpus


def reaches(corpus: Corpus, release: str, recall: Recall) -> bool:
    """Whether a recall takes anything out of a release, for any edition."""
    return any(_without(corpus, release, edition, recall) != corpus for edition in recall.editions)


def _without(corpus: Corpus, release: str, edition: str, recall: Recall) -> Corpus:
    if recall.attachment:
        files = (
            replace(each, access=_less(each.access, edition)) if each.path == recall.attachment else each
            for each in corpus.attachments
        )
        return replace(corpus, attachments=tuple(files))
    if recall.lines and recall.release != release:
        return corpus
    pages = (_page(page, edition, recall) if _is_named(page, recall) else page for page in corpus.pages)
    passages = {
        name: _passage(each, edition, recall) if each.path == recall.page else each
        for name, each in corpus.passages.items()
    }
    return replace(
        corpus,
        pages=tuple(pages),
        passages=passages,
        glossary=_data(corpus.glossary, recall),
        variables=_data(corpus.variables, recall),
        announcements=_data(corpus.announcements, recall),
    )


def _data(entries: tuple[Entry, ...], recall: Recall) -> tuple[Entry, ...]:
    """Entries of a data file without the words of a passage."""
    if not recall.passage or not any(each.location.path == recall.page for each in entries):
        return entries
    return tuple(_without_words_of(each, recall) if each.location.path == recall.page else each for each in entries)


def _without_words_of(entry: Entry, recall: Recall) -> Entry:
    texts = {each.name: getattr(entry, each.name) for each in fields(entry)}
    return replace(entry, **{name: _cut(text, recall) for name, text in texts.items() if isinstance(text, str)})


def _passage(passage: Passage, edition: str, recall: Recall) -> Passage:
    if recall.is_whole_page:
        return replace(passage, access=_less(passage.access, edition))
    return passage if recall.field else _body(passage, recall)


def _is_named(page: Page, recall: Recall) -> bool:
    return recall.page in (page.front_matter.id, page.path)


def _less(access: Access, edition: str) -> Access:
    return Access(access.editions - {edition}, access.because)


def _page(page: Page, edition: str, recall: Recall) -> Page:
    if recall.is_whole_page:
        return replace(page, access=_less(page.access, edition))
    if recall.field:
        return _with_fields(page, edition, _without_field(_fields(page, edition), recall.field))
    if recall.passage:
        page = _with_fields(page, edition, _without_words(_fields(page, edition), recall))
    return _body(page, recall)


def _fields(page: Page, edition: str) -> FrontMatter:
    return page.restricted.get(edition, page.front_matter)


def _with_fields(page: Page, edition: str, matter: FrontMatter) -> Page:
    if matter == _fields(page, edition):
        return page
    return replace(page, restricted={**page.restricted, edition: matter})


def _without_field(matter: FrontMatter, name: str) -> FrontMatter:
    # The base model's default: a product has none for some fields, and a page can be shown without them.
    return matter.model_copy(update={name: FrontMatter.model_fields[name].get_default(call_default_factory=True)})


def _without_words(matter: FrontMatter, recall: Recall) -> FrontMatter:
    cut: FrontMatter = _cut(matter, recall)
    return cut if cut.title else cut.model_copy(update={"title": UNTITLED})


def _cut(value: Any, recall: Recall) -> Any:
    """A value of front matter without the words of a passage; entries of a list that hold nothing else go with them."""
    if isinstance(value, str):
        return words_pattern(recall.passage).sub("", value).strip()
    if isinstance(value, tuple):
        cut = ((each, _cut(each, recall)) for each in value)
        return tuple(new for each, new in cut if new or not each)
    if isinstance(value, BaseModel):
        changed = {name: new for name, old in value if (new := _cut(old, recall)) != old}
        return value.model_copy(update=changed) if changed else value
    return value


def _body(source: Body, recall: Recall) -> Body:
    """A page or passage without what was recalled of its text."""
    if recall.lines:
        first, last = recall.lines
        body = tuple(line for line in source.body if not first <= line.number <= last)
    else:
        body = tuple(_without_passage(source.body, recall.passage))
    return source if body == source.body else replace(source, body=body)


def _without_passage(body: Sequence[Line], passage: str) -> Iterator[Line]:
    """The lines without the passage, wherever it stands in them. A line that is left without a word goes with it."""
    text = "\n".join(line.text for line in body)
    spans = [found.span() for found in words_pattern(passage).finditer(text)]
    start = 0
    for line in body:
        end = start + len(line.text)
        indent = _indent(line)
        # A passage over several lines leaves each of them its indentation: it says what the rest of it belongs to.
        edits = [Edit(max(a - start, indent), min(b, end) - start) for a, b in spans if a < end and b > start + indent]
        left = line.edited(edits)
        if not edits or any(map(str.isalnum, left.text)):
            yield _tidy(left, indent) if edits else line
        start = end + 1


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" "))


def _tidy(line: Line, indent: int) -> Line:
    """A line without the space that a passage leaves at either end, or two where there was one on each side."""
    line = line.edited([Edit(indent, max(indent, _indent(line)))])
    text = line.text
    edits = [Edit(at, at + 1) for at in range(1, len(text)) if text[at] == " " == text[at - 1] and text[:at].strip()]
    line = line.edited(edits)
    kept = line.text.rstrip()
    return line.edited([Edit(len(kept), len(line.text))]) if kept != line.text else line
