"""What PyMarkdown finds in a page: Markdown that converters read in different ways, or that people misread.

The linter reads the text without its restriction markers, so that it sees a table or a list whole.
"""

import hashlib
import logging
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version

from pymarkdown.api import PyMarkdownApi, PyMarkdownApiException

from caveat.checking.remark import Library, Remark, remark
from caveat.content.line import Line
from caveat.redaction.grammar import BLOCK, SPAN

_LEFT_OUT = (
    "md001",  # levels of headings: heading-order
    "md003", "md004", "md035", "md046", "md048",  # one of several ways to write the same
    "md007",  # indentation of lists: ours is four columns, and in a numbered list the linter wants another
    "md012",  # several blank lines: markers leave some
    "md013",  # long lines
    "md024",  # the same heading twice, below two others
    "md025", "md041", "md043",  # the title stands in the front matter
    "md033",  # raw HTML: forbidden-html
    "md045",  # images: image-without-text
)  # fmt: skip

Said = tuple[int, int, str, str]
"""Line and column in the text, counted from 1; the linter's rule; what it says."""
Kept = MutableMapping[str, Sequence[Said]]
"""Digest of a text to what the linter said of it, from one run to the next."""


def markdown_style(library: Library, kept: Kept) -> Iterator[Remark]:
    """What the linter says, at its place in the source. Afterwards `kept` also has what was new."""
    for source in library.sources():
        lines = list(_without_markers(source.body))
        text = "\n".join(line.text for line in lines).rstrip("\n") + "\n"
        digest = hashlib.sha256(f"{version('pymarkdownlnt')} {_LEFT_OUT} {text}".encode()).hexdigest()
        if digest not in kept:
            kept[digest] = _lint(text)
        for number, column, rule, said in kept[digest]:
            place = lines[min(number, len(lines)) - 1].at(max(column, 1))
            yield remark("markdown-style", place, f"{said}; see {rule} of the Markdown linter", rule)


def _without_markers(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without markers, and without the second of two blank lines that this leaves together."""
    blank = True
    for line in lines:
        if BLOCK.fullmatch(line.text.strip()):
            continue
        if line.text.strip() or not blank:
            yield line._replace(text=SPAN.sub("", line.text))
        blank = not line.text.strip()


def _lint(text: str) -> Sequence[Said]:
    try:
        with _root_logger_kept():
            result = _linter().scan_string(text)
    except PyMarkdownApiException:
        # A text that the linter cannot read is no fault of the page: the converter has read it.
        return ()
    # What it adds in brackets may quote the page.
    return sorted(
        (each.line_number, each.column_number, each.rule_id, each.rule_description.rstrip("."))
        for each in result.scan_failures
    )


@contextmanager
def _root_logger_kept() -> Iterator[None]:
    """The linter sets the level of the root logger, which is for the whole process: of every other library too."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


@cache
def _linter() -> PyMarkdownApi:
    linter = PyMarkdownApi()
    for rule in _LEFT_OUT:
        linter.disable_rule_by_identifier(rule)
    return linter.log_critical_and_above()
