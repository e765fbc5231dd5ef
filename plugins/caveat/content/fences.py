"""Where a page's front matter ends and its body begins."""

import re
from dataclasses import dataclass

from caveat.content.findings import Findings
from caveat.content.problem import Location

_FENCE = "---"
_LIKE_A_FENCE = re.compile(r"^(?:-{3,}|\.{3,}|-(?: -)+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a page's text."""

    front_matter: str
    body: str
    front_line: int
    """Line of the first character of the front matter, counted from 1."""
    body_line: int


def split_page(text: str, path: str, findings: Findings) -> Parts | None:
    """Front matter and body; None where the fences are not exactly right."""
    if not text.startswith(f"{_FENCE}\n"):
        _explain_opening(text, path, findings)
        return None
    end = _LIKE_A_FENCE.search(text, len(_FENCE) + 1)
    if end is None:
        message = "the front matter does not end; close it with a line that holds --- alone"
        findings.add("unclosed-front-matter", Location(path), message)
        return None
    line = text.count("\n", 0, end.start()) + 1
    if end[0] != _FENCE:
        message = "front matter ends with a line that holds --- alone: no other dash, dot or space"
        findings.add("bad-fence", Location(path, line), message)
        return None
    return Parts(text[len(_FENCE) + 1 : end.start()], text[end.end() + 1 :], 2, line + 1)


def _explain_opening(text: str, path: str, findings: Findings) -> None:
    start = len(text) - len(text.lstrip())
    if not text[start:].startswith(_FENCE):
        message = "a page starts with front matter: --- on line 1, its fields, and --- again"
        findings.add("no-front-matter", Location(path), message)
        return
    line = text.count("\n", 0, start) + 1
    message = "front matter starts on line 1 with a line that holds --- alone: no blank line, other dash or space"
    findings.add("bad-fence", Location(path, line), message)
