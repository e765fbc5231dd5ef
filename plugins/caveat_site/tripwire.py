"""A Markdown extension that stops any engine which converts the source repository itself.

The source `mkdocs.yml` names it. Caveat's plugin never gives that configuration to an engine: it hands over a staged
folder, whose configuration does not name it. So whoever converts a page with this extension was about to publish
without redaction, and there is no way to disarm it.
"""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

MESSAGE = (
    "this folder is the source of several editions and must not be rendered as it is. "
    "Run `caveat build`; for another engine run `caveat stage EDITION OUT` and render OUT."
)


class Tripped(SystemExit):
    """An engine was about to convert the source without Caveat. Ends it with a message, in place of a traceback."""


class TripwireExtension(Extension):
    """Loads quietly, as engines load extensions before plugins run; raises when a page is converted."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name.
        """Put the wire before everything else."""
        md.preprocessors.register(_Tripwire(md), "caveat_tripwire", priority=1000)


class _Tripwire(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:  # noqa: ARG002 - It never gets as far as the text.
        raise Tripped(MESSAGE)


def makeExtension(**options: Any) -> TripwireExtension:  # noqa: N802 - Markdown's name.
    """The extension, for engines that find it by the module's name."""
    return TripwireExtension(**options)
