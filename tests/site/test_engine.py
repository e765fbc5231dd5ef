"""The engine's process: findings for everything that is wrong with a page, and no sign of where or when it ran."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caveat_site.codes import CODES
from caveat_site.isolation.tool_chain import ToolChainError
from caveat_site.limits import PAGE_SECONDS
from caveat_site.process import Engine, EngineError
from caveat_site.source import Source
from caveat_site.stage import THEME, stage
from cli.running import CONFIGURATION, OPEN, content, environment, project, says

META = '---\n{"title": "A page", "caveat": {"kind": "page", "root": ""}}\n---\n'
WRONG: Mapping[str, tuple[str, str]] = {
    "deep.md": ("page-too-deep", META + "<div>" * 65 + "x" + "</div>" * 65 + "\n"),
    "style.md": ("forbidden-html", META + '<p style="color:red">x</p>\n'),
    "handler.md": ("forbidden-html", META + 'A <b onclick="x()">word</b>.\n'),
    "table.md": ("forbidden-html", META + '| A | B |\n|---|---|\n| 1 | 2 {style="width:1em"} |\n'),
    "link.md": ("engine-warning", META + "[x](nowhere.md)\n"),
    "anchor.md": ("engine-warning", META + "[x](about.md#nowhere)\n"),
    "absolute.md": ("engine-warning", META + "[x](/about.md)\n"),
    "odd.md": ("engine-warning", META + "[x](about)\n"),
    "broken.md": ("page-not-understood", '---\n{"title": "A page", "caveat": {\n---\nText.\n'),
    "bare.md": ("page-not-understood", "Text.\n"),
    "untitled.md": ("page-not-understood", '---\n{"caveat": {"kind": "page"}}\n---\nText.\n'),
}
SLOW = META + "[" * 30_000 + "\n"


def staged(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """A folder for an engine: the partner edition of the usual project, and pages that no projection would make."""
    stage(Source(project(folder / "project")).project()["partner"], folder / "work" / "staged")
    for path, text in (files or {}).items():
        (folder / "work" / "staged" / path).write_text(text, encoding="utf-8")
    return folder / "work"


def findings(work: Path) -> dict[str, set[str]]:
    """Address to the codes found there."""
    engine = Engine(work, "2024-03-18")
    try:
        engine.start()
        found: dict[str, set[str]] = {}
        for each in engine.findings():
            found.setdefault(each.uri, set()).add(each.code)
        return found
    finally:
        engine.close()


def test_everything_that_is_wrong_is_found_in_one_run(tmp_path: Path) -> None:
    work = staged(tmp_path, {f"docs/{name}": text for name, (_, text) in WRONG.items()})
    assert findings(work) == {name: {code} for name, (code, _) in WRONG.items()}


def test_a_page_that_takes_too_long_is_named(tmp_path: Path) -> None:
    """The limit is of computing time: work of others on the machine does not count."""
    before = os.times()
    assert findings(staged(tmp_path, {"docs/slow.md": SLOW})) == {"slow.md": {"page-too-slow"}}
    spent = os.times().children_user - before.children_user
    assert spent < PAGE_SECONDS + 3


def test_a_template_that_asks_for_the_clock_fails(tmp_path: Path) -> None:
    work = staged(tmp_path, {"theme/main.html": "{{ build_date_utc.year }}"})
    assert list(findings(work).values()) == [{"page-not-converted"}]


def test_every_code_has_a_case() -> None:
    assert {code for code, _ in WRONG.values()} | {"page-too-slow", "page-not-converted"} == set(CODES)


def test_progress_is_told(tmp_path: Path) -> None:
    engine = Engine(staged(tmp_path), "2024-03-18")
    told: list[tuple[int, int]] = []
    try:
        engine.start()
        assert engine.findings(lambda done, total: told.append((done, total))) == ()
    finally:
        engine.close()
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_an_engine_that_cannot_start_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "staged").mkdir()
    engine = Engine(tmp_path, "2024-03-18")
    try:
        engine.start()
        with pytest.raises(EngineError, match="the site engine failed: ConfigurationError: "):
            engine.findings()
    finally:
        engine.close()


def test_an_engine_that_ends_itself_is_a_clear_error(tmp_path: Path) -> None:
    """And not started again with less isolation: else a tampered one could choose."""
    work = staged(tmp_path, {"hook.py": "import sys; sys.exit('enough')"})
    with (work / "staged" / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    engine = Engine(work, "2024-03-18")
    try:
        engine.start()
        isolation = engine.reduced_isolation
        with pytest.raises(EngineError, match="the site engine ended with code 1: enough"):
            engine.findings()
        assert engine.reduced_isolation == isolation
    finally:
        engine.close()


def test_an_engine_that_is_killed_is_a_clear_error(tmp_path: Path) -> None:
    engine = Engine(staged(tmp_path), "2024-03-18")
    try:
        engine.start()
        engine._process.process.kill()
        with pytest.raises(EngineError, match="was stopped by signal 9"):
            engine.findings()
    finally:
        engine.close()


def test_it_runs_apart_from_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own folders, an allowlist of variables, no import from where the content lies."""
    work = staged(tmp_path)
    seen: dict[str, object] = {}
    real = subprocess.Popen

    def spy(command: list[str], **options: object) -> object:
        seen.update(options, command=command)
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", spy)
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.syspath_prepend(str(tmp_path))
    engine = Engine(work, "2024-03-18", hidden=[tmp_path / "project" / "docs"])
    engine.start()
    engine.findings()
    engine.close()
    variables = seen["env"]
    assert isinstance(variables, dict)
    assert variables["SOURCE_DATE_EPOCH"] == "1710720000"
    assert set(variables) <= {
        "HOME",
        "LC_ALL",
        "NO_MKDOCS_2_WARNING",
        "SOURCE_DATE_EPOCH",
        "TMPDIR",
        "TZ",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
    }
    assert seen["cwd"] == work / "scratch"
    assert str(tmp_path / "project") not in " ".join(map(str, seen["command"]))  # type: ignore[call-overload]
    assert f'"{tmp_path}"' not in " ".join(map(str, seen["command"]))  # type: ignore[call-overload]


