"""A small project as a corpus, without a disk: the reader's own functions on text and trees in memory."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from caveat.content.access import AccessRules
from caveat.content.corpus import Access, Attachment, Configuration, Corpus, Edition, Page, Passage, Vocabulary
from caveat.content.data_files import read_announcements, read_glossary, read_home, read_variables
from caveat.content.findings import Findings
from caveat.content.legislation import Legislation, read_legislation
from caveat.content.line import split_lines
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.page import read_page, read_passage
from caveat.content.page_rules import ProjectRules
from caveat.content.problem import ContentError, Location
from caveat.content.vocabulary import read_lists
from projection.drawn import LAW, WIDER, Sources, Tree, vocabulary


def corpus(sources: Sources) -> Corpus:
    """What the reader makes of these sources."""
    rules, findings = rules_of(sources.wider, sources.terms, sources.middle), Findings()
    data = {name: node(tree, name) for name, tree in sources.data.items()}
    found = Corpus(
        configuration=rules.configuration,
        pages=tuple(_page(*page, sources) for page in sources.pages),
        vocabulary=rules.vocabulary,
        passages={name: _passage(name, front, body, sources) for name, front, body in sources.passages},
        variables=read_variables(data["variables.yml"], rules.access, findings),
        glossary=read_glossary(data["glossary.yml"], rules.access, findings),
        attachments=tuple(_attachment(*each) for each in sources.attachments),
        announcements=read_announcements(data["announcements.yml"], rules.access, findings),
        home=read_home(data["home.yml"], rules.access, findings),
    )
    if findings.problems:
        raise ContentError(findings.problems)
    return found


def node(value: Tree, path: str) -> Node:
    """A tree as the YAML reader gives it."""
    if isinstance(value, Mapping):
        entries = {name: node(part, path) for name, part in value.items()}
        return Fields(entries, dict.fromkeys(entries, (1, 1)), path, 1, 1)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Items(tuple(node(part, path) for part in value), path, 1, 1)
    return Scalar(value, path, 1, 1)


def _page(path: str, front_matter: str, body: str, sources: Sources) -> Page:
    page = page_of(path, front_matter, sources.wider, sources.terms, sources.middle)
    return replace(page, body=split_lines(body, path, front_matter.count("\n") + 3))


def _passage(name: str, front_matter: str, body: str, sources: Sources) -> Passage:
    passage = passage_of(name, front_matter, sources.wider, sources.middle)
    return replace(passage, body=split_lines(body, passage.path, front_matter.count("\n") + 3))


def _attachment(path: str, editions: Sequence[str], data: bytes) -> Attachment:
    uri = path.removeprefix("docs/")
    digest = hashlib.sha256(data).hexdigest()
    return Attachment(path, uri, "A file", "OFFICIAL", Access(frozenset(editions)), digest, data, Location(path))


@cache
def rules_of(wider: int, terms: int, middle: bool) -> ProjectRules:
    """What pages are read against."""
    settings, findings = WIDER[wider], Findings()
    editions = {edition.name: edition for edition in settings.editions}
    editions["partner"] = Edition("partner", "Partner edition", settings.editions[0].name)
    if middle:
        editions["public"] = Edition("public", "Public edition", "partner")
    configuration = Configuration("Library", editions, settings.folders)
    own = vocabulary(wider, terms)
    access = AccessRules.of(configuration, frozenset(own["reason"]))
    tree = node(own, "vocabulary.yml")
    lists = read_lists(tree if isinstance(tree, Fields) else None, access, findings)
    if findings.problems:
        raise ContentError(findings.problems)
    return ProjectRules(configuration, access, Vocabulary(lists, *packaged_legislation()), {})


@cache
def packaged_legislation() -> Legislation:
    """The law that comes with Caveat, and its changes. Kept: reading them takes longer than a project."""
    findings, own = Findings(), node(LAW, "legislation.yml")
    law = read_legislation(own if isinstance(own, Fields) else None, findings)
    if findings.problems:
        raise ContentError(findings.problems)
    return law


@cache
def page_of(path: str, front_matter: str, wider: int, terms: int, middle: bool) -> Page:
    """The page of a front matter, without a body. Kept: the same front matter comes up again and again."""
    findings = Findings()
    text = f"---\n{front_matter}---\n"
    reading = read_page(text, path, path.removeprefix("docs/"), rules_of(wider, terms, middle), findings)
    if reading.page is None:
        raise ContentError(findings.problems)
    return reading.page


@cache
def passage_of(name: str, front_matter: str, wider: int, middle: bool) -> Passage:
    """The passage of a front matter, without a body."""
    findings = Findings()
    path = f"docs/data/shared/{name}.md"
    reading = read_passage(f"---\n{front_matter}---\n", path, rules_of(wider, 0, middle), findings)
    if reading.passage is None:
        raise ContentError(findings.problems)
    return reading.passage
