"""What a search costs a reader: bytes, time and memory in a fresh browser, on a fast line and as on a phone.

One round opens every engine once, one after the other, so that what else the machine does meets all of them. A query
is timed from asking to having title and excerpt of the first results; drawing them is the page's work, and not timed.
After the first query the line comes to rest: what an engine loads ahead counts as bytes of the first query and is there
for the next ones. These, the warm ones, are asked one after the other, each as a whole and with words of its own.
"""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from playwright.sync_api import Browser

from .browser import opened
from .corpora import Corpus
from .indexed import Index
from .server import PHONE, Line, served
from .signals import chance

SHOWN = 5
"""Results that are loaded with title and excerpt: Pagefind's own list loads five."""
WARM = 50
"""Queries after the first two of a visit."""
SLOWER = 4.0
"""How many times slower the phone's processor is."""
_WARM_ON_PHONE = 20
_TYPED = 10
"""Queries that are typed on the phone, after the others."""
GAP = 150
"""Milliseconds from one letter to the next, of somebody who types fast on a phone."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One reader's visit: milliseconds, and bytes of bodies as they were sent."""

    first_bytes: int
    second_bytes: int
    cold: float
    warm: tuple[float, ...]
    typed: tuple[float, ...]
    """From the last letter of a query whose beginnings have been asked for while it was typed."""
    heap: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Means of bytes and heap; times in milliseconds over all visits."""

    first_kb: float
    second_kb: float
    cold: float
    p50: float
    p95: float
    heap_mb: float
    phone_cold: float
    phone_p50: float
    phone_p95: float
    phone_typed: float
    """Median."""


def costs(browser: Browser, corpus: Corpus, indexes: Mapping[str, Index], rounds: int) -> dict[str, dict[str, float]]:
    """Name of the engine to its costs, as a mapping of the fields of Cost."""
    plain: defaultdict[str, list[Visit]] = defaultdict(list)
    phone: defaultdict[str, list[Visit]] = defaultdict(list)
    order = sorted(corpus.queries, key=lambda query: chance(f"cost\n{query.text}"))
    words = [query.text for query in order]
    for number in range(rounds):
        asked = [words[(number * (WARM + 2) + place) % len(words)] for place in range(WARM + 2)]
        for name, index in indexes.items():
            with served(index.folder) as (address, line):
                plain[name].append(_visit(browser, address, line, index.rest, asked, slow=False))
                few = asked[: _WARM_ON_PHONE + 2 + _TYPED]
                phone[name].append(_visit(browser, address, line, index.rest, few, slow=True))
    return {name: asdict(_cost(plain[name], phone[name])) for name in indexes}


def _visit(browser: Browser, address: str, line: Line, rest: int, asked: Sequence[str], *, slow: bool) -> Visit:
    with opened(browser, address) as tab:
        if slow:
            tab.slow_down(SLOWER)
            line.network = PHONE
        before = line.sent
        cold = tab.timed(asked[0], SHOWN)
        line.rest()
        first = line.sent
        second_time = tab.timed(asked[1], SHOWN)
        line.rest()
        second = line.sent
        last = len(asked) - (_TYPED if slow else 0)
        warm = [second_time, *(tab.timed(query, SHOWN) for query in asked[2:last])]
        typed = [tab.typed(query, SHOWN, GAP, rest) for query in asked[last:]]
        line.network = None
        return Visit(first - before, second - first, cold, tuple(warm), tuple(typed), tab.heap())


def _cost(plain: Sequence[Visit], phone: Sequence[Visit]) -> Cost:
    warm = [time for each in plain for time in each.warm]
    warm_phone = [time for each in phone for time in each.warm]
    return Cost(
        first_kb=statistics.fmean(each.first_bytes for each in plain) / 1000,
        second_kb=statistics.fmean(each.second_bytes for each in plain) / 1000,
        cold=statistics.median(each.cold for each in plain),
        p50=statistics.median(warm),
        p95=_p95(warm),
        heap_mb=statistics.fmean(each.heap for each in plain) / 1e6,
        phone_cold=statistics.median(each.cold for each in phone),
        phone_p50=statistics.median(warm_phone),
        phone_p95=_p95(warm_phone),
        phone_typed=statistics.median(time for each in phone for time in each.typed),
    )


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
