"""A staged folder as a MkDocs configuration. Shared by `caveat build` and by the plugin, so that both give one HTML."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from caveat_site.refine import Refinement


def staged_config(
    staged: Path, site_dir: Path, refinement: Refinement, others: "Mapping[str, BasePlugin[Any]] | None" = None
) -> MkDocsConfig:
    """The configuration that renders `staged` into `site_dir`.

    Plugin objects are put in directly: an entry point could be anybody's, and the staged folder names no plugin.
    """
    config = load_config(config_file=str(staged / "mkdocs.yml"), site_dir=str(site_dir))
    plugins = PluginCollection()
    for name, plugin in {**(others or {}), "caveat refinement": refinement}.items():
        plugins[name] = plugin
    config.plugins = plugins
    # The theme in the staged folder is complete. Without the base theme's folder none of its scripts, styles, fonts and
    # images can get into a site, no template can fall back to one of its own, and 14,000 icons need no sorting.
    config.theme.dirs = [str(staged / "theme")]
    # `404.html` needs an address to link from. The sitemap is the refinement's: MkDocs would date it by the clock.
    config.theme.static_templates = {"404.html"} if config.site_url else set()
    config.markdown_extensions.append("caveat_site.html")
    return config
