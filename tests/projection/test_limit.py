"""A page that is stopped in the middle of its work is a problem of its own, and leaves no trace in others."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from caveat.content.corpus import Corpus
from caveat.content.problem import ContentError
from caveat.content.read import read_project
from caveat.projection.dialect import anchors
from caveat.projection.limit import PageLimit, PageTooSlow
from caveat.projection.project import Examined, examine, project
from projection.corpora import page, read, write

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
        assert resolved.lines == (() if f"docs/{uri}" in slow else whole.pages[uri].lines)
        assert (resolved.page.uri, resolved.heading, resolved.files) == (uri, "A page", frozenset())


def expired() -> AbstractContextManager[None]:
    """A clock that has run out before anything is done."""
    raise PageTooSlow


def test_a_project_is_projected_as_it_is_examined(tmp_path: Path) -> None:
    """Drafts for a preview, pages that could not be read, the limit of a page: all of it counts in both."""
    files = {
        "docs/a.md": page("See [it](unread.md).\n"),
        "docs/draft.md": page(ONLY, restrictions=1, status="draft"),
    }
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    unread = frozenset({"unread.md"})
    uris = {each.uri for each in project(corpus, "partner", unread=unread).pages}
    assert "draft.md" not in uris
    assert "draft.md" not in examine(corpus, "law-enforcement", unread=unread).pages
    assert "draft.md" in {each.uri for each in project(corpus, "law-enforcement", unread=unread, drafts=True).pages}
    with pytest.raises(ContentError, match="broken-link"):
        project(corpus, "partner")
    with pytest.raises(ContentError) as caught:
        project(corpus, "partner", unread=unread, limit=expired)
    message = "this page takes more than 5 seconds of computing; split it, or make it simpler"
    assert {str(each) for each in caught.value.problems} == {f"docs/a.md:1:1: {message} [page-too-slow]"}
