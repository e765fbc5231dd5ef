"""The operators that draw a PDF page, with the operands they take (ISO 32000-2, annex A)."""

import zlib
from collections.abc import Sequence
from typing import Any

import pikepdf

from caveat.content.files.refusal import too_complex

Operands = Sequence[Any]
DRAWING = 50_000_000
"""Bytes of an unpacked stream of operators."""
_TAKE = {
    0: "q Q h S s f F f* B B* b b* n W W* BT ET T*",
    1: "w J j M ri i gs CS cs G g sh Do Tc Tw Tz TL Tr Ts Tj TJ '",
    2: "d m l Tf Td TD d0",
    3: 'RG rg "',
    4: "v y re K k",
    6: "cm c Tm d1",
}
_COUNTS = {name: count for count, names in _TAKE.items() for name in names.split()}
"""Operator to the number of its operands."""
_SHOWING = frozenset({"Tj", "TJ", "'", '"', "INLINE IMAGE", "BDC", "DP"})
"""Operators whose operands hold words or more, and which are looked at for themselves."""


def operators_of(contents: pikepdf.Object) -> list[Any]:
    """What a stream draws. Raises Unreadable for more than any page needs."""
    # Only this way of packing makes a thousand bytes of one; others are left to the limits of the process.
    if contents.get("/Filter") == "/FlateDecode":
        unpacked = zlib.decompressobj().decompress(contents.read_raw_bytes(), DRAWING)
        if len(unpacked) == DRAWING:
            raise too_complex(f"a drawing has more than {DRAWING // 1_000_000} million bytes")
    return list(pikepdf.parse_content_stream(contents))


def surplus(operands: Operands, name: str) -> int:
    """How many operands stand before those that an operator takes."""
    return len(operands) - _COUNTS.get(name, len(operands))


def holds_words(operands: Operands, name: str) -> bool:
    """Whether words stand where an operator takes numbers and names."""
    return name not in _SHOWING and any(map(_is_wordy, operands))


def _is_wordy(operand: Any) -> bool:
    if isinstance(operand, pikepdf.Array):
        return any(map(_is_wordy, operand.as_list()))
    return isinstance(operand, pikepdf.String | pikepdf.Dictionary)
