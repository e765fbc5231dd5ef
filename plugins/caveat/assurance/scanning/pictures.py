"""What a picture says beside its pixels. Pixels are never decoded."""

import io
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD

from caveat.assurance.scanning.part import Part, Room, Unreadable

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
"""Chunks that divide a keyword from a text by a zero byte."""
_JPEG = b"\xff\xd8\xff"
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_END_OF_IMAGE = b"\xff\xd9"
_SCAN = 0xDA


def is_picture(data: bytes) -> bool:
    """PNG, JPEG, GIF, WebP or TIFF."""
    return data.startswith((_PNG, _JPEG, b"GIF8", b"II*\0", b"MM\0*")) or data[8:12] == b"WEBP"


def describe(data: bytes, room: Room) -> Iterator[Part]:
    """Metadata as Pillow reads it, every chunk or segment that is no pixels, and bytes after the end marker."""
    if data.startswith(_PNG):
        yield from _png(data, room)
    elif data.startswith(_JPEG):
        yield from _jpeg(data)
    with Image.open(io.BytesIO(data)) as image:
        yield from _values(image.info)
        exif = image.getexif()
        yield from _values(dict(exif.items()))
        for directory in IFD:
            yield from _values(exif.get_ifd(directory))


def _values(values: Mapping[Any, Any]) -> Iterator[Part]:
    # Their names are the library's; a keyword of the file's own stands in its chunk.
    for value in values.values():
        yield Part("image metadata", value if isinstance(value, bytes | str) else str(value))


def _png(data: bytes, room: Room) -> Iterator[Part]:
    """Chunks (PNG specification, 5.3): length, type, data, CRC."""
    at = len(_PNG)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind not in _PIXELS:
            yield Part("image metadata", content.replace(b"\0", b"\n") if kind in _TEXTS else content)
            yield from _compressed_text(kind, content, room)
        if kind == b"IEND":
            yield Part("after the end of the image", data[at:])
            return
    raise Unreadable("it is cut off")


def _compressed_text(kind: bytes, content: bytes, room: Room) -> Iterator[Part]:
    """The text of a chunk that is packed by itself.

    zTXt: keyword, 0, method, text. iTXt: keyword, 0, flag, method, language, 0, translated keyword, 0, text.
    iCCP: name, 0, method, profile.
    """
    _, _, rest = content.partition(b"\0")
    if kind == b"iTXt" and rest[:1] == b"\1":
        packed = rest[2:].split(b"\0", 2)[2]
    elif kind in (b"zTXt", b"iCCP"):
        packed = rest[1:]
    else:
        return
    yield Part("image metadata", room.fit(zlib.decompressobj().decompress(packed, room.part + 1)))


def _jpeg(data: bytes) -> Iterator[Part]:
    """Segments (ITU-T T.81, annex B) up to the first scan, and what stands after the end marker."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        if data[at + 1] in _WITHOUT_LENGTH or data[at + 1] == 0xFF:
            at += 1 if data[at + 1] == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield Part("image metadata", data[at + 4 : at + 2 + length])
        at += 2 + max(length, 2)
    end = data.find(_END_OF_IMAGE, at)
    if end < 0:
        raise Unreadable("it is cut off")
    yield Part("after the end of the image", data[end + 2 :])
