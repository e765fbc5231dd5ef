"""JPEG: what is refused, and what a clean copy keeps."""

import io
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageOps

from content.files.inspecting import CANARY, Hiding, clean_or_codes, codes, messages, unpacked
from content.files.pictures import drawing, saved, with_segment

SECRET = CANARY.encode()
PLAIN = saved(drawing(), "JPEG")


def _camera() -> bytes:
    """With a place on the map, a description and a small copy of the picture."""
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[29] = CANARY
    return saved(drawing(), "JPEG", exif=exif)


def _several() -> bytes:
    out = BytesIO()
    drawing().save(out, "MPO", save_all=True, append_images=[ImageOps.flip(drawing())])
    return out.getvalue()


def _profile() -> bytes:
    return saved(drawing(), "JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def _in_jfif() -> bytes:
    """A small picture in the place that JFIF has for it."""
    size = int.from_bytes(PLAIN[4:6])
    body = PLAIN[6 : 4 + size][:-2] + bytes((3, 1)) + SECRET + b"x"
    return PLAIN[:2] + b"\xff\xe0" + (len(body) + 2).to_bytes(2) + body + PLAIN[4 + size :]


GOOD = {
    "colours": PLAIN,
    "grey": saved(drawing("L"), "JPEG"),
    "optimised": saved(drawing(), "JPEG", optimize=True),
    "of four inks": saved(drawing().convert("CMYK"), "JPEG"),
    "with restarts": saved(drawing(), "JPEG", restart_marker_blocks=1),
}
HIDING = [
    Hiding("camera data", _camera(), ("attachment-metadata",)),
    Hiding("XMP", with_segment(PLAIN, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET), ("attachment-metadata",)),
    Hiding("IPTC", with_segment(PLAIN, 0xED, b"Photoshop 3.0\0" + SECRET), ("attachment-metadata",)),
    Hiding("comment", saved(drawing(), "JPEG", comment=SECRET), ("attachment-metadata",)),
    Hiding("colour profile", _profile(), ("attachment-metadata",), channel=False),
    Hiding("data of a program", with_segment(PLAIN, 0xEC, b"Ducky" + SECRET), ("attachment-metadata",)),
    Hiding("longer than Adobe's", with_segment(PLAIN, 0xEE, b"Adobe1234567" + SECRET), ("attachment-metadata",)),
    Hiding("small copy", _in_jfif(), ("attachment-thumbnail",)),
    Hiding("small copy of its own", with_segment(PLAIN, 0xE0, b"JFXX\0\x10" + SECRET), ("attachment-thumbnail",)),
    Hiding("several pictures", _several(), ("attachment-animation", "attachment-trailing-bytes"), channel=False),
    Hiding("after the end", PLAIN + SECRET, ("attachment-trailing-bytes",)),
    Hiding("in passes", saved(drawing(), "JPEG", progressive=True), ("attachment-unused-part",), channel=False),
    Hiding("after the last pixel", PLAIN[:-2] + SECRET + PLAIN[-2:], ("attachment-trailing-bytes",)),
    Hiding("several definitions of lines", with_segment(PLAIN, 0xDC, SECRET), ("attachment-unused-part",)),
    Hiding("filling", PLAIN[:2] + b"\xff" * 9 + PLAIN[2:], ("attachment-unused-part",), channel=False),
]
BROKEN = {
    "cut short": PLAIN[:-20],
    "cut in a segment": PLAIN[:30],
    "without pixels": PLAIN[: PLAIN.index(b"\xff\xda")] + b"\xff\xd9",
    "beginning alone": b"\xff\xd8\xff",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_picture_passes(name: str) -> None:
    assert codes("a.jpg", GOOD[name]) == set()
    assert codes("a.jpeg", GOOD[name]) == set()


@pytest.mark.parametrize("case", HIDING, ids=str)
def test_what_hides_something_is_refused_and_cleaned(case: Hiding) -> None:
    assert codes("a.jpg", case.data) == set(case.codes)
    assert CANARY not in messages("a.jpg", case.data)
    assert (SECRET in unpacked(case.data)) is case.channel, "the positive control"
    cleaned = clean_or_codes("a.jpg", case.data)
    assert isinstance(cleaned, bytes)
    assert codes("a.jpg", cleaned) == set()
    assert SECRET not in unpacked(cleaned)
    assert clean_or_codes("a.jpg", case.data) == cleaned, "the same bytes for the same bytes"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_an_error(name: str) -> None:
    assert codes("a.jpg", BROKEN[name]) == {"attachment-damaged"}


def test_a_clean_copy_stands_upright() -> None:
    cleaned = clean_or_codes("a.jpg", _camera())
    assert isinstance(cleaned, bytes)
    assert Image.open(io.BytesIO(cleaned)).size == (32, 48)


def test_a_clean_copy_of_four_inks_is_in_three_colours() -> None:
    """Not every browser shows the other."""
    cleaned = clean_or_codes("a.jpg", GOOD["of four inks"])
    assert isinstance(cleaned, bytes)
    assert Image.open(io.BytesIO(cleaned)).mode == "RGB"


def test_a_picture_of_too_many_pixels_is_an_error_before_it_is_decoded() -> None:
    at = PLAIN.index(b"\xff\xc0") + 5
    assert codes("a.jpg", PLAIN[:at] + b"\xff\xdc\xff\xdc" + PLAIN[at + 4 :]) == {"attachment-too-complex"}


def test_a_picture_of_too_many_passes_is_an_error() -> None:
    """Each pass is work for every pixel."""
    data = saved(drawing(), "JPEG", progressive=True)
    at = data.index(b"\xff\xda")
    scan = data[at : data.index(b"\xff\xc4", at)]
    assert codes("a.jpg", data[:at] + scan * 101 + data[at:]) == {"attachment-too-complex"}
