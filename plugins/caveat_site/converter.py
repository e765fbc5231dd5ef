"""One Markdown converter for all pages of a process.

MkDocs makes a new one for every page, with twenty extensions: a sixth of the time that pages take. A converter can be
reset; the processors that MkDocs adds for a page replace those of the page before, as they go by the same names.
A test holds that pages come out the same.

MkDocs offers no way to hand it a converter, hence the patch of one of its modules. Goes when MkDocs goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import markdown
from mkdocs.structure import pages


@contextmanager
def one_converter(converter: "Converter | None" = None) -> Iterator[None]:
    """Within this, MkDocs converts every page with the same converter; a preview has one for each edition."""
    changed: Any = pages
    changed.markdown = converter or Converter()
    try:
        yield
    finally:
        changed.markdown = markdown


class Converter:
    """Stands in for the module `markdown` in `mkdocs.structure.pages`."""

    def __init__(self) -> None:
        self._converter: markdown.Markdown | None = None

    def Markdown(self, **settings: Any) -> markdown.Markdown:  # noqa: N802 - Markdown's name.
        """The converter, as if new. All pages of a build have the same settings."""
        if self._converter is None:
            self._converter = markdown.Markdown(**settings)
        return self._converter.reset()

    def __getattr__(self, name: str) -> Any:
        return getattr(markdown, name)
