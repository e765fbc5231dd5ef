"""What the preview shows of a changed page before it has read everything is what it shows afterwards."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from caveat_site.limits import page_limits
from caveat_site.preview.answers import Answers
from caveat_site.preview.content import Content, Seen
from caveat_site.preview.preview import Preview
from cli.running import ROOT, project

EDITIONS = ("law-enforcement", "partner")


@pytest.fixture(scope="module")
def library() -> Content:
    """The shipped library, read once."""
    content = Content(ROOT)
    content.read()
    return content


@pytest.fixture(scope="module")
def whole(library: Content) -> dict[str, Seen]:
    """Each edition of it."""
    return {edition: seen(library, edition) for edition in EDITIONS}


def seen(content: Content, edition: str) -> Seen:
    found: list[Seen] = []
    assert not content.examined(content.reading, edition, found.append)
    return found[0]


def staged(of: Seen, *, generated: bool) -> Iterator[tuple[str, bytes]]:
    """Address and file of the pages that Caveat makes, or of those that editors write."""
    for page in of.projection.pages:
        if (page.uri not in of.projection.origins) is generated:
            yield page.uri, page.source()


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_part_shows_what_the_whole_shows(library: Content, whole: dict[str, Seen], edition: str) -> None:
    """Every page of the library, twenty at a time; and every list, whichever pages changed."""
    assert library.corpus
    paths = [page.path for page in library.corpus.pages if edition in page.access.editions]
    pages, lists = dict(staged(whole[edition], generated=False)), dict(staged(whole[edition], generated=True))
    for start in range(0, len(paths), 20):
        part = library.reread(frozenset(paths[start : start + 20]))
        assert part
        found: list[Seen] = []
        assert not library.examined(library.around(part, frozenset()), edition, found.append)
        origins = found[0].projection.origins
        now = dict(staged(found[0], generated=False))
        assert {uri: now[uri] for uri in now if origins[uri] in part.paths} == {
            uri: pages[uri] for uri in now if origins[uri] in part.paths
        }
        assert dict(staged(found[0], generated=True)) == lists
        assert found[0].projection.extra == whole[edition].projection.extra
        assert found[0].projection.files.items() <= whole[edition].projection.files.items()


def test_a_part_is_refused_where_more_than_pages_changed(tmp_path: Path) -> None:
    root = project(tmp_path)
    content = Content(root)
    content.read()
    assert content.reread(frozenset({"docs/about.md"}))
    for paths in ({"mkdocs.yml"}, {"docs/picture.png"}, {"docs/data/glossary.yml"}, {"docs/about.md", "mkdocs.yml"}):
        assert content.reread(frozenset(paths)) is None
    shutil.copy(root / "docs/about.md", root / "docs/README.md")
    assert content.reread(frozenset({"docs/README.md"})) is None


def test_a_changed_page_is_shown_before_the_rest_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the content has problems elsewhere."""
    root = project(tmp_path / "project")
    (tmp_path / "work").mkdir()
    preview = Preview(root, "partner", tmp_path / "work", lambda _problems: None)
    about, product = root / "docs" / "about.md", root / "docs" / "guidance" / "product.md"
    with page_limits():
        steps(preview, until=lambda: not Answers(preview.board).bar("partner", "about.html").is_checking)
        monkeypatch.setattr("caveat_site.preview.preview._QUIET", 600.0)
        for words in ("A wagtail.", "A nuthatch."):
            about.write_text(about.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
            steps(preview, until=partial(shows, preview, words))
            assert Answers(preview.board).bar("partner", "about.html").is_checking
            product.write_text(product.read_text(encoding="utf-8") + "\n[x](nowhere.md)\n", encoding="utf-8")
            steps(preview, until=lambda: bool(preview.board.problems))


def shows(preview: Preview, words: str) -> bool:
    """Whether a browser that asks now gets the words in both editions: it waits while the main thread works."""
    with ThreadPoolExecutor(1) as browser:
        answers = [browser.submit(Answers(preview.board).page, edition, "about.html") for edition in EDITIONS]
        steps(preview, until=lambda: all(answer.done() for answer in answers))
    return all(page and words in page.html.decode() for page in (answer.result() for answer in answers))


def steps(preview: Preview, until: Callable[[], bool]) -> None:
    for _ in range(2000):
        if until():
            return
        preview.step()
    raise AssertionError
