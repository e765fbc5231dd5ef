"""Inspection of PNG (W3C Recommendation, third edition): a walk over its chunks, then its pixels by Pillow."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caveat.content.files.pixels import check_size, decode, hides_colours
from caveat.content.files.refusal import CLEAN, Refusal, damaged, with_metadata

_SIGNATURE = 8
_LENGTHS: Mapping[bytes, tuple[int, ...]] = {
    b"sRGB": (1,),
    b"gAMA": (4,),
    b"cHRM": (32,),
    b"pHYs": (9,),
    b"sBIT": (1, 2, 3, 4),
    b"bKGD": (1, 2, 6),
}
"""Chunks that say how pixels are shown, with the only lengths they may have: there is no room for more."""
_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_REFUSED: Mapping[bytes, Refusal] = {
    **dict.fromkeys((b"tEXt", b"zTXt", b"iTXt"), with_metadata("text about itself")),
    b"eXIf": with_metadata("camera data (EXIF)"),
    b"tIME": with_metadata("the time of its last change"),
    b"iCCP": with_metadata("a colour profile"),
    **dict.fromkeys(
        (b"acTL", b"fcTL", b"fdAT"), Refusal("attachment-animation", f"the picture has several frames; {CLEAN}")
    ),
}
_UNKNOWN = Refusal("attachment-unused-part", f"the file holds parts that show nothing; {CLEAN}")
_TRAILING = Refusal("attachment-trailing-bytes", f"bytes stand after the end of the picture; {CLEAN}")
_INSIDE = Refusal("attachment-trailing-bytes", f"bytes stand after the last line of pixels; {CLEAN}")
_TRANSPARENT = Refusal("attachment-hidden-picture", f"transparent parts still hold the picture that was there; {CLEAN}")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Adam7: first column, first row, step across, step down.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    body: memoryview
    end: int


def inspect_png(data: bytes) -> Iterator[Refusal]:
    """Every reason to refuse a PNG. Raises Unreadable where the walk cannot go on."""
    header: bytes = b""
    packed = bytearray()
    seen: set[bytes] = set()
    end = 0
    for chunk in _chunks(data):
        kind, size = chunk.kind, len(chunk.body)
        if not header and (kind, size) != (b"IHDR", 13):
            raise damaged("the picture does not begin with its size")
        if kind == b"IHDR":
            header = bytes(chunk.body)
            check_size(int.from_bytes(header[:4]), int.from_bytes(header[4:8]))
        elif kind == b"IDAT":
            packed += chunk.body
        if kind in _REFUSED:
            yield _REFUSED[kind]
        elif (
            (kind not in _PIXELS and size not in _LENGTHS.get(kind, ()))
            or (kind in seen and kind != b"IDAT")
            or (kind == b"IEND" and size)
        ):
            yield _UNKNOWN
        seen.add(kind)
        end = chunk.end
    if end < len(data):
        yield _TRAILING
    yield from _inspect_pixels(data, header, bytes(packed))


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Every chunk up to and with IEND. Raises Unreadable where one is cut short or does not match its checksum."""
    view = memoryview(data)
    at = _SIGNATURE
    kind = b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise damaged("the picture is cut short")
        size = int.from_bytes(view[at : at + 4])
        kind = bytes(view[at + 4 : at + 8])
        end = at + 12 + size
        if end > len(data):
            raise damaged("the picture is cut short")
        if zlib.crc32(view[at + 4 : end - 4]) != int.from_bytes(view[end - 4 : end]):
            raise damaged("a part of the picture does not match its checksum")
        yield _Chunk(kind, view[at + 8 : end - 4], end)
        at = end


def _inspect_pixels(data: bytes, header: bytes, packed: bytes) -> Iterator[Refusal]:
    expected = _raw_size(header)
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(packed, expected + 1)
    except zlib.error:
        raise damaged("the pixels cannot be unpacked") from None
    if len(raw) < expected:
        raise damaged("the picture lacks pixels")
    if len(raw) > expected or not unpacker.eof or unpacker.unused_data:
        # An editor that writes a smaller picture over a larger one leaves the rest of the old one here.
        yield _INSIDE
    if hides_colours(decode(data, "png")):
        yield _TRANSPARENT


def _raw_size(header: bytes) -> int:
    """Bytes of the unpacked pixels, with the filter byte of each line."""
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, interlaced = header[8], header[9], header[12]
    if depth not in (1, 2, 4, 8, 16) or colour not in _CHANNELS or interlaced > 1:
        raise damaged("the picture has a form that PNG does not know")
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * depth * _CHANNELS[colour] + 7) // 8)
    return total
