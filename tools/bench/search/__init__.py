"""Caveat's search beside its peers: the same pages, the same queries, one run.

    python -m tools.bench.search [--corpora NAME…] [--engines NAME…] [--no-relevance] [--no-costs] [--quick]

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
    costs.py       bytes, time and memory in Chromium (browser.py), on a fast line and as on a phone (server.py)
    tables.py      the figures as Markdown

The measures, the judged queries and the mistyped and half-typed forms are those of the tests (tests/search).
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[3] / "tests"))
