"""Inspection of CSV (RFC 4180): plain text, and no cell that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterator

from caveat.content.files.refusal import CLEAN, Refusal, Unreadable, damaged
from caveat.content.findings import Findings
from caveat.content.text import read_text

TABLE_LIMIT = 10_000_000
"""Bytes."""
CELL_LIMIT = 32_767
"""Characters: what a spreadsheet's cell holds; it would cut off more without a word."""
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
"""Begins with a sign, and is no formula."""
FORMULA = re.compile(r'(?:^|[;|\n])[ "\t]*[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20]')
"""Where a spreadsheet starts to read a formula: also after what some of them take for the end of a cell."""


def inspect_csv(data: bytes) -> Iterator[Refusal]:
    """Every reason to refuse a table, with its place. Raises Unreadable where it cannot be read to the end."""
    findings = Findings()
    text = read_text(data, "", findings, limit=TABLE_LIMIT)
    for problem in findings.problems:
        yield Refusal(problem.code, problem.message, problem.location.line, problem.location.column)
    if text is None:
        return
    for line, number, cell in cells(text):
        if is_formula(cell):
            message = f"cell {number} of this row could run as a formula; {CLEAN}"
            yield Refusal("attachment-formula", message, line)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet could run a cell; a plain number with a sign is none."""
    return bool(FORMULA.search(cell)) and not NUMBER.fullmatch(cell)


def cells(text: str) -> Iterator[tuple[int, int, str]]:
    """Line on which its row begins, number in the row and text of every cell. Raises Unreadable."""
    for line, row in rows(text):
        for number, cell in enumerate(row, 1):
            yield line, number, cell


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """First line and cells of every row. Raises Unreadable."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if any(len(cell) > CELL_LIMIT for cell in row):
                raise _at(line, f"a cell has more than {CELL_LIMIT:,} characters")
            yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise _at(line, "this row is not written as a table, or a quotation mark is not closed") from None


def _at(line: int, what: str) -> Unreadable:
    stopped = damaged(what)
    stopped.refusal = Refusal(stopped.refusal.code, stopped.refusal.message, line)
    return stopped
