"""Caveat's search beside its peers: the same pages, the same queries, one run.

    python -m tools.bench.search [--corpora [NAME…]] [--engines NAME…] [--no-relevance] [--no-costs] [--quick]
                                 [--keep] [--page docs/handbook/search-figures.md]

Run from the root of the repository with the environment of the tests. It needs Chromium, node, npm and apt; the peers'
packages and the documentation are fetched by name, version and digest into `build/bench/search`. It writes
`build/bench/search.json` and prints the tables of `docs/handbook/search-figures.md`.

    corpora.py     what is searched: the shipped library, public documentation, generated pages
      sources.py     the public documentation, as Debian packages (debian.py) of HTML (html_pages.py)
      signals.py     queries from what people wrote about pages, with that withheld
      pages.py       pages as every engine is given them
    engines/       each engine: how it is indexed, and a script that asks it in a browser
    indexed.py     the indexes, and what indexing took
    relevance.py   nDCG@10, MRR@10 and success@1 for clean, mistyped and half-typed queries
    pool.py        the pages that engines return and nobody has judged: a command of its own
    costs.py       bytes, time and memory in Chromium (browser.py), on a fast line and as on a phone (server.py)
    tables.py      the figures as Markdown
    from_tests.py  the measures, the judged queries and the mistyped and half-typed forms, which are those of the tests
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from . import npm
from .browser import chromium, opened
from .corpora import NAMES, ROOT, Corpus, corpus
from .costs import costs
from .debian import MissingPackageError
from .engines.registry import ENGINES
from .indexed import Index, indexed, written
from .relevance import Ranked, by_kind, pooled, ranked, relevance
from .server import served
from .tables import tables

_WEIGHED = ("generated-1000", "generated-5500", "shelf")
"""The corpora whose costs are measured where nothing else is said."""


def main() -> int:
    """Measure what was asked for."""
    arguments = _arguments()
    work = ROOT / "build/bench/search"
    modules = npm.installed(work)
    run: dict[str, Any] = {"corpora": {}}
    if arguments.keep and arguments.out.exists():
        run = json.loads(arguments.out.read_text(encoding="utf-8"))
    run["cores"] = os.cpu_count()
    try:
        with chromium() as browser:
            run["chromium"] = browser.version
            for name in arguments.corpora:
                run["corpora"][name] = _measured(browser, corpus(name, work), arguments, work, modules)
                # After each corpus, so that a run which is ended early is not lost.
                arguments.out.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    except (MissingPackageError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    print(tables(run))
    if arguments.page:
        _put(tables(run), arguments.page)
    return 0


def _put(results: str, page: Path) -> None:
    """Put the tables into a page, in place of all that stands below its heading "Results"."""
    before, heading, _ = page.read_text(encoding="utf-8").partition("\n## Results\n")
    page.write_text(f"{before}{heading}\n{results}\n", encoding="utf-8")


def _measured(
    browser: Browser, pages: Corpus, arguments: argparse.Namespace, work: Path, modules: Path
) -> dict[str, Any]:
    given = written(pages, work / "run" / pages.name, modules)
    indexes = {}
    for name in arguments.engines or ENGINES:
        if not arguments.engines and pages.sections() > ENGINES[name].most_sections:
            _say(f"{pages.name}: {name} is left out, for {pages.sections():,} sections are too many for it")
            continue
        _say(f"{pages.name}: {name} indexes {len(pages.pages):,} pages")
        indexes[name] = indexed(ENGINES[name], given)
    result: dict[str, Any] = {
        "pages": len(pages.pages),
        "sections": pages.sections(),
        "queries": len(pages.queries),
        "indexing": {name: index.cpu for name, index in indexes.items()},
        "steps": {name: index.steps for name, index in indexes.items() if index.steps},
        "relevance": {},
        "pooled": {},
        "kinds": {},
        "costs": {},
    }
    if pages.judged and arguments.relevance:
        for name, index in indexes.items():
            _say(f"{pages.name}: {name} is asked")
            found = _ranking(browser, pages, index)
            result["relevance"][name] = relevance(found)
            result["kinds"][name] = by_kind(found["clean"])
            if any(query.pooled for query in pages.queries):
                result["pooled"][name] = relevance(pooled(found))
    if arguments.costs and pages.name in arguments.weighed:
        _say(f"{pages.name}: costs")
        result["costs"] = costs(browser, pages, indexes, 1 if arguments.quick else 5)
    return result


def _ranking(browser: Browser, pages: Corpus, index: Index) -> dict[str, list[Ranked]]:
    with served(index.folder) as (address, _), opened(browser, address) as tab:
        return ranked(tab, index, pages)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench.search", description="Caveat's search beside its peers."
    )
    parser.add_argument("--corpora", nargs="*", choices=NAMES, default=NAMES, help="what is searched; default: all")
    parser.add_argument("--engines", nargs="+", choices=tuple(ENGINES), help="default: all, each where it can")
    parser.add_argument(
        "--weighed", nargs="+", choices=NAMES, default=_WEIGHED, help="corpora whose costs are measured"
    )
    parser.add_argument("--no-relevance", dest="relevance", action="store_false", help="costs and indexing only")
    parser.add_argument("--no-costs", dest="costs", action="store_false", help="relevance and indexing only")
    parser.add_argument("--quick", action="store_true", help="one round of costs instead of five")
    parser.add_argument("--keep", action="store_true", help="keep what the file of results has of other corpora")
    parser.add_argument("--page", type=Path, help="put the tables into this page, below its heading Results")
    parser.add_argument("--out", type=Path, default=ROOT / "build/bench/search.json")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
