"""HTML and XML: what an element says, and what stands in its tags."""

import re

TAG = re.compile(r"<(!--.*?--|[/!?A-Za-z][^<>]*)>", re.DOTALL)
"""A comment or a tag, as far as a hurried reader sees. What it gets wrong stays in the text, which is read too."""
_BLOCKS = (
    "address|article|aside|blockquote|body|br|button|c|caption|center|col|colgroup|dd|desc|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frameset|h[1-6]?|head|header|hgroup|hr|html|iframe|img|input|legend|li|link"
    "|main|menu|meta|nav|noscript|ol|optgroup|option|p|param|pre|row|script|section|select|si|source|style|summary|svg"
    "|table|table-cell|tbody|tc|td|template|text|textarea|tfoot|th|thead|title|tr|tspan|ul|video"
)
_BLOCK = re.compile(rf"</?(?:[A-Za-z0-9]+:)?(?:{_BLOCKS})(?=[\s/>])[^<>]*>|<!DOCTYPE[^<>]*>|<\?[^<>]*>", re.IGNORECASE)
"""Elements of HTML, office documents and SVG that stand apart from the text before and after them."""

_BETWEEN = re.compile(r"\s*=\s*[\"']?|[\"'](?=[\s/]|$)", re.MULTILINE)
"""Divides values from names: a name beside a value is no passage that anybody wrote."""


def is_markup(text: str) -> bool:
    """Whether a text has tags."""
    return TAG.search(text) is not None


def tags(text: str) -> set[str]:
    """What stands in tags and comments: the values of attributes, and what is between them."""
    return set(_BETWEEN.sub("\n\n", "\n\n".join(set(TAG.findall(text)))).split("\n\n"))


def stretches(text: str) -> set[str]:
    """What stands between elements, with and without a space where a tag was inside it."""
    apart = _BLOCK.sub("\n", text.replace("\r", " ").replace("\n", " "))
    return {*TAG.sub("", apart).split("\n"), *TAG.sub(" ", apart).split("\n")}
