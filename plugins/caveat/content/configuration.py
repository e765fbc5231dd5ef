"""The project's `mkdocs.yml`, of which Caveat allows a few settings and refuses the rest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from rapidfuzz.distance import OSA

from caveat.content.corpus import Configuration, Edition
from caveat.content.findings import Findings, did_you_mean
from caveat.content.folders import check_exposure, content_folders
from caveat.content.front_matter import Marking
from caveat.content.nodes import Fields, Items, Node, Scalar, find
from caveat.content.validation import Model, Text, validate

FILE = "mkdocs.yml"

_REFUSED: Mapping[str, str] = {
    "copyright": "nothing: pages name their owner",
    "draft_docs": "status: draft in the page",
    "edit_uri": "nothing: it would name the source in every edition",
    "exclude_docs": "editions: in the page",
    "extra": "nothing: Caveat fills it in",
    "extra_css": "nothing: the theme has one stylesheet",
    "extra_javascript": "nothing: the theme has its own scripts",
    "extra_templates": "nothing: templates come with the theme",
    "hooks": "nothing: no code of the project runs in a build",
    "nav": "nothing: navigation is made from the pages an edition has",
    "not_in_nav": "editions: in the page",
    "remote_branch": "nothing: caveat build gives a folder to hand over",
    "repo_name": "nothing: it would name the source in every edition",
    "repo_url": "nothing: it would name the source in every edition",
    "site_author": "owner: in the page",
    "strict": "nothing: Caveat is always strict",
    "use_directory_urls": "nothing: addresses always end in .html",
    "watch": "nothing: caveat serve watches the content",
}
_THEME_REFUSED: Mapping[str, str] = {
    "custom_dir": "nothing: the theme comes with Caveat",
    "favicon": "logo",
    "features": "nothing: the theme decides",
    "icon": "logo",
    "static_templates": "nothing: templates come with the theme",
}
_EDITION = re.compile(r"[a-z][a-z0-9-]*")
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$")]
SiteUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+/(?:[^\s?#]*/)?$")]


class _Palette(Model):
    scheme: Text = ""
    primary: Text = ""
    accent: Text = ""


class _Theme(Model):
    name: Literal["material"]
    font: bool = False
    language: Language = "en"
    palette: _Palette = _Palette()
    logo: Text = ""


class _Site(Model):
    site_name: Text
    site_url: SiteUrl = ""
    site_description: Text = ""
    docs_dir: Text = "docs"
    site_dir: Text = "site"
    theme: Any = None
    plugins: Any = None
    markdown_extensions: tuple[Literal["caveat_site.tripwire"], ...] = ()


class _Edition(Model):
    title: Text
    within: Text = ""
    label: Text = ""
    marking: Marking | None = None
    handling: Text = ""


class _Options(Model):
    content: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    editions: Any = None
    folders: Any = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration, and what only reading needs of it."""

    configuration: Configuration
    folders: Fields | None
    """Folder to the editions that pages below it may be open to, as written."""


def read_configuration(root: Path, tree: Fields | Items, findings: Findings) -> Settings | None:
    """The settings of a project; None, with findings, where they cannot be used."""
    before = len(findings)
    if not isinstance(tree, Fields):
        findings.add("not-a-mapping", tree.location, "mkdocs.yml is a mapping: `name: value` on each line")
        return None
    site = validate(_Site, tree, findings, quote=True, other_names=_REFUSED)
    theme = _read_theme(tree.get("theme"), findings)
    options = _plugin_options(tree, findings)
    chosen = validate(_Options, options, findings, quote=True) if options else None
    editions = _read_editions(options, findings) if options else {}
    content = content_folders(root, options, chosen.content, findings) if options and chosen else ()
    if site and content:
        check_exposure(root, tree, content, findings, setting="docs_dir", value=site.docs_dir)
        check_exposure(root, tree, content, findings, setting="site_dir", value=site.site_dir)
    if site is None or theme is None or options is None or len(findings) > before:
        return None
    configuration = Configuration(
        site_name=site.site_name,
        editions=editions,
        content=content,
        site_url=site.site_url,
        language=theme.language,
        site_description=site.site_description,
        palette={name: value for name, value in theme.palette.model_dump().items() if value},
        logo=theme.logo,
    )
    folders = options.get("folders")
    return Settings(configuration, folders if isinstance(folders, Fields) else None)


