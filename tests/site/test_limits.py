"""A page that takes too long is a problem of that page, in projection as in the engine."""

from pathlib import Path

import pytest

from caveat.content.read import read_project
from caveat.projection.project import examine
from caveat_site.limits import page_limit, page_limits
from projection.corpora import page, write

# A limit that ends while something else's callback of the garbage collector runs is swallowed there, and ends again soon.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

ONLY = "::: restricted to law-enforcement\nFor some.\n::: end restricted\n\n"


def found(root: Path, files: dict[str, str], seconds: float | None) -> list[tuple[str, str]]:
    corpus = read_project(write(root, files)).corpus
    assert corpus is not None
    with page_limits():
        limit = {} if seconds is None else {"limit": lambda: page_limit(seconds)}
        problems = examine(corpus, "law-enforcement", **limit).problems
    return [(each.location.path, each.code) for each in problems]


def test_a_slow_page_is_named_and_the_others_are_not(tmp_path: Path) -> None:
    long = page(ONLY + "Some *words* and `code`.\n\n" * 4_000, restrictions=1)
    files = {"docs/long.md": long, "docs/short.md": page(ONLY, restrictions=1)}
    assert found(tmp_path, files, 0.2) == [("docs/long.md", "page-too-slow")]
    assert found(tmp_path, files, None) == []


def test_a_slow_target_is_named_and_not_the_page_that_links_to_it(tmp_path: Path) -> None:
    """The time of a page that has to be converted for its anchors is its own."""
    # Anchors of a text are kept: no text here is converted twice.
    long = page("## End\n\n" + "Some *words* and `code`.\n\n" * 4_000)
    files = {"docs/a.md": page("[There](long.md#end).\n"), "docs/long.md": long}
    assert {path for path, code in found(tmp_path, files, 0.2) if code == "page-too-slow"} == {"docs/long.md"}
