"""What an edition gains in its earlier releases is a gain as well."""

from datetime import date
from pathlib import Path

from caveat.history.recalls import Recalls
from caveat.history.redline import ChangedBlock
from caveat.projection.limit import unlimited
from caveat.projection.project import examine
from caveat.reviewing.earlier import OPENED, RECORDED, Before, earlier_gains
from caveat.reviewing.shown import Shown, Unit
from history.story import product
from history.told import Files, Told, in_memory

RELEASE = ("first", date(2020, 3, 1))
OLD = product("G-1", "Call the aardvark.\n")
NEW = product("G-1", "Call somebody.\n", changed=(1, 2))
RECALL = """\
recalls:
  - page: G-1
    passage: Call the aardvark.
    editions: [partner]
    reason: tactics
    date: 2023-04-01
    decided_by: Manager
"""


def both(text: str) -> Files:
    return {
        "docs/a.md": text.replace("«all»", "law-enforcement, partner"),
        "docs/b.md": OLD.replace("G-1", "G-2").replace("«all»", "law-enforcement, partner"),
    }


def closed(text: str) -> Files:
    return {**both(text), "docs/a.md": text.replace("«all»", "law-enforcement")}


def told(folder: Path, now: Files, recalls: str = "") -> Told:
    return in_memory(folder, [(*RELEASE, both(OLD))], now, recalls)


def gained(one: Told, two: Told, *, recorded: bool = True, edition: str = "partner") -> list[tuple[str, str]]:
    """Unit and text of what an edition gains in releases when the first becomes the second."""
    return [(unit.what, block.newer) for unit, block in found_in(one, two, recorded=recorded, edition=edition)]


def found_in(one: Told, two: Told, *, recorded: bool, edition: str) -> list[tuple[Unit, ChangedBlock]]:
    digests = frozenset(each.record.digest for each in one.history if recorded)
    before = Before(one.now, one.recalls, digests)
    seen = [Shown(examine(each.now, edition)) for each in (one, two)]
    return [*earlier_gains(edition, before, two.archive(edition), seen, unlimited)]


AGAIN = ("G-1", "Release of 1 March 2020: Call the aardvark.")


def test_a_recall_that_is_taken_back(tmp_path: Path) -> None:
    one, two = told(tmp_path / "1", both(NEW), RECALL), told(tmp_path / "2", both(NEW))
    assert gained(one, two) == [AGAIN]
    assert gained(one, two, edition="law-enforcement") == []
    assert gained(two, one) == [], "a recall gives nobody anything"
    assert gained(one, one) == []
    assert one.recalls != Recalls()
    assert [block.kind for _, block in found_in(one, two, recorded=True, edition="partner")] == [OPENED]


def test_a_page_that_is_open_again(tmp_path: Path) -> None:
    """Its text of today is told of elsewhere; what it said before is open again as well."""
    assert AGAIN in gained(told(tmp_path / "1", closed(NEW)), told(tmp_path / "2", both(NEW)))


def test_a_release_that_is_new_and_says_more(tmp_path: Path) -> None:
    one = told(tmp_path / "1", both(NEW))
    assert gained(one, one, recorded=False) == [AGAIN]
    kinds = [block.kind for _, block in found_in(one, one, recorded=False, edition="partner")]
    assert kinds == [RECORDED], "whether it was opened is a matter of its words"


def test_a_release_of_what_was_shown_already_is_no_gain(tmp_path: Path) -> None:
    """A page is changed after a release: what it said until now stands in the release from now on."""
    one, two = told(tmp_path / "1", both(OLD)), told(tmp_path / "2", both(NEW))
    assert gained(one, two, recorded=False) == []
