"""Reads the golden tables in `cases/`."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
_SECTION = re.compile(
    r"--- (?P<name>source|partner|inspectorate|law-enforcement|labelled|problems)(?: x (?P<times>\d+))?"
)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Case:
    """A source and what becomes of it."""

    name: str
    sections: dict[str, str]

    @property
    def source(self) -> str:
        """The body."""
        return self.sections["source"]


def cases(table: str) -> list[Case]:
    """The cases of `cases/<table>.txt`, in order."""
    text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), (FOLDER / f"{table}.txt").read_text(encoding="utf-8"))
    _, *blocks = text.split("\n=== ")
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    name, *lines = block.split("\n")
    sections: dict[str, list[str]] = {}
    times = {}
    for line in lines:
        if section := _SECTION.fullmatch(line):
            current = sections[section["name"]] = []
            times[section["name"]] = int(section["times"] or 1)
        else:
            current.append(line)
    return Case(name, {key: "\n".join(text * times[key]).strip("\n") for key, text in sections.items()})