def _read_theme(node: Node | None, findings: Findings) -> _Theme | None:
    if node is None or (isinstance(node, Scalar) and node.value == "material"):
        return _Theme(name="material")
    if not isinstance(node, Fields):
        findings.add("wrong-setting", node.location, "write theme: {name: material, font: false}")
        return None
    theme = validate(_Theme, node, findings, quote=True, other_names=_THEME_REFUSED)
    if theme and theme.font:
        message = "write font: false: pages fetch nothing from elsewhere"
        findings.add("wrong-setting", node.entries["font"].location, message)
    return theme


def _plugin_options(tree: Fields, findings: Findings) -> Fields | None:
    """The options of the one `caveat` entry of `plugins`."""
    plugins = tree.get("plugins")
    if not isinstance(plugins, Items):
        place = plugins.location if plugins else tree.location
        findings.add("missing-plugin", place, "plugins is a list with one entry: - caveat: and its options below")
        return None
    found: list[Fields] = []
    for item in plugins.items:
        if isinstance(item, Scalar) and item.value == "caveat":
            found.append(Fields({}, {}, item.path, item.line, item.column))
        elif isinstance(item, Fields) and item.entries.keys() == {"caveat"}:
            options = item.entries["caveat"]
            if isinstance(options, Fields):
                found.append(options)
            elif not (isinstance(options, Scalar) and options.broken):
                findings.add("wrong-type", options.location, "the options of caveat are a mapping: editions: and more")
        else:
            message = "this plugin is not reviewed for editions; remove it: Caveat makes search, tags and feeds itself"
            findings.add("foreign-plugin", item.location, message)
    if len(found) > 1:
        findings.add("wrong-setting", found[1].location, "caveat stands in plugins twice; keep one entry")
    if not found and not any(isinstance(item, Fields) and "caveat" in item.entries for item in plugins.items):
        findings.add("missing-plugin", plugins.location, "plugins has no caveat entry; add one with its editions")
    return found[0] if found else None


def _read_editions(options: Fields, findings: Findings) -> Mapping[str, Edition]:
    node = options.get("editions")
    if not isinstance(node, Fields) or not node.entries:
        if not (isinstance(node, Scalar) and node.broken):
            place = node.location if node else options.location
            message = "name the editions: a mapping such as editions: {public: {title: Public edition}}"
            findings.add("no-editions", place, message)
        return {}
    editions: dict[str, Edition] = {}
    for name, given in node.entries.items():
        if not _EDITION.fullmatch(name):
            message = "the name of an edition is of small letters, digits and hyphens, and starts with a letter"
            findings.add("bad-name", node.key_location(name), message)
        if not isinstance(given, Fields):
            findings.add("wrong-type", given.location, "an edition is a mapping such as {title: Partner edition}")
        elif found := validate(_Edition, given, findings, quote=True):
            editions[name] = Edition(name, found.title, found.within, found.label, found.marking or "", found.handling)
    _check_names(node, findings)
    _check_within(node, editions, findings)
    return editions


def _check_names(node: Fields, findings: Findings) -> None:
    """A mistyped name must never be another edition's: three mistakes apart, or every letter of a short one."""
    for name, other in combinations(node.entries, 2):
        if OSA.distance(name, other) <= min(2, max(len(name), len(other)) - 1):
            message = f"a typing mistake makes '{name}' of this name; choose names at least three letters apart"
            findings.add("edition-names-alike", node.key_location(other), message)


def _check_within(node: Fields, editions: Mapping[str, Edition], findings: Findings) -> None:
    for name, edition in editions.items():
        if not edition.within:
            continue
        place = find(node, (name, "within"))[0].location
        if edition.within not in node.entries:
            hint = did_you_mean(edition.within, node.entries) or "; write the name of an edition of this list"
            findings.add("unknown-within", place, f"there is no such edition{hint}")
            continue
        passed = [name]
        while (found := editions.get(passed[-1])) and found.within and found.within not in passed:
            passed.append(found.within)
        if found and found.within:
            findings.add("within-loop", place, "this edition lies within itself in the end; name a wider edition")
