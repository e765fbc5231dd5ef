"""A project on the disk to a corpus, with every problem of every file in one run."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from caveat.content.access import AccessRules
from caveat.content.addresses import prefixes
from caveat.content.attachments import read_attachments
from caveat.content.configuration import FILE, Settings, read_configuration
from caveat.content.corpus import (
    Announcement,
    Attachment,
    Corpus,
    GlossaryEntry,
    Home,
    Page,
    Passage,
    Variable,
    Vocabulary,
    WatchList,
)
from caveat.content.data_files import read_announcements, read_glossary, read_home, read_variables
from caveat.content.data_folder import HOUSE_STYLE, REGISTER, VARIABLES, WATCH_LIST, DataFolder, read_data_folder
from caveat.content.findings import Findings
from caveat.content.folders import DATA_FOLDER, read_ceilings
from caveat.content.house_style import packaged_house_style, read_house_style
from caveat.content.legislation import read_legislation
from caveat.content.line import Line
from caveat.content.nodes import Fields, Items, find, strings
from caveat.content.page import read_page, read_passage
from caveat.content.page_rules import ProjectRules
from caveat.content.problem import Location, Problem
from caveat.content.references import check_data, check_logo, check_references, check_watch_list
from caveat.content.schema import SCHEMA
from caveat.content.text import read_text
from caveat.content.vocabulary import read_lists, reasons
from caveat.content.walk import Found, content_files, read_bytes
from caveat.content.watch_list import read_watch_list
from caveat.content.yaml_reader import read_yaml

_ID_LINE = re.compile(rb"^id: *[\"']?([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)[\"']? *\r?$", re.MULTILINE)
_HEAD = 20_000
"""Bytes in which a page that cannot be parsed is searched for its id."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a project gave."""

    corpus: Corpus | None
    """Every value that is right in itself, to be published only without problems; None where `mkdocs.yml` is wrong."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    unread: frozenset[str]
    """Addresses (`.md`) of pages that exist but are not in the corpus, so that a link to one is no second problem; and
    the paths of files below `docs/data`, for the same reason."""
    unread_ids: frozenset[str]
    """Ids of those pages, as far as they can be made out."""
    rules: ProjectRules | None = None
    """What pages were checked against: with it a page can be read again alone."""


@dataclass(frozen=True, slots=True)
class _Project:
    """What is known before the values are put together."""

    root: Path
    tree: Fields | Items
    """`mkdocs.yml`."""
    data: DataFolder
    rules: ProjectRules
    files: Sequence[Found]


@dataclass(slots=True)
class _Pages:
    """What the pages of a project gave."""

    pages: list[Page]
    scalars: list[Line]
    unread: set[str]
    unread_ids: dict[str, str]
    """Id to path."""


def read_project(root: Path, schema: int = SCHEMA) -> Reading:
    """Everything below `root` that Caveat knows, or what is wrong with it. Never raises for what a file holds.

    `schema` is the version of the front matter's rules that the project was written by.
    """
    findings = Findings()
    data = read_data_folder(root, findings)
    tree = _read_tree(root, findings)
    settings = read_configuration(root, tree, findings) if tree else None
    if settings is None or tree is None:
        return Reading(None, findings.problems, frozenset(), frozenset())
    files, dropped = content_files(root, settings.configuration.content, findings)
    rules = _read_rules(settings, files, data, schema, findings)
    read = _read_pages(root, files, rules, findings)
    corpus = _read_corpus(_Project(root, tree, data, rules, files), read, findings)
    broken = {f"{DATA_FOLDER}/{name}" for name in data.broken}
    broken |= data.passages.keys() - {passage.path for passage in corpus.passages.values()}
    unread = frozenset(read.unread) | dropped | broken
    return Reading(corpus, findings.problems, unread, frozenset(read.unread_ids), rules)


def _read_tree(root: Path, findings: Findings) -> Fields | Items | None:
    if not (root / FILE).is_file() or (root / FILE).is_symlink():
        message = "there is no mkdocs.yml here; write one, or name the project's folder with -C"
        findings.add("no-configuration", Location(FILE), message)
        return None
    data = read_bytes(root, FILE, findings)
    text = read_text(data, FILE, findings) if data is not None else None
    return read_yaml(text, FILE, findings) if text is not None else None


def _read_rules(
    settings: Settings, files: Sequence[Found], data: DataFolder, schema: int, findings: Findings
) -> ProjectRules:
    configuration = settings.configuration
    terms = data.mapping("vocabulary.yml", findings)
    access = AccessRules.of(configuration, reasons(terms))
    legislation = read_legislation(data.mapping("legislation.yml", findings), findings)
    vocabulary = Vocabulary(read_lists(terms, access, findings), *legislation)
    folders = frozenset(folder for file in files for folder in prefixes(file.path))
    ceilings = dict(read_ceilings(settings.folders, folders, access, findings)) if settings.folders else {}
    return ProjectRules(configuration, access, vocabulary, ceilings, schema)


def _read_pages(root: Path, files: Sequence[Found], rules: ProjectRules, findings: Findings) -> _Pages:
    read = _Pages([], [], set(), {})
    for file in files:
        if not file.is_page:
            continue
        data = read_bytes(root, file.path, findings)
        text = read_text(data, file.path, findings) if data is not None else None
        reading = read_page(text, file.path, file.uri, rules, findings) if text is not None else None
        if reading:
            read.scalars += reading.scalars
        if reading and reading.page:
            read.pages.append(reading.page)
        else:
            read.unread.add(file.uri)
            if data and (found := _ID_LINE.search(data[:_HEAD])):
                read.unread_ids.setdefault(found[1].decode(), file.path)
    return read


def _read_corpus(project: _Project, read: _Pages, findings: Findings) -> Corpus:
    rules, trees = project.rules, project.data.trees
    attachments: tuple[Attachment, ...] = ()
    registered: frozenset[str] | None = None
    if REGISTER not in project.data.broken:
        attachments, registered = read_attachments(project.root, trees.get(REGISTER), project.files, rules, findings)
    announcements: tuple[Announcement, ...] = ()
    if tree_of := trees.get("announcements.yml"):
        announcements = read_announcements(tree_of, rules.access, findings)
    glossary: tuple[GlossaryEntry, ...] = ()
    if tree_of := trees.get("glossary.yml"):
        glossary = read_glossary(tree_of, rules.access, findings)
    variables: tuple[Variable, ...] = ()
    if tree_of := trees.get(VARIABLES):
        variables = read_variables(tree_of, rules.access, findings)
    watch_list = WatchList()
    if tree_of := trees.get(WATCH_LIST):
        watch_list = read_watch_list(tree_of, rules.access.editions, findings)
    house_style = packaged_house_style()
    if tree_of := trees.get(HOUSE_STYLE):
        house_style = read_house_style(tree_of, findings)
    home = read_home(trees["home.yml"], rules.access, findings) if "home.yml" in trees else Home()
    passages, passage_scalars = _read_passages(project.data, rules, findings)
    # Variables are left out: their values may show what a restriction looks like, and nothing reads them as one.
    data_scalars = (strings(trees[name]) for name in sorted(trees) if name != VARIABLES)

    everyone = rules.access.editions
    uris = frozenset(file.uri for file in project.files if file.is_page)
    ids = check_references(
        read.pages, findings, unread_ids=read.unread_ids, uris=uris, registered=registered, editions=everyone
    )
    check_data(announcements, home, ids, everyone, findings)
    check_watch_list(watch_list, ids, findings)
    check_logo(rules.configuration, attachments, find(project.tree, ("theme", "logo"))[0].location, findings)
    return Corpus(
        configuration=rules.configuration,
        pages=tuple(read.pages),
        vocabulary=rules.vocabulary,
        passages=passages,
        variables=variables,
        glossary=glossary,
        attachments=attachments,
        announcements=announcements,
        home=home,
        watch_list=watch_list,
        house_style=house_style,
        ceilings=rules.ceilings,
        scalars=(*strings(project.tree), *chain.from_iterable(data_scalars), *passage_scalars, *read.scalars),
    )


def _read_passages(
    data: DataFolder, rules: ProjectRules, findings: Findings
) -> tuple[Mapping[str, Passage], Sequence[Line]]:
    passages: dict[str, Passage] = {}
    scalars: list[Line] = []
    for path, text in data.passages.items():
        reading = read_passage(text, path, rules, findings)
        scalars += reading.scalars
        if reading.passage:
            passages[reading.passage.name] = reading.passage
    return passages, scalars
