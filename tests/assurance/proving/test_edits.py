"""Mutations go together or not, and give a source whose numbers fit."""

import pytest

from caveat.assurance.proving.edits import Mutation, Patch, Place, Round, apply

HERE = Place("a.md")


def patched(*patches: tuple[int, int, str], **more: object) -> Mutation:
    return Mutation("kind", HERE, tuple(Patch("a.md", *each) for each in patches), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (patched((0, 4, "x")), patched((4, 6, "y")), True),
        (patched((0, 4, "x")), patched((3, 6, "y")), False),
        (patched((2, 2, "x")), patched((2, 2, "y")), True),
        (patched((2, 2, "x")), patched((2, 6, "")), True),
        (patched((3, 3, "x")), patched((2, 6, "")), False),
        (patched((0, 1, "x")), Mutation("kind", HERE, removed=("a.md",)), False),
        (Mutation("kind", HERE, removed=("a.md",)), patched((0, 1, "x")), False),
        (Mutation("kind", HERE, removed=("a.md",)), Mutation("kind", HERE, removed=("b.md",)), True),
        (patched(claims=frozenset({"c"})), patched(claims=frozenset({"c", "d"})), False),
    ],
)
def test_what_goes_together(one: Mutation, other: Mutation, together: bool) -> None:
    taken = Round()
    assert taken.add(one)
    assert taken.add(other) is together


def test_patches_are_places_in_the_text_as_it_was() -> None:
    files = {"a.md": b"abcdef"}
    changed = apply(files, [patched((1, 2, "BBB")), patched((4, 4, "+"), (5, 6, ""))])
    assert changed == {"a.md": b"aBBBcd+e"}
    assert files == {"a.md": b"abcdef"}


def test_files_come_and_go() -> None:
    mutation = Mutation("kind", HERE, removed=("a.md",), added={"b.md": b"2"})
    assert apply({"a.md": b"1", "c.md": b"3"}, [mutation]) == {"b.md": b"2", "c.md": b"3"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: A\n---\n", "---\nrestrictions: 2\ntitle: A\n---\n"),
        ("---\n# note\n  title: A\n---\n", "---\n  restrictions: 2\n# note\n  title: A\n---\n"),
        ("---\ntitle: A\nrestrictions: 3\n---\n", "---\ntitle: A\nrestrictions: 5\n---\n"),
        ("---\ntitle: A\n---\nrestrictions: 3\n", "---\nrestrictions: 2\ntitle: A\n---\nrestrictions: 3\n"),
    ],
)
def test_the_declared_number_of_restrictions_fits(text: str, expected: str) -> None:
    assert apply({"a.md": text.encode()}, [patched(restrictions={"a.md": 2})]) == {"a.md": expected.encode()}


def test_line_ends_and_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbfab\r\ncd\r\n"
    assert apply({"a.md": data}, [patched((3, 5, "x\ny"))]) == {"a.md": b"\xef\xbb\xbfab\r\nx\r\ny\r\n"}
