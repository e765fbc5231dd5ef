"""`mkdocs build` and `mkdocs serve` on the source: one edition, the same pages, as a preview."""

import json
import re
from pathlib import Path
from urllib.error import HTTPError

import pytest

from caveat.content.problem import ContentError
from caveat_site.build import build, quiet
from cli.previews import serving
from cli.running import CANARY, CONFIGURATION, OPEN, content, project, run, says
from projection.corpora import page

PREVIEW = "is a preview: no isolation, no atomic publishing. To publish: caveat build."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that `caveat build` has built into `built`."""
    root = project(tmp_path_factory.mktemp("built") / "project")
    build(root, None, root / "built", quiet)
    return root


@pytest.mark.parametrize(
    "edition, changes", [("partner", {}), ("law-enforcement", {"CAVEAT_EDITION": "law-enforcement"})]
)
def test_mkdocs_build_gives_the_pages_of_caveat_build(built: Path, edition: str, changes: dict[str, str]) -> None:
    """No file differs. Where no edition is named it is the one that contains no other."""
    temporary = built / f"temporary-{edition}"
    temporary.mkdir()
    result = run("mkdocs", "build", cwd=built, TMPDIR=str(temporary), **changes)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count(PREVIEW) == 1
    assert content(built / "site" / edition) == content(built / "built" / edition)
    assert not list(temporary.iterdir())


def test_it_can_be_told_where(built: Path, tmp_path: Path) -> None:
    result = run("mkdocs", "build", "-q", "--strict", "--site-dir", tmp_path / "out", cwd=built)
    assert result.returncode == 0, result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["partner"]
    assert not says(tmp_path / "out", CANARY)
    assert says(tmp_path / "out", OPEN)


def test_a_preview_has_what_is_in_force_alone(tmp_path: Path) -> None:
    """It needs no release to be there, and leads to none."""
    root = project(tmp_path)
    record = f"- {{name: first, date: 2024-01-01, digest: {'a' * 64}, schema: 2}}\n"
    (root / "docs/data").mkdir(exist_ok=True)
    (root / "docs/data/releases.yml").write_text(record)
    result = run("mkdocs", "build", "-q", cwd=root)
    assert result.returncode == 0, result.stderr
    assert (root / "site/partner/index.html").is_file()
    assert not list((root / "site/partner").glob("as-at*"))
    assert not (root / "site/partner/releases").exists()
    with pytest.raises(ContentError, match="release-missing"):
        build(root, None, root / "built", quiet)


SECOND = CONFIGURATION.replace(", within: law-enforcement", "")
FAILURES = {
    "a problem of the content": ({"docs/a.md": page("[x](no.md)\n")}, {}, r"docs/a\.md:\d+:\d+: .+ \[broken-link\]"),
    "a problem of another edition": (
        {"docs/a.md": page("[x](b.md)\n", editions="law-enforcement"), "docs/b.md": page(id="X", editions="partner")},
        {},
        r"\[",
    ),
    "a finding of the engine": (
        {"docs/a.md": page('<p style="x">x</p>\n')},
        {},
        r"docs/a\.md:1:1: .+ \[forbidden-html\]",
    ),
    "an edition that is not there": ({}, {"CAVEAT_EDITION": "police"}, "there is no edition 'police'"),
    "several editions that contain no other": (
        {"mkdocs.yml": SECOND, "docs/a.md": page()},
        {},
        "several editions contain no other: law-enforcement, partner",
    ),
    "content below docs_dir": (
        {"mkdocs.yml": CONFIGURATION.replace("docs_dir: stop", "docs_dir: docs"), "docs/a.md": page()},
        {},
        r"\[docs-dir-exposed\]",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_whatever_stops_caveat_build_stops_mkdocs_build(tmp_path: Path, name: str) -> None:
    files, changes, words = FAILURES[name]
    result = run("mkdocs", "build", "-q", cwd=project(tmp_path, files or None), **changes)
    assert result.returncode == 1
    assert re.search(words, result.stderr), result.stderr
    assert "Traceback" not in result.stderr
    assert not says(tmp_path / "site", CANARY) if (tmp_path / "site").exists() else True


@pytest.mark.parametrize(
    "arguments, words",
    [(("gh-deploy",), "would publish unchecked output"), (("build", "--dirty"), "leave --dirty out")],
)
def test_what_would_publish_more_or_less_than_an_edition_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("mkdocs", *arguments, cwd=project(tmp_path))
    assert result.returncode == 1
    assert words in result.stderr
    assert not (tmp_path / "site").exists()


def test_another_configuration_file_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").rename(root / "other.yml")
    result = run("mkdocs", "build", "-q", "-f", "other.yml", cwd=root)
    assert result.returncode == 1
    assert "Caveat reads mkdocs.yml, not other.yml" in result.stderr


def test_a_preview_follows_the_source(tmp_path: Path) -> None:
    """Changes appear; a mistake is named and the server goes on; nothing restricted is left behind at the end."""
    root = project(tmp_path)
    with serving(root, command="mkdocs") as server:
        assert OPEN in server.wait("guidance/product.html", OPEN)
        with pytest.raises(HTTPError):
            server.get("secret.html")
        about = root / "docs" / "about.md"
        text = about.read_text(encoding="utf-8")
        about.write_text(text + "\nA wagtail.\n", encoding="utf-8")
        server.wait("about.html", "wagtail")
        about.write_text(text + "\n[x](nowhere.md)\n", encoding="utf-8")
        server.wait_for_log("[broken-link]")
        about.write_text(text + "\nA nuthatch.\n", encoding="utf-8")
        found = server.wait("about.html", "nuthatch")
        # The pages' own policy refuses code in a page: the reload script comes as a file.
        assert not re.search(r"<script(?![^>]*\ssrc=)", found)
        (script,) = re.findall(r'<script src="/(caveat-reload/[^"]+)"', found)
        assert "location.reload" in server.get(script)
        assert "livereload(" in server.get(script)
        assert PREVIEW in server.said
        assert "Traceback" not in server.said
        assert says(root / "temporary", OPEN)
    assert server.process.returncode == 0
    assert not list((root / "temporary").iterdir())
    assert not (root / "site").exists()


def test_a_preview_of_a_wider_edition_with_drafts(tmp_path: Path) -> None:
    root = project(tmp_path)
    with serving(root, command="mkdocs", CAVEAT_EDITION="law-enforcement", CAVEAT_DRAFTS="1") as server:
        server.wait("secret.html", CANARY)
        assert "Text of a draft" in server.get("draft.html")
        library = json.dumps(server.get("library.html"))
        assert "Draft" in library or "draft.html" in library
