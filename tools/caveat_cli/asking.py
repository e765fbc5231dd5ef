"""Questions on a terminal: plain lines, with the choices and a default, asked again until the answer fits."""

import sys
from collections.abc import Callable, Mapping, Sequence

from caveat.content.findings import did_you_mean
from caveat_site.usage import UsageError


def can_ask() -> bool:
    """Whether somebody sits at the other end."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "", check: Callable[[str], str] = str, *, optional: bool = False) -> str:
    """One line of text; an empty answer is the default.

    `check` gives the answer to keep, or raises UsageError with what to write instead. `optional`: empty may stay empty.
    """
    prompt = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        answer = _line(prompt) or default
        if not answer:
            if optional:
                return ""
            print("  Something has to stand here.")
            continue
        try:
            return check(answer)
        except UsageError as error:
            print(f"  {error}")


def choose(question: str, choices: Mapping[str, str], default: str = "") -> str:
    """One of the choices, by name or number; `choices`: name to what it means."""
    _list(question, choices)
    return ask("Name or number", default, lambda answer: _named(answer, [*choices]))


def choose_several(question: str, choices: Mapping[str, str]) -> tuple[str, ...]:
    """Some of the choices, by name or number, at least one."""
    _list(question, choices)

    def named(answer: str) -> str:
        words = answer.replace(",", " ").split()
        if not words:
            raise UsageError("name at least one")
        return " ".join(_named(word, [*choices]) for word in words)

    return tuple(ask("Names or numbers, with commas between", check=named).split())


def _list(question: str, choices: Mapping[str, str]) -> None:
    print(f"{question}:")
    width = max(map(len, choices))
    for number, (name, meaning) in enumerate(choices.items(), 1):
        print(f"  {number:>2}  {name:<{width}}  {meaning}".rstrip())


def _named(answer: str, names: Sequence[str]) -> str:
    if answer in names:
        return answer
    if answer.isascii() and answer.isdigit() and 1 <= int(answer[:4]) <= len(names):
        return names[int(answer[:4]) - 1]
    raise UsageError(f"this is none of them{did_you_mean(answer, names) or '; write a name or its number'}")


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        print()
        # Ctrl-D ends the questions as Ctrl-C does.
        raise KeyboardInterrupt from None
