"""What every rendering of a staged folder needs of MkDocs beyond its settings."""

import logging
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from caveat.projection.anchors import anchored
from caveat_site import limits
from caveat_site.finding import Finding
from caveat_site.page_html import DEEPEST, forbidden, too_deep
from caveat_site.sitemap import Entry, sitemap

_NAMED = re.compile(r"Doc file '([^']+)'|'([^']+\.md)'")
_UNLISTED = ("redirect", "search")
_CHANGED = ("Updated", "Published")
_CITED = ("product", "page")
"""Kinds of page whose paragraphs can be cited."""


class _NoOptions(Config):
    """The plugin is put in as an object; no configuration names it."""


class Refinement(BasePlugin[_NoOptions]):
    """Holds pages to their limits, collects findings, and keeps the clock out of the output."""

    def __init__(self, on_page: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        self.findings: list[Finding] = []
        self.current = ""
        """Address of the page at work, or empty."""
        self._on_page = on_page
        self._done = 0
        self._total = 0

    def on_files(self, files: Files, **_more: Any) -> Files:
        """Count the pages."""
        self._total = 2 * len(files.documentation_pages())
        return files

    def on_pre_page(self, page: Page, **_more: Any) -> Page:
        """Start the page's time."""
        self.current = page.file.src_uri
        limits.start()
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, **_more: Any) -> str:
        """Refuse a page whose data the engine has not understood: it would print them as text."""
        if not isinstance(page.meta.get("caveat"), Mapping) or not isinstance(page.meta.get("title"), str):
            self.find("page-not-understood", "the site engine cannot read this page's data")
        page.update_date = _changed(page.meta)
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_more: Any) -> str:
        """Look at what the Markdown has become, and give the paragraphs of an editor's page their anchors."""
        if too_deep(html):
            self.find("page-too-deep", f"elements stand in each other more than {DEEPEST} levels deep; make it flatter")
        for what in forbidden(html):
            self.find("forbidden-html", f"pages may not have {what}" if what.startswith("the ") else what)
        if _kind(page.meta) in _CITED:
            html = anchored(html)
        self._finish_page()
        return html

    def on_page_context(self, context: TemplateContext, *, page: Page, **_more: Any) -> TemplateContext:
        """Start the template's time, and take the clock away from it."""
        self.current = page.file.src_uri
        limits.start()
        return _without_clock(context)

    def on_post_page(self, output: str, **_more: Any) -> str:
        """The page is done."""
        self._finish_page()
        return output

    def on_template_context(self, context: TemplateContext, **_more: Any) -> TemplateContext:
        """No clock for the page of missing addresses either."""
        return _without_clock(context)

    def on_nav(self, nav: Navigation, *, files: Files, **_more: Any) -> Navigation:
        """Keep the list of addresses for the end."""
        self._pages = [file.page for file in files.documentation_pages() if file.page]
        return nav

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the list of addresses, where the site has one of its own."""
        if config.site_url:
            listed = [page for page in self._pages if _kind(page.meta) not in _UNLISTED]
            entries = [Entry(page.canonical_url or "", page.update_date) for page in listed]
            for name, content in sitemap(entries).items():
                (Path(config.site_dir) / name).write_bytes(content)

    def find(self, code: str, message: str, uri: str | None = None) -> None:
        """Remember what is wrong with a page; the one at work unless `uri` names another."""
        self.findings.append(Finding(self.current if uri is None else uri, code, message))

    def _finish_page(self) -> None:
        limits.stop()
        self.current = ""
        self._done += 1
        self._on_page(self._done, self._total)


class WarningCollector(logging.Handler):
    """Every doubt that the engine logs becomes a finding: MkDocs itself would go on, and exit with 0."""

    def __init__(self, refinement: Refinement) -> None:
        super().__init__(logging.WARNING)
        self._refinement = refinement

    def emit(self, record: logging.LogRecord) -> None:
        """Remember the record, with the page it names."""
        if record.name.endswith("commands.build") and record.levelno >= logging.ERROR:
            return  # Repeats an exception that is on its way.
        if record.name.endswith("livereload"):
            return  # A browser asked for something that is not there.
        message = record.getMessage()
        named = _NAMED.search(message)
        uri = (named[1] or named[2]) if named else self._refinement.current
        self._refinement.find("engine-warning", f"the site engine says: {message}", uri)


def _kind(meta: Mapping[str, Any]) -> str:
    """What kind of page it is; nothing where its data is not understood."""
    data = meta.get("caveat")
    return str(data.get("kind", "")) if isinstance(data, Mapping) else ""


def _changed(meta: Mapping[str, Any]) -> str:
    """The date of the last change that the page itself declares, or nothing."""
    data = meta.get("caveat")
    fields = data.get("control", []) if isinstance(data, Mapping) else []
    return max((field["date"] for field in fields if field.get("label") in _CHANGED and field.get("date")), default="")


def _without_clock(context: TemplateContext) -> TemplateContext:
    # A template that asks for it nevertheless fails, which is better than a page that differs every day.
    context.pop("build_date_utc", None)  # type: ignore[misc]
    return context
