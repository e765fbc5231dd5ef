"""Pictures for tests, written by Pillow or chunk by chunk."""

import io
import zlib
from collections.abc import Iterable, Iterator

from PIL import Image, ImageDraw

Chunk = tuple[bytes, bytes]
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def dot(shade: int) -> bytes:
    """A PNG of one grey pixel."""
    return saved(Image.new("L", (1, 1), shade))


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def drawing(mode: str = "RGB", size: tuple[int, int] = (48, 32)) -> Image.Image:
    """A picture with more than one colour."""
    image = Image.new(mode, size)
    ImageDraw.Draw(image).ellipse((4, 4, 28, 28), fill=255 if mode in ("L", "1", "P") else "white")
    return image


def chunks(data: bytes) -> Iterator[Chunk]:
    at = len(SIGNATURE)
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def joined(parts: Iterable[Chunk]) -> bytes:
    written = (len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4) for kind, body in parts)
    return SIGNATURE + b"".join(written)


def with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    header, *others = chunks(data)
    return joined([header, (kind, body), *others])


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """A JPEG with one more segment after its beginning."""
    return data[:2] + bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body + data[2:]
