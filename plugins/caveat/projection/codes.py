"""Problems that projection finds."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "absolute-link": "A link starts at the root of a server; a copy on a disk has none.",
    "abbreviation-not-in-edition": "An abbreviation is used where the edition does not have its definition.",
    "anchor-not-in-edition": "A link names a place in a page that the edition's page does not have.",
    "attachment-not-in-edition": "A page uses a file that the edition does not have.",
    "brackets-too-deep": "More than 64 brackets of a paragraph stand open in each other.",
    "broken-link": "A link leads to nothing in the source.",
    "footnote-not-in-edition": "A footnote is used where the edition does not have its text.",
    "hand-numbering": "Numbers written by hand skip one in an edition.",
    "history-gap": "The version numbers that an edition sees are not consecutive.",
    "include-loop": "A shared passage includes itself, directly or through another.",
    "include-not-in-edition": "A page includes a shared passage that the edition does not have.",
    "link-not-in-edition": "A link leads to a page that the edition does not have.",
    "link-scheme": "A link uses a scheme that guidance may not use.",
    "malformed-variable": "Two braces stand where no variable or include is written.",
    "not-within": "A marker names an edition without the wider edition that it is a subset of.",
    "page-collision": "Two pages of an edition have one address.",
    "reference-not-in-edition": "A reference link is used where the edition does not have its definition.",
    "second-title": "A body has a level-one heading that is not its first line.",
    "successor-not-in-edition": "A page names a successor that the edition does not have.",
    "too-much-included": "A page is over two million characters long with all that it includes.",
    "unclosed-comment": "A comment is opened and never closed.",
    "unknown-include": "No shared passage has this name.",
    "unknown-variable": "No data file defines this variable.",
    "variable-not-in-edition": "A variable is used where the edition does not have its value.",
}
"""Code to what it means."""
