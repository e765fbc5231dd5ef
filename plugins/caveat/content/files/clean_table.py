"""A clean copy of CSV: UTF-8, line feeds, every cell in quotation marks, and no cell that a spreadsheet would run."""

import csv
import io
import re
import unicodedata

from caveat.content.files.refusal import too_complex
from caveat.content.files.table import FORMULA, TABLE_LIMIT, is_formula, rows
from caveat.content.text import unwanted


def clean_csv(data: bytes) -> bytes:
    """The table. Raises Unreadable where it is too large or no table."""
    if len(data) > TABLE_LIMIT:
        raise too_complex(f"the table has more than {TABLE_LIMIT:,} bytes")
    text = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", _decoded(data)).removeprefix("\ufeff")
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for _, row in rows(plain(text)):
        writer.writerow(map(_harmless, row))
    return out.getvalue().encode()


def plain(text: str) -> str:
    """Text in form NFC, without characters that nobody can see."""
    unseen = {ord(character): None for character in set(text) if unwanted(character)}
    return unicodedata.normalize("NFC", text.translate(unseen))


def _decoded(data: bytes) -> str:
    """UTF-8, or what spreadsheets write instead of it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _harmless(cell: str) -> str:
    """A cell with an apostrophe before whatever would start a formula: spreadsheets then show it as text."""
    if not is_formula(cell):
        return cell
    return FORMULA.sub(lambda found: f"{found[0][:-1]}'{found[0][-1]}", cell.strip(" \t"))
