"""The column in the source of something found in a line as an edition reads it."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cached_property

from caveat.content.corpus import Corpus, Page, Passage
from caveat.content.line import Line
from caveat.content.problem import Location
from caveat.projection.narrow import scheme_of
from caveat.redaction.markers import mark

_LONGEST = 2_000
"""Characters of a line that is worth comparing: the time grows with their square."""


class SourceLines:
    """The lines of pages and passages as they stand in the source."""

    def __init__(self, corpus: Corpus, edition: str) -> None:
        self._corpus = corpus
        self._edition = edition
        self._seen: dict[str, Mapping[int, str]] = {}

    def place(self, line: Line, text: str, column: int) -> Location:
        """The place of what stands at `column` (counted from 0) of `text`, the line as it is read.

        Exact where text was only taken out of the line. A value that was filled in has the place of its variable, and
        right beside one, or beside a character reference, the column may be a few characters off.
        """
        source = self._lines(line.path).get(line.number, text)
        if source[: column + 1] == text[: column + 1] or max(len(source), len(text)) > _LONGEST:
            return line.at(column + 1)
        end = 0
        for block in SequenceMatcher(None, source, text, autojunk=False).get_matching_blocks():
            if column < block.b:
                break
            if column < block.b + block.size:
                return line.at(block.a + column - block.b + 1)
            end = block.a + block.size
        return line.at(end + 1)

    def _lines(self, path: str) -> Mapping[int, str]:
        if path not in self._seen:
            source = self._sources.get(path)
            self._seen[path] = self._visible(source) if source else {}
        return self._seen[path]

    def _visible(self, source: Page | Passage) -> Mapping[int, str]:
        """The lines by number; what the edition may not see is blanked out, so that nothing is found in it."""
        body = mark(source.body, scheme_of(self._corpus)).body
        lines = {line.number: line.text for line in source.body}
        for each in body.restrictions:
            if each.inline and self._edition not in each.editions:
                number = source.body[each.opener.line].number
                start, end, text = each.opener.start, each.closer.end, lines[number]
                lines[number] = text[:start] + "\0" * (end - start) + text[end:]
        return lines

    @cached_property
    def _sources(self) -> Mapping[str, Page | Passage]:
        sources: tuple[Page | Passage, ...] = (*self._corpus.pages, *self._corpus.passages.values())
        return {source.path: source for source in sources}
