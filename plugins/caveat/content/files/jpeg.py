"""Inspection of JPEG (ITU-T T.81; JFIF, ITU-T T.871): a walk over its segments, then its pixels by Pillow."""

from collections.abc import Iterator
from dataclasses import dataclass

from caveat.content.files.pixels import check_size, decode
from caveat.content.files.refusal import CLEAN, Refusal, Unreadable, damaged, too_complex, with_metadata

_SOI, _EOI, _SOS, _COM, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xEE
_PROGRESSIVE = 0xC2
_FRAMES = (0xC0, 0xC1, _PROGRESSIVE)
"""Baseline, extended and progressive frames with Huffman codes: what browsers show."""
_TABLES = (0xDB, 0xC4, 0xDD)
_SCANS = 100
"""A picture in several passes has about ten."""

_TRAILING = Refusal("attachment-trailing-bytes", f"bytes stand after the end of the picture; {CLEAN}")
_FILLING = Refusal("attachment-unused-part", f"the file holds parts that show nothing; {CLEAN}")
_PASSES = Refusal(
    "attachment-unused-part", f"the picture is saved in several passes, between which bytes can hide; {CLEAN}"
)
_INSIDE = Refusal("attachment-trailing-bytes", f"bytes stand after the last pixel; {CLEAN}")
_THUMBNAIL = Refusal("attachment-thumbnail", f"the picture holds a small copy of a picture; {CLEAN}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker with what belongs to it."""

    marker: int
    start: int
    """Of the marker's first byte."""
    end: int
    """After the last byte, coded pixels included."""
    body: bytes
    """Without marker, length and coded pixels."""

    @property
    def is_shown(self) -> bool:
        """Whether a viewer needs it to show the picture."""
        if self.marker == _APP0:
            return self.body[:5] == b"JFIF\0" and len(self.body) == 14
        if self.marker == _APP14:
            return self.body[:5] == b"Adobe" and len(self.body) == 12
        return self.marker in (*_FRAMES, *_TABLES, _SOI, _SOS, _EOI)


def inspect_jpeg(data: bytes) -> Iterator[Refusal]:
    """Every reason to refuse a JPEG. Raises Unreadable where the walk cannot go on."""
    end = 0
    kinds: list[int] = []
    for segment in segments(data):
        if segment.start != end:
            yield _FILLING
        end = segment.end
        kinds.append(segment.marker)
        if segment.marker in _FRAMES:
            _check_frame(segment)
        if not segment.is_shown:
            yield _refusal(segment)
    if end < len(data):
        yield _TRAILING
    scans = kinds.count(_SOS)
    if sum(kind in _FRAMES for kind in kinds) != 1 or not scans:
        raise damaged("the file holds no picture, or not exactly one")
    if scans > _SCANS:
        raise too_complex(f"the picture has more than {_SCANS} passes")
    decode(data, "jpeg")
    if scans > 1 or _PROGRESSIVE in kinds:
        yield _PASSES
    elif _ends_early(data[:end]):
        yield _INSIDE


def _ends_early(data: bytes) -> bool:
    """Whether the last pixel is there before the coded bytes end: the decoder then does not miss the end marker."""
    try:
        decode(data[:-2], "jpeg")
    except Unreadable:
        return False
    return True


def segments(data: bytes) -> Iterator[Segment]:
    """Every segment up to and with the end of the picture; fill bytes lie between two of them. Raises Unreadable."""
    yield Segment(_SOI, 0, 2, b"")
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:
            raise _cut_short()
        marker = data[at + 1]
        if marker == _EOI:
            yield Segment(marker, at, at + 2, b"")
            return
        size = int.from_bytes(data[at + 2 : at + 4])
        body = data[at + 4 : at + 2 + size]
        if size < 2 or len(body) != size - 2:
            raise _cut_short()
        end = at + 2 + size
        if marker == _SOS:
            end = _end_of_scan(data, end)
        yield Segment(marker, at, end, body)
        at = end


def _check_frame(segment: Segment) -> None:
    """Raise Unreadable for a frame without a size or with too many pixels."""
    if len(segment.body) < 6:
        raise _cut_short()
    check_size(int.from_bytes(segment.body[3:5]), int.from_bytes(segment.body[1:3]))


def _end_of_scan(data: bytes, at: int) -> int:
    """Where coded pixels end: at a marker that is neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    raise _cut_short()


def _cut_short() -> Unreadable:
    return damaged("the picture is cut short or broken")


def _refusal(segment: Segment) -> Refusal:
    body = segment.body
    if segment.marker == _APP0:
        return _THUMBNAIL if body[:5] in (b"JFIF\0", b"JFXX\0") else _FILLING
    if segment.marker == _COM:
        return with_metadata("a comment")
    if segment.marker == 0xE1:
        return with_metadata("camera or editing data (EXIF or XMP)")
    if segment.marker == 0xE2 and body[:4] == b"MPF\0":
        return Refusal("attachment-animation", f"the file holds several pictures; {CLEAN}")
    if segment.marker == 0xE2:
        return with_metadata("a colour profile")
    if segment.marker == 0xED:
        return with_metadata("editing data (IPTC)")
    if 0xE0 <= segment.marker <= 0xEF:
        return with_metadata("data of a program or a camera")
    return _FILLING
