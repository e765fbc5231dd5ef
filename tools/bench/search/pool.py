"""The pool of the library, for people to judge: python -m tools.bench.search.pool OUT.

For each judged query, the pages that any engine has among its first five and that neither `judgements.yml` nor
`pooled.yml` grades. The file that is written is JSON, query to pages. The pages stand in the order of their names:
nothing in the file says which engine found a page, at which rank, or whether more than one did. No measure is computed.
"""

import argparse
import json
import sys
from pathlib import Path

from . import npm
from .browser import chromium, opened
from .corpora import ROOT, corpus
from .engines.registry import ENGINES
from .indexed import indexed, written
from .relevance import ranked
from .server import served

POOL_DEPTH = 5


def main() -> int:
    """Write the pool."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench.search.pool", description="What nobody has judged yet."
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="where the pool is written, as JSON")
    out: Path = parser.parse_args().out
    work = ROOT / "build/bench/search"
    pages = corpus("library", work)
    given = written(pages, work / "run" / pages.name, npm.installed(work))
    pool: dict[str, set[str]] = {query.text: set() for query in pages.queries}
    with chromium() as browser:
        for engine in ENGINES.values():
            index = indexed(engine, given)
            with served(index.folder) as (address, _), opened(browser, address) as tab:
                for each in ranked(tab, index, pages)["clean"]:
                    pool[each.query.text].update(each.ranking[:POOL_DEPTH])
    new = {query.text: sorted(pool[query.text] - query.grades.keys() - query.pooled.keys()) for query in pages.queries}
    text = json.dumps({query: found for query, found in new.items() if found}, indent=1, ensure_ascii=False)
    out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
