"""What Material's plugin writes for a file of pages: python -m tools.bench.search.engines.material_index PAGES OUT."""

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import material  # type: ignore[import-untyped]
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from tools.bench.search.pages import article_html, read_pages

_ENGLISH = Path(material.__file__).parent / "templates/partials/languages/en.html"
_SETTING = re.compile(r'"search\.config\.(lang|pipeline|separator)": "([^"]*)"')
_BOOSTS = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
"""As the plugin sets them where the user sets none."""


def write_index(lines: Path, out: Path) -> None:
    """Write what Material's plugin writes into `search/search_index.json` for these pages."""
    index = SearchIndex(**_settings())
    for page in read_pages(lines):
        given = SimpleNamespace(meta={}, content=article_html(page), toc=[], url=page.url, title=page.title)
        index.add_entry_from_context(given)
    out.write_text(index.generate_search_index(None), encoding="utf-8")


def _settings() -> dict[str, object]:
    """The settings that the English theme gives the search."""
    found = dict(_SETTING.findall(_ENGLISH.read_text(encoding="utf-8")))
    pipeline = [each for each in re.split(r"\s*,\s*", found["pipeline"]) if each]
    separator = json.loads(f'"{found["separator"]}"')
    return {"lang": [found["lang"]], "separator": separator, "pipeline": pipeline, "fields": _BOOSTS}


if __name__ == "__main__":
    write_index(Path(sys.argv[1]), Path(sys.argv[2]))
