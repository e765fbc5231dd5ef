"""Which findings an editor has answered, and what is wrong with answers."""

from collections.abc import Iterable, Iterator

from caveat.checking.codes import ANSWERS, CODES
from caveat.checking.remark import Library, Remark
from caveat.content.corpus import Answer
from caveat.content.findings import did_you_mean, listed
from caveat.content.problem import Problem

_ANSWERABLE = tuple(sorted(CODES.keys() - ANSWERS))


def unanswered(library: Library, remarks: Iterable[Remark]) -> Iterator[Problem]:
    """The findings that no answer of their page or passage is for, and answers that are wrong or for nothing."""
    answers = {source.path: source.answers for source in library.sources() if source.answers}
    used: set[Answer] = set()
    for each in remarks:
        found = [answer for answer in answers.get(each.problem.location.path, ()) if _answers(answer, each)]
        used.update(found)
        if not found:
            yield each.problem
    for answer in (each for every in answers.values() for each in every):
        if answer.rule not in _ANSWERABLE:
            hint = did_you_mean(answer.rule, _ANSWERABLE) or f"; write {listed(_ANSWERABLE)}"
            message = f"no rule of this name can be answered; other findings have to be mended{hint}"
            yield Problem(answer.location, "unknown-rule", message)
        elif answer not in used:
            message = "this answers nothing any more; remove it"
            yield Problem(answer.location, "unused-answer", message)


def _answers(answer: Answer, given: Remark) -> bool:
    about = answer.about.casefold()
    return answer.rule == given.problem.code and (not about or about == given.about.casefold())
