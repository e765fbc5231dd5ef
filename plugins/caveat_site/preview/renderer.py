"""One page of one edition, rendered by the same engine, theme and converter as a build's, without the rest of it.

A page of a staged folder is a function of its own file, of the settings and of which addresses there are: templates
read nothing of other pages. So a page can be rendered alone, in a hundredth of a second.

The engine runs in this process, and each edition has a configuration, files and a converter of its own: none of them
ever holds anything of another edition. Why that is enough for a preview: docs/decisions/0024.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from caveat.projection.limit import MESSAGE, PageTooSlow
from caveat.projection.staged import Projection, StagedPage
from caveat_site import limits
from caveat_site.converter import Converter, one_converter
from caveat_site.engine import staged_config
from caveat_site.finding import Finding
from caveat_site.refine import Refinement, WarningCollector
from caveat_site.settings import as_yaml, engine_settings
from caveat_site.stage import theme_files, write_staged

INDEX = "assets/search/preview/"
"""Where the index is, whatever it holds: pages need not be rendered again because another one has changed."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A page as the engine left it."""

    html: bytes
    """Empty where something is wrong."""
    findings: tuple[Finding, ...]


def frame_of(projection: Projection) -> str:
    """Everything that a page of the edition is made from beside its own file, as text."""
    settings = engine_settings(replace(projection, extra={**projection.extra, "search": INDEX}))
    return json.dumps(settings, sort_keys=True)


class Renderer:
    """Renders pages of one edition. `folder` is a new private folder: the theme goes there, and no page ever does."""

    def __init__(self, frame: str, folder: Path) -> None:
        self.frame = frame
        settings = {"mkdocs.yml": as_yaml(json.loads(frame)).encode(), "docs/.keep": b""}
        write_staged(settings | {f"theme/{name}": content for name, content in theme_files()}, folder)
        self._refinement = Refinement()
        self._config = staged_config(folder, folder / "site", self._refinement)
        self._environment = self._config.theme.get_env()
        self._converter = Converter()
        self._files = Files([])

    def hold(self, addresses: Iterable[str]) -> None:
        """Take over which pages and files the edition has now: links between them are looked up there."""
        wanted = tuple(addresses)
        if set(wanted) != self._files.src_uris.keys():
            self._files = Files([File(address, None, self._config.site_dir, False) for address in wanted])

    def render(self, page: StagedPage) -> Rendering:
        """A page, and what is wrong with it."""
        uri = page.uri
        collector = WarningCollector(self._refinement)
        log = logging.getLogger("mkdocs")
        log.addHandler(collector)
        html = ""
        try:
            html = self._html(page)
        except PageTooSlow:
            self._refinement.find("page-too-slow", MESSAGE, uri)
        except Exception as error:  # noqa: BLE001 - Whatever an extension or a template raises.
            # Its text may quote the page, so only its kind is told.
            message = f"the site engine fails here ({type(error).__name__})"
            self._refinement.find("page-not-converted", message, uri)
        finally:
            limits.stop()
            log.removeHandler(collector)
        return self._result(html)

    def _result(self, html: str) -> Rendering:
        findings = tuple(sorted(set(self._refinement.findings)))
        self._refinement.findings.clear()
        self._refinement.current = ""
        if findings:
            # Stopped in the middle, a converter is in no state to go on from.
            self._converter = Converter()
        return Rendering(b"" if findings else html.encode("utf-8", "xmlcharrefreplace"), findings)

    def _html(self, staged: StagedPage) -> str:
        """As `mkdocs.commands.build` does for each page; `Refinement` has its part in each step."""
        file = self._files.src_uris[staged.uri]
        file.content_bytes = staged.source()
        config, files, plugins = self._config, self._files, self._config.plugins
        page = Page(None, file, config)
        try:
            page = plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
            with one_converter(self._converter):
                page.render(config, files)
            page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)
            page.validate_anchor_links(files=files, log_level=logging.WARNING)
            navigation = Navigation([], [])
            context = get_context(navigation, [], config, page)
            context = plugins.on_page_context(context, page=page, config=config, nav=navigation)
            html = self._environment.get_template("main.html").render(context)
            return plugins.on_post_page(html, page=page, config=config)
        finally:
            file.page, file.content_bytes = None, b""
