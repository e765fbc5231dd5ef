"""Other engines: none of them can be made to publish the source, and any of them renders a staged folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from caveat_site.build import build, quiet
from caveat_site.source import Source
from caveat_site.stage import stage
from cli.running import CANARY, CONFIGURATION, OPEN, PAGES, content, environment, project, run, says
from projection.corpora import page

BAIT = {
    **PAGES,
    "docs/data/glossary.yml": "[]\n",
    "docs/data/variables.yml": "{}\n",
    "docs/about.md": page(f"{OPEN} for all.\n", title="About"),
}
WORDS = (CANARY, OPEN, "guidance lead", "Guidance lead", "X-1")


def zensical(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Zensical is a script beside the interpreter."""
    script = Path(sys.executable).with_name("zensical")
    return subprocess.run(
        [sys.executable, script, "build"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def everything_new(root: Path, before: set[str]) -> Path:
    """A folder with only what an engine has written."""
    for path in before:
        (root / path).unlink()
    return root


def test_zensical_on_the_source_stops_and_writes_nothing_of_it(tmp_path: Path) -> None:
    """It ignores foreign plugins in silence and copies whatever lies below docs_dir."""
    root = project(tmp_path, BAIT)
    before = set(content(root))
    result = zensical(root)
    assert result.returncode != 0
    assert "caveat build" in result.stdout + result.stderr
    written = everything_new(root, before)
    assert not [word for word in WORDS if says(written, word)]


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_an_engine_without_the_plugin_stops_and_writes_nothing_of_the_source(tmp_path: Path, engine: str) -> None:
    root = project(tmp_path, BAIT)
    (root / "mkdocs.yml").write_text(
        CONFIGURATION[: CONFIGURATION.index("plugins:")] + "plugins: []\n", encoding="utf-8"
    )
    before = set(content(root))
    result = run(engine, "build", cwd=root)
    assert result.returncode != 0
    assert "caveat build" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    written = everything_new(root, before)
    assert not [word for word in WORDS if says(written, word)]


def test_the_stop_page_is_all_there_is_to_render(tmp_path: Path) -> None:
    """The second line: even without the tripwire an engine finds only a page that says what to do."""
    root = project(tmp_path, BAIT)
    text = "site_name: X\ndocs_dir: stop\ntheme: material\nplugins: []\n"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = run("mkdocs", "build", "-q", cwd=root)
    assert result.returncode == 0
    assert says(root / "site", "This is not the site")
    assert not [word for word in WORDS if says(root / "site", word)]


def test_properdocs_on_the_source_gives_the_same_edition(tmp_path: Path) -> None:
    """It loads the plugin, and so shows the edition that contains no other, as MkDocs does."""
    root = project(tmp_path)
    result = run("properdocs", "build", "-q", cwd=root)
    assert result.returncode == 0, result.stderr
    build(root, ["partner"], root / "built", quiet)
    assert content(root / "site") == content(root / "built")


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("staged") / "project")
    stage(Source(root).project()["law-enforcement"], root.parent / "staged")
    return root.parent / "staged"


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_another_engine_renders_the_staged_folder(staged: Path, tmp_path: Path, engine: str) -> None:
    """As many pages, with their content; no package of Caveat's is needed for it."""
    folder = tmp_path / "copy"
    shutil.copytree(staged, folder)
    result = zensical(folder) if engine == "zensical" else run(engine, "build", "-q", cwd=folder, PYTHONPATH="")
    assert result.returncode == 0, result.stderr
    pages = {path.removesuffix(".md") + ".html" for path in content(folder / "docs") if path.endswith(".md")}
    site = content(folder / "site")
    assert pages <= set(site)
    for word, path in ((OPEN, "about.html"), (CANARY, "secret.html"), (CANARY, "guidance/product.html")):
        assert word.encode() in site[path]
    assert b"Law-enforcement edition" in site["about.html"], "the theme came with the folder"
    assert os.sep not in set(site)
