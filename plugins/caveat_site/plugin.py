"""The MkDocs plugin `caveat`: `mkdocs build` and `mkdocs serve` on the source repository show one edition.

It decides nothing about content. It stages an edition as `caveat build` does, and gives MkDocs the configuration of the
staged folder in place of the source's.
"""

import logging
import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from caveat.content.problem import CaveatError, ContentError
from caveat.projection.limit import MESSAGE
from caveat.projection.staged import Projection
from caveat_site import limits
from caveat_site.engine import staged_config
from caveat_site.private import private_folder
from caveat_site.refine import Refinement, WarningCollector
from caveat_site.reload import ReloadByFile
from caveat_site.source import Source, explained
from caveat_site.stage import stage

EDITION = "CAVEAT_EDITION"
"""Environment: the edition to show. Without it, the one that contains no other: never "everything"."""
DRAFTS = "CAVEAT_DRAFTS"
"""Environment: not empty to show drafts too, in `mkdocs serve` only."""

_DATA = Path("docs/data")


class CaveatConfig(Config):
    """Declared so that MkDocs accepts them. `caveat.content.configuration` reads and checks them."""

    content = Optional(Type(list))
    """Content folders, in the order of navigation."""
    editions = Optional(Type(dict))
    """Edition to its title and settings."""
    folders = Optional(Type(dict))
    """Folder to the editions that pages below it may be open to."""


class CaveatPlugin(BasePlugin[CaveatConfig]):
    """Shows one edition of the source, as a preview."""

    def __init__(self) -> None:
        self._command = "build"
        self._preview: _Preview | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Say what this is. An object with this method lives for the whole of `mkdocs serve`."""
        if command == "gh-deploy":
            raise PluginError("mkdocs gh-deploy would publish unchecked output; run `caveat build`.")
        if dirty:
            raise PluginError("a dirty build mixes old and new pages; leave --dirty out.")
        self._command = command
        # Ends like Ctrl-C, so that no staged folder is left behind: it holds restricted text.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        words = f"mkdocs {command} is a preview: no isolation, no atomic publishing. To publish: caveat build."
        print(words, file=sys.stderr)  # noqa: T201 - In every case, whatever MkDocs is told to log.

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The staged folder's configuration; from here on MkDocs knows no other."""
        self.on_shutdown()
        serving = self._command == "serve"
        try:
            self._preview = _Preview(_root(config), serving=serving)
        except CaveatError as error:
            raise PluginError(_listed(error)) from None
        site_dir = Path(config.site_dir)
        return self._preview.config(site_dir if serving else site_dir / self._preview.edition, self)

    def on_serve(self, server: LiveReloadServer, **_more: Any) -> LiveReloadServer:
        """Watch what the pages are made from."""
        for folder in self._preview.watched if self._preview else ():
            server.watch(str(folder))
        server.set_app(ReloadByFile(server.serve_request))
        return server

    def on_post_build(self, **_more: Any) -> None:
        """Fail where `caveat build` would."""
        if self._preview:
            self._preview.judge()

    def on_shutdown(self) -> None:
        """Leave nothing behind: the staged folder holds restricted text."""
        if self._preview:
            self._preview.close()
            self._preview = None


class _Preview:
    """One rendering of one edition."""

    def __init__(self, root: Path, *, serving: bool) -> None:
        # A preview has no earlier releases, and must not lead to them.
        source = Source(root, releases=False)
        name = os.environ.get(EDITION) or source.least_privileged()
        source.chosen([name])
        # Whoever writes wants to see the page at once; the other editions are checked when they are built.
        checked = [name] if serving else None
        drafts = serving and bool(os.environ.get(DRAFTS))
        self._projection: Projection = source.project(checked, drafts=drafts)[name]
        self.edition = name
        self.watched = tuple(folder for folder in (*source.folders, root / _DATA) if folder.is_dir())
        self._refinement = Refinement()
        self._stack = ExitStack()
        self._staged = self._stack.enter_context(private_folder()) / "staged"
        stage(self._projection, self._staged, source.kept(name))

    def config(self, site_dir: Path, plugin: CaveatPlugin) -> MkDocsConfig:
        """What MkDocs is given."""
        collector = WarningCollector(self._refinement)
        for name in ("", "mkdocs", "properdocs"):
            logging.getLogger(name).addHandler(collector)
            self._stack.callback(logging.getLogger(name).removeHandler, collector)
        self._stack.enter_context(limits.page_limits(self._too_slow))
        return staged_config(self._staged, site_dir, self._refinement, {"caveat": plugin})

    def judge(self) -> None:
        """Raise PluginError with what was found about the pages."""
        if found := explained(self._projection, self._refinement.findings):
            raise PluginError(_listed(ContentError(found)))

    def close(self) -> None:
        """Give everything back."""
        self._stack.close()

    def _too_slow(self) -> PluginError:
        self._refinement.find("page-too-slow", MESSAGE)
        return PluginError(_listed(ContentError(explained(self._projection, self._refinement.findings))))


def _root(config: MkDocsConfig) -> Path:
    path = Path(config.config_file_path).resolve()
    if path.name != "mkdocs.yml":
        raise PluginError(f"Caveat reads mkdocs.yml, not {path.name}; call it that, or leave --config-file out.")
    return path.parent


def _listed(error: CaveatError) -> str:
    if not isinstance(error, ContentError):
        return f"{error}."
    number = len(error.problems)
    return f"{number} problem{'' if number == 1 else 's'}:\n{error}"
