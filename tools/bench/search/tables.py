"""The figures of a run as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .corpora import NAMES
from .engines.registry import ENGINES
from .relevance import FORMS, HALVES

_MEANS = (("nDCG", "ndcg"), ("MRR", "mrr"), ("success@1", "success"))
_COSTS = (
    ("first KB", "first_kb", 0),
    ("second KB", "second_kb", 0),
    ("cold ms", "cold", 0),
    ("warm p50", "p50", 1),
    ("warm p95", "p95", 1),
    ("heap MB", "heap_mb", 1),
    ("phone cold", "phone_cold", 0),
    ("phone p50", "phone_p50", 0),
    ("phone p95", "phone_p95", 0),
    ("phone typed", "phone_typed", 0),
)


def tables(run: Mapping[str, Any]) -> str:
    """Every table of a run: relevance of each corpus that is judged, then costs, then indexing."""
    corpora = {name: run["corpora"][name] for name in NAMES if name in run["corpora"]}
    parts = [f"Measured with Chromium {run['chromium']} on a machine with {run['cores']} cores."]
    for name, each in corpora.items():
        if each["relevance"]:
            parts.append(f"### {name}: {each['pages']:,} pages, {each['queries']} queries\n\n{_relevance(each)}")
        if each.get("pooled"):
            parts.append(f"#### {name}: as first judged, and with pooled grades\n\n{_pooled(each)}")
    for name, each in corpora.items():
        if each["costs"]:
            parts.append(f"### Costs: {name}, {each['pages']:,} pages\n\n{_costs(each['costs'])}")
    parts.append(f"### Indexing\n\n{_indexing(corpora)}")
    parts.append(f"### Caveat's steps of indexing\n\n{_steps(corpora)}")
    return "\n\n".join(parts)


def _relevance(corpus: Mapping[str, Any]) -> str:
    head = ["engine", "queries", *(f"nDCG {form}" for form in FORMS), "mistyped of clean", "MRR", "success@1"]
    rows = []
    for half in ("all", "held out"):
        for engine, halves in corpus["relevance"].items():
            forms = halves[half]
            ndcg = [f"{forms[form]['ndcg']:.3f}" for form in FORMS]
            clean = forms["clean"]
            means = [f"{100 * forms['mistyped']['of clean']:.0f} %", f"{clean['mrr']:.3f}", f"{clean['success']:.3f}"]
            rows.append([ENGINES[engine].title, half, *ndcg, *means])
    return _table(head, rows)


def _pooled(corpus: Mapping[str, Any]) -> str:
    """Both figures for the clean form of the queries, from which the pool was made."""
    head = ["engine", "queries"]
    for title, _ in _MEANS:
        head += [f"{title} first", f"{title} pooled"]
    rows = []
    for half in HALVES:
        for engine, halves in corpus["pooled"].items():
            first, pooled = corpus["relevance"][engine][half]["clean"], halves[half]["clean"]
            means = [f"{measures[key]:.3f}" for _, key in _MEANS for measures in (first, pooled)]
            rows.append([ENGINES[engine].title, half, *means])
    return _table(head, rows)


def _costs(costs: Mapping[str, Mapping[str, float]]) -> str:
    head = ["engine", *(title for title, _, _ in _COSTS)]
    rows = [
        [ENGINES[engine].title, *(f"{cost[key]:,.{digits}f}" for _, key, digits in _COSTS)]
        for engine, cost in costs.items()
    ]
    return _table(head, rows)


def _indexing(corpora: Mapping[str, Any]) -> str:
    engines = list(dict.fromkeys(engine for each in corpora.values() for engine in each["indexing"]))
    head = ["corpus", "sections", *(f"{ENGINES[engine].title}, ms a section" for engine in engines)]
    rows = []
    for name, each in corpora.items():
        if (
            name == "library" or not each["indexing"]
        ):  # For the library, Caveat's command reads and projects the source too.
            continue
        times = [_time(each["indexing"].get(engine), each["sections"]) for engine in engines]
        rows.append([name, f"{each['sections']:,}", *times])
    return _table(head, rows)


def _steps(corpora: Mapping[str, Any]) -> str:
    timed = {name: each["steps"]["caveat"] for name, each in corpora.items() if "caveat" in each.get("steps", {})}
    names = list(dict.fromkeys(step for steps in timed.values() for step in steps))
    rows = [
        [name, *(_time(steps.get(step), corpora[name]["sections"]) for step in names)] for name, steps in timed.items()
    ]
    return _table(["corpus", *(f"{name}, ms a section" for name in names)], rows)


def _time(seconds: float | None, sections: int) -> str:
    return f"{1000 * seconds / sections:.2f}" if seconds is not None else "not asked"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
