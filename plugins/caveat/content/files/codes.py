"""Every reason for which a file is refused, in one sentence each."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "attachment-animation": "A picture has several frames, or a drawing moves.",
    "attachment-annotation": "A PDF holds notes, links or other annotations.",
    "attachment-damaged": "A file is broken or cut short.",
    "attachment-element": "A drawing holds an element, attribute or style that Caveat does not know to be safe.",
    "attachment-embedded-file": "A file holds another file or picture inside.",
    "attachment-encrypted": "A PDF is encrypted.",
    "attachment-external": "A file loads or names something outside itself.",
    "attachment-form": "A PDF holds a form.",
    "attachment-formula": "A cell of a table could run as a formula in a spreadsheet.",
    "attachment-hidden-picture": "A picture is covered, cut off or transparent, and still in the file.",
    "attachment-hidden-text": "Text is covered, cut off or invisible, and still in the file.",
    "attachment-layers": "A PDF has layers that can be switched on and off.",
    "attachment-metadata": "A file holds words or values about itself that no reader sees.",
    "attachment-not-as-named": "What is in a file is not what the end of its name says.",
    "attachment-script": "A file holds a script or an action.",
    "attachment-several-revisions": "A PDF keeps earlier states of itself, or is saved in several parts.",
    "attachment-thumbnail": "A picture holds a small copy of a picture, which may show an earlier state.",
    "attachment-too-complex": "A file takes more time, memory or parts than the inspection allows.",
    "attachment-trailing-bytes": "Bytes stand after the end of what a file shows.",
    "attachment-unused-part": "A file holds parts that nothing shows, or that Caveat does not know to be safe.",
}
"""Problem code to the sentence that explains it."""
