"""PNG: what is refused, and what a clean copy keeps."""

import io
import zlib

import pytest
from PIL import Image, ImageCms, ImageOps

from content.files.inspecting import CANARY, Hiding, clean_or_codes, codes, messages, unpacked
from content.files.pictures import chunks, drawing, joined, saved, with_chunk

SECRET = CANARY.encode()
PLAIN = saved(drawing())


def _transparent() -> bytes:
    """A picture of which one half was wiped out, as paint programs do: the colours stay."""
    image = drawing("RGBA")
    image.putalpha(Image.new("L", image.size, 255))
    image.paste(0, (0, 0, 24, 32), Image.new("L", (24, 32), 0))
    pixels = image.load()
    assert pixels is not None
    for x in range(24):
        for y in range(32):
            pixels[x, y] = (x * 9, y * 7, 90, 0)
    return saved(image)


def _animated() -> bytes:
    frames = [drawing(), ImageOps.flip(drawing())]
    return saved(frames[0], save_all=True, append_images=frames[1:])


def _with_rest(rest: bytes, *, inside: bool) -> bytes:
    """Bytes after the last line of pixels: behind the packed stream, or packed with it."""
    parts = []
    for kind, body in chunks(PLAIN):
        if kind != b"IDAT":
            parts.append((kind, body))
        else:
            parts.append((kind, zlib.compress(zlib.decompress(body) + rest) if inside else body + rest))
    return joined(parts)


def _profile() -> bytes:
    return saved(drawing(), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def _camera() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x0112] = 6
    return saved(drawing(), exif=exif)


def _interlaced() -> bytes:
    """Nine by nine, in the seven passes of the format: columns and rows of each."""
    passes = ((2, 2), (1, 2), (3, 1), (2, 3), (5, 2), (4, 5), (9, 4))
    lines = b"".join((b"\0" + bytes(range(columns))) * rows for columns, rows in passes)
    header = (9).to_bytes(4) * 2 + bytes((8, 0, 0, 0, 1))
    return joined([(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")])


GOOD = {
    "colours": PLAIN,
    "grey": saved(drawing("L")),
    "black and white": saved(drawing("1")),
    "a palette": saved(drawing("P")),
    "sixteen bits": saved(Image.new("I;16", (9, 9), 40_000)),
    "transparent around": saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0))),
    "interlaced": _interlaced(),
    "size in dots per metre": saved(drawing(), dpi=(300, 300)),
    "sRGB, said in one byte": with_chunk(PLAIN, b"sRGB", b"\0"),
    "many parts": joined(
        [(kind, part) for kind, body in chunks(PLAIN) for part in ([body[:9], body[9:]] if kind == b"IDAT" else [body])]
    ),
}

