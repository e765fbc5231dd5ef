"""The staged folder: self-contained, the same every time, and nothing in it that the edition may not see."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from caveat.projection.staged import Projection
from caveat_site.source import Source
from caveat_site.stage import THEME, StageError, stage
from caveat_site.usage import UsageError
from cli.running import CANARY, CONFIGURATION, OPEN, content, project, says

ALLOWED = {
    "site_name",
    "site_url",
    "docs_dir",
    "use_directory_urls",
    "theme",
    "plugins",
    "markdown_extensions",
    "validation",
    "extra",
}


def projected(root: Path, edition: str = "partner") -> Projection:
    return Source(project(root)).project()[edition]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("staged")
    projections = Source(project(root / "project")).project()
    for name, projection in projections.items():
        stage(projection, root / name)
    return {name: root / name for name in projections}


def test_an_edition_has_what_it_may_see_and_nothing_else(editions: dict[str, Path]) -> None:
    assert says(editions["law-enforcement"], CANARY)
    assert says(editions["law-enforcement"], "secret")
    assert says(editions["partner"], OPEN)
    assert not says(editions["partner"], CANARY)
    assert not says(editions["partner"], "secret")
    assert not says(editions["partner"], "law-enforcement")


def test_settings_come_from_an_allowlist(editions: dict[str, Path]) -> None:
    text = (editions["partner"] / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.safe_load(text)
    assert set(settings) == ALLOWED - {"site_url"}
    assert settings["plugins"] == []
    assert settings["theme"] == {"name": "material", "custom_dir": "theme", "font": False, "language": "en"}
    assert settings["docs_dir"] == "docs"
    assert "caveat_site" not in text
    assert str(editions["partner"].parent) not in text


def test_an_address_is_written_only_where_it_is_set(tmp_path: Path) -> None:
    configuration = CONFIGURATION.replace("docs_dir", "site_url: https://example.org/guidance/\ndocs_dir")
    root = project(tmp_path / "project")
    (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    stage(Source(root).project()["partner"], tmp_path / "out")
    settings = yaml.safe_load((tmp_path / "out" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_url"] == "https://example.org/guidance/"
    assert set(settings) == ALLOWED


def test_the_theme_is_copied_in(editions: dict[str, Path]) -> None:
    assert content(editions["partner"] / "theme") == content(THEME)


def test_the_search_index_is_that_of_the_edition(editions: dict[str, Path]) -> None:
    assert says(editions["law-enforcement"] / "docs" / "assets" / "search", CANARY)
    assert says(editions["partner"] / "docs" / "assets" / "search", OPEN)
    settings = yaml.safe_load((editions["partner"] / "mkdocs.yml").read_text(encoding="utf-8"))
    assert (editions["partner"] / "docs" / settings["extra"]["search"] / "index.js").is_file()


def test_equal_projects_give_equal_bytes_wherever_they_lie(tmp_path: Path) -> None:
    for name in ("one", "a longer name/two"):
        stage(projected(tmp_path / name / "project"), tmp_path / name / "out")
    assert content(tmp_path / "one" / "out") == content(tmp_path / "a longer name/two" / "out")


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    projection = projected(tmp_path / "project")
    (tmp_path / "out").mkdir()
    stage(projection, tmp_path / "out")
    before = content(tmp_path / "out")
    with pytest.raises(UsageError, match="is not empty"):
        stage(projection, tmp_path / "out")
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize("address", ["../x.csv", "/x.csv", "a/../x.csv", "a//x.csv", "./x.csv", "", "a\\x.csv"])
def test_no_address_leads_out_of_the_folder(tmp_path: Path, address: str) -> None:
    with pytest.raises(StageError, match="is no address"):
        stage(replace(projected(tmp_path / "project"), files={address: b"x"}), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_of_the_theme_is_not_replaced(tmp_path: Path) -> None:
    asset = next(path for path in sorted(THEME.rglob("*.css"))).relative_to(THEME).as_posix()
    projection = replace(projected(tmp_path / "project"), files={asset: b"x"}, origins={asset: f"docs/{asset}"})
    with pytest.raises(StageError, match=rf"docs/{asset}: the theme has a file of this name"):
        stage(projection, tmp_path / "out")


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StageError, match="cannot write to"):
        stage(projected(tmp_path / "project"), tmp_path / "file" / "out")


def test_drafts_are_staged_only_where_they_are_asked_for(tmp_path: Path) -> None:
    source = Source(project(tmp_path / "project"))
    stage(source.project()["partner"], tmp_path / "without")
    stage(source.project(drafts=True)["partner"], tmp_path / "with")
    assert not says(tmp_path / "without", "Text of a draft")
    assert says(tmp_path / "with", "Text of a draft")
    shutil.rmtree(tmp_path / "with")
