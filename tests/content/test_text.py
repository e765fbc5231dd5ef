"""Bytes to text."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.content.findings import Findings
from caveat.content.text import read_text, unwanted


def decode(data: bytes) -> tuple[str | None, list[str]]:
    findings = Findings()
    text = read_text(data, "a.md", findings)
    return text, [problem.code for problem in findings.problems]


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\tb\n", "café £ – ‘x’ …\n", "no\u00a0break\n", "日本語\n", "עברית\n", "नमस्ते\n", "a\n\n\nb"],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert decode(text.encode()) == (text, [])


def test_a_byte_order_mark_and_crlf_are_normalised() -> None:
    assert decode(b"\xef\xbb\xbfa\r\n\r\nb\r\n") == ("a\n\nb\n", [])


def test_only_one_byte_order_mark_is_taken_off() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa\n") == (None, ["format-character"])


def test_every_bidirectional_and_zero_width_character_is_refused() -> None:
    for code in [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0x61C]:
        assert unwanted(chr(code)) is not None, hex(code)


def test_the_message_names_the_code_point_and_not_the_text_around_it() -> None:
    findings = Findings()
    read_text("Kestrel\u200bPlover x\u200b\n".encode(), "a.md", findings)
    (problem,) = findings.problems
    assert problem.message == "U+200B is an invisible format character; remove it (2 in this file)"
    assert (problem.location.line, problem.location.column) == (1, 8)


def test_too_many_bytes_are_not_even_decoded() -> None:
    assert decode(b"\xff" * 2_000_001) == (None, ["file-too-large"])


def test_a_binary_file_gives_few_problems() -> None:
    text = "".join(map(chr, range(0xE000, 0xF000))).encode()
    assert len(decode(text)[1]) <= 20


@given(st.text(st.characters(codec="utf-8"), max_size=50))
def test_text_that_passes_holds_nothing_invisible(text: str) -> None:
    """What comes out is composed, and holds no control, format, private or unassigned character."""
    result, codes = decode(text.encode())
    assert (result is None) == bool(codes)
    if result is not None:
        assert unicodedata.is_normalized("NFC", result)
        assert not any(unicodedata.category(letter) in ("Cf", "Cn", "Co", "Cs", "Zl", "Zp") for letter in result)
        assert not any(unicodedata.category(letter) == "Cc" for letter in result if letter not in "\n\t")


@given(st.binary(max_size=60))
def test_bytes_never_raise(data: bytes) -> None:
    decode(data)


def test_ascii_is_checked_at_the_speed_of_memory() -> None:
    """34 MB of ASCII, as pages of 8.5 kB, take well under two seconds on one core."""
    data = (b"Plain words of a page, one sentence on each line.\n" * 170)[:8500]
    started = time.process_time()
    for _ in range(4000):
        assert decode(data)[0]
    assert time.process_time() - started < 2