HIDING = [
    Hiding("text", with_chunk(PLAIN, b"tEXt", b"Comment\0" + SECRET), ("attachment-metadata",)),
    Hiding("packed text", with_chunk(PLAIN, b"zTXt", b"C\0\0" + zlib.compress(SECRET)), ("attachment-metadata",)),
    Hiding(
        "XMP",
        with_chunk(PLAIN, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>" + SECRET + b"</x>"),
        ("attachment-metadata",),
    ),
    Hiding("camera data", _camera(), ("attachment-metadata",)),
    Hiding("time", with_chunk(PLAIN, b"tIME", b"\x07\xe8\1\1\1\1\1"), ("attachment-metadata",), channel=False),
    Hiding("colour profile", _profile(), ("attachment-metadata",), channel=False),
    Hiding("frames", _animated(), ("attachment-animation",), channel=False),
    Hiding("unknown part", with_chunk(PLAIN, b"prVt", SECRET), ("attachment-unused-part",)),
    Hiding("known part with room", with_chunk(PLAIN, b"gAMA", b"\0\0\1\1" + SECRET), ("attachment-unused-part",)),
    Hiding("after the end", PLAIN + SECRET, ("attachment-trailing-bytes",)),
    Hiding("second picture after the end", PLAIN + saved(drawing("L")), ("attachment-trailing-bytes",), channel=False),
    Hiding("after the packed pixels", _with_rest(SECRET, inside=False), ("attachment-trailing-bytes",)),
    Hiding("after the last line", _with_rest(SECRET, inside=True), ("attachment-trailing-bytes",)),
    Hiding("transparent", _transparent(), ("attachment-hidden-picture",), channel=False),
    Hiding(
        "several at once",
        with_chunk(with_chunk(PLAIN, b"tEXt", b"C\0" + SECRET), b"prVt", SECRET) + SECRET,
        ("attachment-metadata", "attachment-trailing-bytes", "attachment-unused-part"),
    ),
]
BROKEN = {
    "cut short": PLAIN[:-20],
    "without its end": joined([part for part in chunks(PLAIN) if part[0] != b"IEND"]),
    "wrong checksum": PLAIN[:20] + b"\xff" + PLAIN[21:],
    "without pixels": joined([part for part in chunks(PLAIN) if part[0] != b"IDAT"]),
    "too few pixels": joined(
        [(kind, zlib.compress(b"\0") if kind == b"IDAT" else body) for kind, body in chunks(PLAIN)]
    ),
    "no header": joined([part for part in chunks(PLAIN) if part[0] != b"IHDR"]),
    "header of no length": joined([(kind, b"" if kind == b"IHDR" else body) for kind, body in chunks(PLAIN)]),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_picture_passes(name: str) -> None:
    assert codes("a.png", GOOD[name]) == set()


@pytest.mark.parametrize("case", HIDING, ids=str)
def test_what_hides_something_is_refused_and_cleaned(case: Hiding) -> None:
    assert codes("a.png", case.data) == set(case.codes)
    assert CANARY not in messages("a.png", case.data)
    assert (SECRET in unpacked(case.data)) is case.channel, "the positive control"
    cleaned = clean_or_codes("a.png", case.data)
    assert isinstance(cleaned, bytes)
    assert codes("a.png", cleaned) == set()
    assert SECRET not in unpacked(cleaned)
    assert clean_or_codes("a.png", case.data) == cleaned, "the same bytes for the same bytes"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_an_error(name: str) -> None:
    assert codes("a.png", BROKEN[name]) == {"attachment-damaged"}


@pytest.mark.parametrize("name", GOOD)
def test_a_clean_copy_shows_the_same(name: str) -> None:
    cleaned = clean_or_codes("a.png", GOOD[name])
    assert isinstance(cleaned, bytes)
    before, after = (Image.open(io.BytesIO(data)) for data in (GOOD[name], cleaned))
    assert after.size == before.size
    assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_a_clean_copy_stands_upright() -> None:
    """The turn that a camera noted is made before its note is lost."""
    cleaned = clean_or_codes("a.png", _camera())
    assert isinstance(cleaned, bytes)
    assert Image.open(io.BytesIO(cleaned)).size == (32, 48)


def test_nothing_is_left_in_transparent_parts() -> None:
    cleaned = clean_or_codes("a.png", _transparent())
    assert isinstance(cleaned, bytes)
    assert Image.open(io.BytesIO(cleaned)).crop((0, 0, 24, 32)).getcolors() == [(24 * 32, (0, 0, 0, 0))]


def test_a_picture_of_too_many_pixels_is_an_error_before_it_is_unpacked() -> None:
    """Forty thousand bytes that would unpack to 2.5 thousand million."""
    header, *others = chunks(PLAIN)
    size = (50_000).to_bytes(4)
    assert codes("a.png", joined([(header[0], size + size + header[1][8:]), *others])) == {"attachment-too-complex"}


def test_pixels_that_unpack_without_end_are_cut_off() -> None:
    """The header promises a small picture; what is packed is a thousand times its size."""
    parts = [(kind, zlib.compress(bytes(50_000_000)) if kind == b"IDAT" else body) for kind, body in chunks(PLAIN)]
    assert codes("a.png", joined(parts)) == {"attachment-trailing-bytes"}
