"""A page that is stopped in the middle of its work is a problem of its own, and leaves no trace in others."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caveat.content.corpus import Corpus
from caveat.projection.dialect import anchors
from caveat.projection.limit import PageLimit, PageTooSlow
from caveat.projection.project import Examined, examine
from projection.corpora import page, read

ONLY = "::: restricted to law-enforcement\nFor some.[^1]\n\n[^1]: A note.\n::: end restricted\n"


def steps(most: int) -> PageLimit:
    """A clock that counts calls of functions, so that a page is stopped at the same place on every machine."""

    @contextmanager
    def limit() -> Iterator[None]:
        left = most

        def tick(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise PageTooSlow

        before = sys.getprofile()
        sys.setprofile(tick)
        try:
            yield
        finally:
            sys.setprofile(before)

    return limit


def project_of_two(root: Path) -> Corpus:
    long = page("## Powers\n\n" + "A *word* and `code`.[^1]\n\n" * 40 + f"[^1]: A note.\n\n{ONLY}", restrictions=1)
    return read(root, {"docs/a.md": long, "docs/b.md": page(f"[It](a.md#powers).\n\n{ONLY}", restrictions=1)})


def examined(corpus: Corpus, most: int) -> Examined:
    anchors.cache_clear()
    return examine(corpus, "law-enforcement", limit=steps(most))


@pytest.mark.parametrize("most", [100, 1_000, 4_000, 16_000, 64_000])
def test_a_page_that_is_stopped_is_named_and_others_are_as_ever(most: int, tmp_path: Path) -> None:
    """Wherever it is stopped: in its shared passages, its anchors, its labels or its conversion."""
    corpus = project_of_two(tmp_path)
    stopped = examined(corpus, most)
    slow = {each.location.path for each in stopped.problems if each.code == "page-too-slow"}
    assert "docs/a.md" in slow
    whole = examined(corpus, sys.maxsize)
    assert whole.problems == ()
    assert whole.pages["a.md"].text.count("End of law enforcement only") == 1
    for uri, resolved in stopped.pages.items():
        assert resolved.text.strip() == ("" if f"docs/{uri}" in slow else whole.pages[uri].text.strip())
