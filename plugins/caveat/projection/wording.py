"""The words and the HTML of a label."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

_SEPARATOR = "\ue003"
"""Between the parts of a label as `caveat.redaction` carries it: no source may hold the character."""


class Label(NamedTuple):
    """What is said of a passage."""

    audience: str
    """Such as "Law enforcement only"."""
    because: str = ""
    """A reason of the vocabulary, or empty."""

    def carried(self) -> str:
        """The label as one string."""
        return f"{self.because}{_SEPARATOR}{self.audience}"

    @classmethod
    def read(cls, carried: str) -> "Label":
        """The label that `carried` gave."""
        because, _, audience = carried.partition(_SEPARATOR)
        return cls(audience, because)


@dataclass(frozen=True, slots=True)
class Wording:
    """How labels read in an edition."""

    reasons: Mapping[str, str]
    """Reason to its words."""

    def lead(self, label: Label) -> list[str]:
        """Lines before a passage."""
        reason = self.reasons.get(label.because, label.because)
        detail = f" <span>Reason: {escape(_lower(reason))}</span>" if reason else ""
        name = escape(label.audience)
        return [
            f'<div class="restricted" role="group" aria-label="{name}" markdown="1">',
            f'<p class="restricted__label"><b>{name}</b>{detail}</p>',
            "",
        ]

    def end(self, label: Label) -> list[str]:
        """Lines after a passage."""
        return ["", f'<p class="restricted__end">End of {escape(_lower(label.audience))}</p>', "</div>"]

    def opening(self, label: Label) -> str:
        """What stands before words within a line."""
        words = f'<span class="restricted-inline__label">{escape(label.audience)}:</span>'
        return f'<span class="restricted-inline">{words} '

    def closing(self, label: Label) -> str:
        """What stands after words within a line."""
        return f'<span class="vh"> (end of {escape(_lower(label.audience))})</span></span>'

    def note(self, kind: str, audience: str) -> str:
        """A line before something of which a part is labelled; `kind` says what it is: "list", "table"."""
        return f'<p class="restricted-note"><b>Part of this {kind} is for {escape(_lower(audience))}</b></p>'


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
