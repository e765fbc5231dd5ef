"""Files that are damaged at random: each is an error or passes, and never an exception or an endless wait."""

import random
from collections.abc import Callable, Iterator

import pytest

from caveat.content.files.codes import CODES
from content.files import test_jpeg, test_png, test_svg, test_table
from content.files.documents import SECRET, WORDS, document, picture, plain, with_object
from content.files.inspecting import WORKER, clean_or_codes, codes

TIMES = 300
TEXT_CODES = {"not-utf8", "control-character", "format-character", "not-nfc", "lone-carriage-return", "mixed-line-ends"}
TEXT_CODES |= {"private-use-character", "unassigned-character", "line-separator"}


def _pages() -> list[bytes]:
    return [
        plain(WORDS + b" " + SECRET),
        document(WORDS + b" q 90 0 0 90 72 500 cm /I Do Q", with_object("/I", picture)),
        document(WORDS + b" 0 0 m 3 4 5 6 7 8 c 9 9 20 20 re W n [(a) -20 (b)] TJ"),
    ]


SOUND: dict[str, Callable[[], list[bytes]]] = {
    "png": lambda: [test_png.PLAIN, test_png.GOOD["interlaced"], *(case.data for case in test_png.HIDING)],
    "jpg": lambda: [test_jpeg.PLAIN, *(case.data for case in test_jpeg.HIDING)],
    "pdf": _pages,
    "csv": lambda: [text.encode() for text in test_table.GOOD.values() if text],
    "svg": lambda: [*test_svg.GOOD.values(), *(case.data for case in test_svg.CLEANED)],
}


def damaged(sound: list[bytes], draw: random.Random) -> Iterator[bytes]:
    """Files of which one or more places are changed, left out, doubled or overwritten with something awkward."""
    for _ in range(TIMES):
        data = bytearray(draw.choice(sound))
        for _ in range(draw.choice((1, 1, 2, 5, 20))):
            if not data:
                break
            at, size = draw.randrange(len(data)), draw.choice((1, 1, 2, 8, 40))
            match draw.randrange(4):
                case 0:
                    data[at : at + size] = draw.randbytes(size)
                case 1:
                    del data[at : at + size]
                case 2:
                    data[at:at] = data[at : at + size]
                case _:
                    data[at : at + 1] = draw.choice((b"\0", b"\xff", b"9999999999", b"-1", b"<", b'"'))
        yield bytes(data)


@pytest.mark.parametrize("kind", SOUND)
def test_a_damaged_file_is_an_error_or_passes(kind: str) -> None:
    sound = SOUND[kind]()
    draw = random.Random(f"damage of {kind}")
    found: set[str] = set()
    for data in damaged(sound, draw):
        found |= codes(f"a.{kind}", data)
        cleaned = clean_or_codes(f"a.{kind}", data)
        assert isinstance(cleaned, set) or codes(f"a.{kind}", cleaned) == set()
    assert found <= CODES.keys() | TEXT_CODES
    assert found & {"attachment-damaged", "not-utf8"}, "the positive control: damage is found"


def test_a_page_of_damaged_operators_is_an_error_or_passes() -> None:
    """The file around it is whole, so that the damage reaches what draws the page."""
    content = (
        WORDS + b" q 1 0 0 1 9 9 cm 0.5 g 9 9 m 30 40 l 5 6 7 8 9 10 c h W* n " + SECRET + b" 60 590 9 30 re B* Q /I Do"
    )
    found: set[str] = set()
    for damage in damaged([content], random.Random("damage of operators")):
        found |= codes("a.pdf", document(damage, with_object("/I", picture)))
    assert found <= CODES.keys()
    assert {"attachment-damaged", "attachment-hidden-text", "attachment-unused-part"} <= found


def test_the_inspection_goes_on_after_the_process_was_ended() -> None:
    """As a file does that takes all time or memory: here it is ended from outside."""
    data = plain()
    process = WORKER._process
    assert process
    process.kill()
    process.wait()
    assert WORKER.inspect(data)[0].code == "attachment-too-complex"
    assert WORKER.inspect(data) == ()
