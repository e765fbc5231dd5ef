"""How well an engine ranks: the three means for each form of the queries, of all of them and of the held-out half."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from .browser import Tab
from .corpora import Corpus
from .from_tests import DEPTH, Measures, half_typed, measured, mistyped, with_pooled
from .indexed import Index
from .signals import Query

FORMS: Mapping[str, Callable[[str], str | None]] = {
    "clean": lambda query: query,
    "mistyped": mistyped,
    "half-typed": half_typed,
}
HALVES = ("all", "held out", "tuned on")


@dataclass(frozen=True, slots=True)
class Ranked:
    """What an engine found for one form of a query."""

    query: Query
    asked: str
    ranking: tuple[str, ...]


def ranked(tab: Tab, index: Index, corpus: Corpus) -> dict[str, list[Ranked]]:
    """The first ten pages for every query in every form it has.

    Pages out of force are left out where the reader has not asked for them: a filter that every engine could have.
    """
    limit = DEPTH + len(corpus.out_of_force)
    found = {}
    for form, derive in FORMS.items():
        asked = [(query, words) for query in corpus.queries if (words := derive(query.text)) is not None]
        answers = tab.ranked([words for _, words in asked], limit)
        pairs = zip(asked, answers, strict=True)
        found[form] = [Ranked(query, words, _pages(query, keys, index, corpus)) for (query, words), keys in pairs]
    return found


def relevance(found: Mapping[str, Sequence[Ranked]]) -> dict[str, dict[str, dict[str, float]]]:
    """Half, then form, to the measures as a mapping.

    "of clean" is what a mistyped or half-typed form reaches of the clean form's nDCG, over the queries that have both.
    """
    clean = {each.query.text: each for each in found["clean"]}
    halves: dict[str, dict[str, dict[str, float]]] = {}
    for half in HALVES:
        forms = {}
        for form, rankings in found.items():
            chosen = [each for each in rankings if half == "all" or each.query.held_out == (half == "held out")]
            values = _measured(chosen)
            whole = _measured([clean[each.query.text] for each in chosen])
            forms[form] = asdict(values) | {"of clean": values.ndcg / whole.ndcg if whole.ndcg else 0.0}
        halves[half] = forms
    return halves


def pooled(found: Mapping[str, Sequence[Ranked]]) -> dict[str, list[Ranked]]:
    """The same rankings, each beside the first judgements and the pooled grades of its query together."""
    return {form: [replace(each, query=_pooled(each.query)) for each in rankings] for form, rankings in found.items()}


def by_kind(rankings: Sequence[Ranked]) -> dict[str, float]:
    """nDCG@10 for each kind of query."""
    kinds = sorted({each.query.kind for each in rankings})
    return {kind: _measured([each for each in rankings if each.query.kind == kind]).ndcg for kind in kinds}


def _measured(rankings: Sequence[Ranked]) -> Measures:
    return measured((each.ranking, each.query.grades) for each in rankings)


def _pooled(query: Query) -> Query:
    return replace(query, grades=with_pooled(query.grades, query.pooled))


def _pages(query: Query, keys: Sequence[str], index: Index, corpus: Corpus) -> tuple[str, ...]:
    pages = (index.keys[key] for key in keys if key in index.keys)
    shown = (page for page in pages if query.out_of_force or page not in corpus.out_of_force)
    return tuple(shown)[:DEPTH]