@pytest.mark.parametrize("below", ["", "docs"])
def test_a_source_that_lies_in_the_tool_chain_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    (tmp_path / "site-packages" / "docs").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    (tmp_path / "work").mkdir()
    with pytest.raises(ToolChainError, match=r"lies in .*site-packages, which the site engine reads"):
        Engine(tmp_path / "work", "2024-03-18", hidden=[tmp_path / "site-packages" / below]).start()


WHERE = {
    "plain": {},
    "elsewhere": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "86400",
        "COLUMNS": "20",
    },
}


def test_the_site_is_the_same_wherever_and_whenever_it_is_made(tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed, umask, clock: the same bytes."""
    sites = []
    for name, changes in WHERE.items():
        folder = tmp_path / (name * 3)
        work = staged(folder)
        umask = 0o077 if changes else 0o022
        command = [
            sys.executable,
            "-m",
            "caveat_site.render",
            *(str(work / each) for each in ("staged", "site")),
        ]
        result = subprocess.run(
            command, env=environment(**changes), cwd=folder, umask=umask, capture_output=True, text=True, check=False
        )
        assert (result.returncode, result.stderr) == (0, "")
        sites.append(content(work / "site"))
    assert sites[0] == sites[1]
    assert sites[0]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site without an address of its own, and one with."""
    found = {}
    for name, line in (("plain", ""), ("address", "site_url: https://example.org/guidance/\n")):
        root = project(tmp_path_factory.mktemp(name) / "project")
        (root / "mkdocs.yml").write_text(line + CONFIGURATION, encoding="utf-8")
        stage(Source(root).project()["partner"], root / "work" / "staged")
        assert findings(root / "work") == {}
        found[name] = root / "work"
    return found


def test_a_site_holds_pages_and_our_own_assets_only(sites: dict[str, Path]) -> None:
    staged_files = content(sites["plain"] / "staged" / "docs")
    pages = {path.removesuffix(".md") + ".html" for path in staged_files if path.endswith(".md")}
    others = {path for path in staged_files if not path.endswith(".md")}
    assets = {path for path in content(THEME) if not path.endswith(".html")}
    assert set(content(sites["plain"] / "site")) == pages | others | assets
    assert not [path for path in content(sites["plain"] / "site") if path.endswith(".map")]


def test_an_address_gives_a_sitemap_and_a_page_for_missing_ones(sites: dict[str, Path]) -> None:
    more = set(content(sites["address"] / "site")) - set(content(sites["plain"] / "site"))
    assert more == {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    text = (sites["address"] / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/guidance/guidance/product.html</loc><lastmod>2024-01-31</lastmod>" in text
    assert "<loc>https://example.org/guidance/about.html</loc></url>" in text
    assert "search.html" not in text
    assert "/id/" not in text
    assert re.findall(r"<lastmod>([^<]*)", text) == ["2024-01-31"], "declared dates only"


def test_no_page_says_when_it_was_built_or_has_a_style(sites: dict[str, Path]) -> None:
    site = sites["address"] / "site"
    assert says(site, OPEN)
    for path, data in content(site).items():
        text = data.decode("utf-8", errors="replace")
        assert datetime.now(UTC).date().isoformat() not in text
        if path.endswith(".html"):
            assert not re.search(r"<[^>]+\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", text)
            assert "mkdocs" not in text.lower()


EVERY_EXTENSION = """\
## Heading {#own}

## Heading

Text[^1] with ABBR, a ==mark==, H~2~O, x^2^, ++ctrl+c++, `code`, `#!python x = 1`, (c), 1/2.

[^1]: A note.

*[ABBR]: Abbreviation %d

Term
:   Definition

=== "One"
    Text.

=== "Two"
    Text.

??? note "Folded"
    Text.

```python linenums="1"
print(%d)
```

- [ ] Task

| A | B |
|---|--:|
| 1 | 2 |

<div markdown="1">

Inside ABBR.[^2] [ref]

[^2]: Another.

</div>

[ref]: about.md
"""


def test_a_page_does_not_depend_on_the_pages_before_it(tmp_path: Path) -> None:
    """All pages of a process are made with one converter: nothing of a page may stay in it."""
    bare = META + "ABBR and [ref] and [^1] and a ## heading.\n\n## Heading\n\n```\nx\n```\n"
    files = {"docs/n1.md": bare, "docs/n9.md": bare}
    files |= {f"docs/n{number}.md": META + EVERY_EXTENSION % (number, number) for number in (2, 3)}
    together = staged(tmp_path / "together", files)
    assert findings(together) == {}
    assert content(together / "site")["n1.html"] == content(together / "site")["n9.html"]
    for name in ("docs/n3.md", "docs/n9.md"):
        text = files[name]
        alone = staged(tmp_path / Path(name).stem, {name: text})
        assert findings(alone) == {}
        page = f"{Path(name).stem}.html"
        assert content(alone / "site")[page] == content(together / "site")[page]
