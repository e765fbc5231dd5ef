"""The words of a Markdown body, without its markup. For the index only: nothing is published from here."""

import re

_FENCE = re.compile(r"^[ >]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_TAG = re.compile(r"<[^>\n]*>")
_LINK = re.compile(r"\]\([^)\n]*\)|\]\[[^\]\n]*\]")
_DEFINITION = re.compile(r"^[ ]{0,3}\*?\[[^\]\n]+\]:.*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ #.][^}\n]*\}")
_ADMONITION = re.compile(r'^( *)(?:!!!|\?\?\?\+?|===\+?) *(?:[a-z-]+ *)?("?)(.*?)\2$', re.MULTILINE)
_MARKUP = re.compile(r"[*_`~=|#>\[\]!\\]+|^[ ]*[-+][ ]|^[ ]*\d+[.)][ ]", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


def plain_text(markdown: str) -> str:
    """A body's text on one line."""
    text = _FENCE.sub("", markdown)
    text = _DEFINITION.sub("", text)
    text = _ADMONITION.sub(r"\1\3", text)
    text = _LINK.sub("", text)
    text = _TAG.sub(" ", text)
    text = _ATTRIBUTES.sub("", text)
    return " ".join(_MARKUP.sub(" ", text).split())


def headings(markdown: str) -> list[str]:
    """The text of a body's headings."""
    return [plain_text(found) for found in _HEADING.findall(markdown)]
