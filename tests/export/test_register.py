"""The register of copies: numbers, and what is wrong with a file that somebody has changed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.content.problem import ContentError
from caveat.export.making import ageing
from caveat.export.register import FILE, Made, Number, number, read_register, written

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)


def made(sequence: int, content: str, edition: str = "partner", recipient: str = "") -> Made:
    return Made(edition, sequence, content, date(2024, 6, 1), date(2024, 12, 31), recipient, "f" * 64)


def put(root: Path, text: bytes) -> Path:
    (root / FILE).parent.mkdir(parents=True)
    (root / FILE).write_bytes(text)
    return root


@pytest.mark.parametrize(
    ("before", "content", "expected"),
    [
        ([], ONE, Number(1, "")),
        ([made(1, ONE)], ONE, Number(1, "")),
        ([made(1, ONE)], TWO, Number(2, ONE)),
        ([made(1, ONE), made(2, TWO)], TWO, Number(2, ONE)),
        ([made(1, ONE), made(2, TWO)], ONE, Number(3, TWO)),  # Shown again is shown anew.
        ([made(1, ONE), made(2, TWO), made(2, TWO)], THREE, Number(3, TWO)),
        ([made(1, ONE), made(1, TWO, "police"), made(2, THREE, "police")], ONE, Number(1, "")),
    ],
)
def test_a_number_counts_what_the_edition_has_shown(before: list[Made], content: str, expected: Number) -> None:
    assert number(before, "partner", content) == expected


def test_the_register_is_read_as_it_was_written(tmp_path: Path) -> None:
    entries = (made(1, ONE), made(1, "0" * 64, "no", 'A "charity": # of Zürich'), made(2, TWO, recipient="yes"))
    assert read_register(put(tmp_path, written(entries))) == entries


def test_a_project_without_copies_has_no_register(tmp_path: Path) -> None:
    assert read_register(tmp_path) == ()


def entry(**changes: object) -> str:
    values: Mapping[str, object] = {
        "edition": "partner",
        "sequence": 1,
        "content": f"'{ONE}'",
        "issued": "2024-06-01",
        "expires": "2024-12-31",
        "sha256": f"'{TWO}'",
        **changes,
    }
    return f"- {{{', '.join(f'{name}: {value}' for name, value in values.items() if value is not None)}}}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("exports: 1\n", "1:1 not-a-list"),
        ("- one\n", "1:3 wrong-type"),
        ("- [\n", "2:1 yaml-syntax"),
        (entry(sha256=None), "1:3 missing-field"),
        (entry(more=1), "1:229 unknown-field"),
        (entry(sequence=0), "1:32 wrong-type"),
        (entry(issued="soon"), None),
        (entry(sequence=2), "1:3 copy-order"),
        (entry() + entry(sequence=3, content=f"'{TWO}'"), "2:3 copy-order"),
        (entry() + entry(content=f"'{TWO}'"), "2:3 copy-order"),
        (entry() + entry(sequence=2), "2:3 copy-order"),
        (entry() + entry(edition="police", sequence=2, content=f"'{TWO}'"), "2:3 copy-order"),
    ],
)
def test_a_register_that_was_changed_is_told_with_its_place(tmp_path: Path, text: str, problem: str | None) -> None:
    with pytest.raises(ContentError) as raised:
        read_register(put(tmp_path, text.encode()))
    (found,) = raised.value.problems
    assert found.location.path == FILE
    if problem:
        assert f"{found.location.line}:{found.location.column} {found.code}" == problem


def test_a_register_may_not_be_a_link(tmp_path: Path) -> None:
    put(tmp_path, b"").joinpath(FILE).unlink()
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError):
        read_register(tmp_path)


@pytest.mark.parametrize(
    ("issued", "expires", "first"),
    [
        (date(2024, 6, 1), date(2024, 12, 31), date(2024, 12, 4)),  # Twenty-eight days with the last.
        (date(2024, 6, 1), date(2024, 6, 29), date(2024, 6, 23)),  # A quarter of four weeks.
        (date(2024, 6, 1), date(2024, 6, 2), date(2024, 6, 3)),  # No time for a warning.
        (date(2024, 6, 1), date(2024, 6, 1), date(2024, 6, 2)),
    ],
)
def test_a_copy_says_in_good_time_that_it_ends(issued: date, expires: date, first: date) -> None:
    assert ageing(issued, expires) == first
