"""Where the characters of a PDF's text stand: their widths, without their shapes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_USUAL = 0.5
"""Width of a character in parts of the size, where the font gives none."""


@dataclass(frozen=True, slots=True)
class Font:
    """The widths of a font."""

    widths: Mapping[int, float]
    """Code to width, in parts of the size."""
    otherwise: float
    is_wide: bool
    """Whether a code has two bytes."""
    spaces: frozenset[int]
    """Codes that show nothing, as far as can be told."""

    def characters(self, text: bytes) -> Iterator[tuple[int, float, bool]]:
        """Code, width, and whether it shows something, of each character."""
        step = 2 if self.is_wide else 1
        for at in range(0, len(text) - step + 1, step):
            code = int.from_bytes(text[at : at + step])
            yield code, self.widths.get(code, self.otherwise), code not in self.spaces


UNKNOWN_FONT = Font({}, _USUAL, is_wide=False, spaces=frozenset({32}))


def read_font(font: pikepdf.Object) -> Font:
    """The widths that a font dictionary gives (ISO 32000-2, 9.6 and 9.7.4.3)."""
    if font.get("/Subtype") == "/Type0":
        return _read_composite(font["/DescendantFonts"][0])
    unit = 0.001
    if font.get("/Subtype") == "/Type3":
        unit = abs(float(font["/FontMatrix"][0]))
    first = int(font.get("/FirstChar", 0))
    widths = {first + number: float(width) * unit for number, width in enumerate(font.get("/Widths", pikepdf.Array()))}
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    missing = float(descriptor.get("/MissingWidth", 0)) * unit
    return Font(widths, missing or _USUAL, is_wide=False, spaces=frozenset({32}))


def _read_composite(font: pikepdf.Object) -> Font:
    widths: dict[int, float] = {}
    entries = list(font.get("/W", pikepdf.Array()))
    at = 0
    while at + 1 < len(entries):
        first = int(entries[at])
        if isinstance(entries[at + 1], pikepdf.Array):
            given = [float(width) for width in entries[at + 1]]
            at += 2
        else:
            last = min(int(entries[at + 1]), first + 0xFFFF)
            given = [float(entries[at + 2])] * (last - first + 1)
            at += 3
        widths.update((first + number, width / 1000) for number, width in enumerate(given))
    # Code 3 is the space of nearly every TrueType font, 1 that of many others.
    return Font(widths, float(font.get("/DW", 1000)) / 1000, is_wide=True, spaces=frozenset({1, 3, 32}))
