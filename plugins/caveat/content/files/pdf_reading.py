"""What reading the pages of one PDF gathers."""

from typing import Any

import pikepdf

from caveat.content.files.pdf_fonts import Font, read_font
from caveat.content.files.pdf_operators import operators_of
from caveat.content.files.pdf_rules import UNKNOWN
from caveat.content.files.refusal import Refusal


class Reading:
    """Grows page by page."""

    def __init__(self) -> None:
        self.found: set[Refusal] = set()
        """Reasons to refuse the file."""
        self.drawn: set[tuple[int, int]] = set()
        """Number and generation of the objects that a page shows."""
        self._fonts: dict[tuple[int, int], Font] = {}

    def instructions(self, stream: pikepdf.Object) -> list[Any]:
        """The operators of a stream, which has to be written as the clean copy writes it: no comment, no rest."""
        found = operators_of(stream)
        if pikepdf.unparse_content_stream(found) != stream.read_bytes():
            self.found.add(UNKNOWN)
        return found

    def font(self, font: pikepdf.Object) -> Font:
        """The widths of a font, read once where other pages can name it too."""
        if not font.is_indirect:
            return read_font(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = read_font(font)
        return self._fonts[font.objgen]
