"""Fill in what stands elsewhere: shared passages and variables; and take comments out.

Text is filled in by plain replacement. No template engine runs, and what is filled in is never read again as a marker,
an include or a variable.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from caveat.content.data_folder import SHARED, VARIABLES
from caveat.content.folders import DATA_FOLDER
from caveat.content.line import Edit, Line
from caveat.content.problem import Problem
from caveat.projection.scan import blank_code, fence_after

INCLUDE = re.compile(r"^([ ]*)\{\{ include ([a-z0-9][a-z0-9-]*) \}\}$")
"""A line that stands for a shared passage: its indentation and the passage's name."""
GONE = "(no longer shown)"
"""What an earlier release shows for a variable that its edition no longer has."""
_MOST = 2_000_000
"""Characters of a page with all that it includes: passages that include passages grow without bound."""
_BRACES = re.compile(r"(?<!\$)\{\{(?: ([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+) \}\})?")


def examples(edition: str) -> Mapping[str, str]:
    """Built-in variables for pages that explain the markers: there is no way to escape one in a source.

    They name the edition that shows them: no page may tell of another one.
    """
    words = f"restricted to {edition} because tactics"
    opener, closer = "::" + f": {words}", "::" + ": end restricted"
    return {
        "example.opener": opener,
        "example.closer": closer,
        "example.block": f"{opener}\nThis paragraph is for one edition only.\n{closer}",
        "example.include": "{" + "{ include indicators }}",
        "example.variable": "{" + "{ unit.name }}",
        "example.inline": "{" + words + "}020 7946 0000{" + "end restricted}",
    }


class Filling:
    """What an edition's passages and variables stand for, and what the whole project knows of."""

    def __init__(
        self,
        edition: str,
        passages: Mapping[str, tuple[Line, ...]],
        variables: Mapping[str, str],
        known_passages: frozenset[str],
        known_variables: frozenset[str],
        unread: frozenset[str] = frozenset(),
        *,
        archived: bool = False,
    ) -> None:
        """`archived`: what the edition lacks of an earlier release is left out, and no problem."""
        self._passages = passages
        self._variables = {**variables, **examples(edition)}
        self._known_passages = known_passages
        self._known_variables = known_variables
        self._unread = unread
        self._archived = archived

    def fill(self, body: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
        """The body with passages, variables and no comments, and the problems of what cannot be filled in."""
        problems: list[Problem] = []
        lines: list[Line] = []
        size = 0
        for line in self._included(body, (), problems):
            size += len(line.text) + 1
            if size > _MOST:
                message = "with all that it includes, a page has more than two million characters here; include less"
                return (), (*problems, _problem(line, "too-much-included", message))
            lines.append(line)
        filled = (each for line in without_comments(lines, problems) for each in self._filled(line, problems))
        return tuple(filled), tuple(problems)

    def _included(self, body: Sequence[Line], within: tuple[str, ...], problems: list[Problem]) -> Iterator[Line]:
        for line in body:
            found = INCLUDE.match(line.text)
            if not found:
                yield line
                continue
            indent, name = found.groups()
            if name in within:
                problems.append(_problem(line, "include-loop", "this passage includes itself; take one include out"))
            elif name in self._passages:
                passage = self._included(self._passages[name], (*within, name), problems)
                yield from (each.edited([Edit(0, 0, indent)]) if each.text else each for each in passage)
            elif name in self._known_passages and self._archived:
                continue
            elif name in self._known_passages:
                message = "this edition does not have the passage; restrict the include, or widen the passage"
                problems.append(_problem(line, "include-not-in-edition", message))
            elif f"{SHARED}/{name}.md" not in self._unread:
                message = "no shared passage has this name; write the name of a file in docs/data/shared"
                problems.append(_problem(line, "unknown-include", message))

    def _filled(self, line: Line, problems: list[Problem]) -> Iterator[Line]:
        if "{{" not in line.text:
            yield line
            return
        indent = line.text[: len(line.text) - len(line.text.lstrip(" "))]
        values = (Edit(*found.span(), self._value(line, found, problems)) for found in _BRACES.finditer(line.text))
        filled = line.edited(values)
        first, *rest = filled.text.split("\n")
        if not rest:
            yield filled
            return
        # A value of several lines: all of them stand where the variable was written.
        yield from (Line(text, line.path, line.number) for text in (first, *(indent + each for each in rest)))

    def _value(self, line: Line, found: re.Match[str], problems: list[Problem]) -> str:
        name, column = found[1], found.start() + 1
        if name is None:
            message = (
                "two braces open a variable or an include; write '{{ name.part }}', or '${{' where braces are meant"
            )
            problems.append(_problem(line, "malformed-variable", message, column))
        elif name in self._variables:
            return self._variables[name]
        elif name in self._known_variables and self._archived:
            return GONE
        elif name in self._known_variables:
            message = "this edition does not have the variable; restrict its use, or widen the variable"
            problems.append(_problem(line, "variable-not-in-edition", message, column))
        elif f"{DATA_FOLDER}/{VARIABLES}" not in self._unread:
            message = "no data file defines this variable; add it to docs/data/variables.yml"
            problems.append(_problem(line, "unknown-variable", message, column))
        return ""


def without_comments(lines: Sequence[Line], problems: list[Problem]) -> tuple[Line, ...]:
    """The lines without HTML comments: no edition publishes one. A line that held nothing else is left out.

    A fence counts where it is in what is left: one inside a comment opens nothing, and a comment in the line that opens
    a fence is no code.
    """
    kept: list[Line] = []
    opened: Line | None = None
    fence = ""
    for line in lines:
        text, cuts, position = line.text, list[Edit](), 0
        while opened or not fence:
            if opened:
                end = text.find("-->", position)
                cuts.append(Edit(position, end + 3 if end >= 0 else len(text)))
                if end < 0:
                    break
                position, opened = end + 3, None
            else:
                # After a comment, what looks like code may have begun inside it.
                start = (text if cuts else blank_code(text)).find("<!--", position)
                if start < 0:
                    break
                position, opened = start, line
        left = line.edited(cuts)
        fence = fence_after(left.text, fence)
        if not cuts or left.text.strip():
            kept.append(left)
    if opened:
        problems.append(_problem(opened, "unclosed-comment", "this comment is never closed; end it with '-->'"))
    return tuple(kept)


def _problem(line: Line, code: str, message: str, column: int = 1) -> Problem:
    return Problem(line.at(column), code, message)
