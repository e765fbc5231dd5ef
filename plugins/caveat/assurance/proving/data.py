"""Mutations of data files: entries of the glossary, notices, front page, vocabularies and variables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caveat.assurance.proving.blocks import block_saying
from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.project import DATA, SHARED, Project
from caveat.assurance.proving.texts import Texts, flow, quoted
from caveat.assurance.proving.yaml_text import NOTHING, File, Node, slots, whole_lines

Values = Mapping[str, Any]
_HOME = ("scene", "tasks", "searches")
_TEXT = ("short", "long", "term", "meaning", "title", "text", "label", "plural", "note", "value")
"""Values of entries that hold any line of text."""
NEVER_STAGED = ("approvals.yml", "exports.yml", "recalls.yml", "releases.yml", "watchlist.yml")
"""Data files that no page is made from."""


def _names(project: Project, texts: Texts) -> list[str]:
    return list(project.closed(texts.random.choice(project.outside)))


def _with_editions(values: Values, names: list[str]) -> str:
    """An entry in one line, with who may see it."""
    return f"{flow(dict(values))[:-1]}, editions: [{', '.join(names)}]}}"


# Lists: glossary, notices, front page.


def _glossary_entry(project: Project, texts: Texts) -> Values:
    entries = (project.data["glossary.yml"].root.items or ()) if "glossary.yml" in project.data else ()
    known = [word for entry in entries for word in entry.words("short")]
    short = texts.random.choice([texts.word().upper(), *texts.shuffled(known)[:1]])
    if texts.random.choice((True, False)):
        return {"term": texts.word(), "meaning": texts.value()}
    return {"short": short, "long": texts.word(), "meaning": texts.value()}


def _notice(project: Project, texts: Texts) -> Values:
    page = {"page": texts.random.choice(project.common).id} if project.common else {}
    until = {"until": texts.day()} if texts.random.choice((True, False)) else {}
    return {"title": texts.value(), "text": texts.value(), **page, **until}


def _task(project: Project, texts: Texts) -> Values:
    return {"text": texts.value(), "page": texts.random.choice(project.common).id} if project.common else {}


def glossary_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """An entry of the glossary: new, or a further meaning of a short form that is there."""
    yield from _added(project, texts, "glossary.yml", (), "glossary entry added", _glossary_entry)


def notice_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A notice on the front page."""
    yield from _added(project, texts, "announcements.yml", (), "announcement added", _notice)


def task_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A line of what the front page offers."""
    for part in _HOME:
        make = _task if part != "searches" else lambda _project, texts: {"text": texts.value()}
        yield from _added(project, texts, "home.yml", (part,), "home task added", make)


def _added(
    project: Project,
    texts: Texts,
    name: str,
    way: tuple[str, ...],
    kind: str,
    make: Callable[[Project, Texts], Values],
) -> Iterator[Mutation]:
    for _ in range(3 if project.outside else 0):
        values = make(project, texts)
        if not values:
            return
        entry = _with_editions(values, _names(project, texts))
        yield from _put(project, texts, name, way, kind, entry)


def _put(project: Project, texts: Texts, name: str, way: tuple[str, ...], kind: str, entry: str) -> Iterator[Mutation]:
    path = f"{DATA}/{name}"
    file = project.data.get(name)
    if file is None:
        above = "".join(f"{part}:\n" for part in way)
        yield Mutation(kind, Place(path), added={path: f"{above}{'  ' if way else ''}- {entry}\n".encode()})
        return
    node = file.root.get(*way) if way else file.root
    if node is None:
        first = slots(file.root, file.text)
        text = f"{way[-1]}: [{entry}]"
        if first:
            yield _patched(kind, file, first[0].offset, first[0].offset, first[0].holding(text), key=way[-1])
        return
    if found := slots(node, file.text):
        slot = texts.random.choice(found)
        yield _patched(kind, file, slot.offset, slot.offset, slot.holding(entry))


# Entries that are there, in any data file.

ENTRIES: Mapping[str, str] = {
    "announcements.yml": "announcement",
    "glossary.yml": "glossary entry",
    "home.yml": "home task",
    "variables.yml": "variable",
    "vocabulary.yml": "vocabulary term",
}
"""Data file to what one of its entries is called."""


def entry_rewritten(project: Project, texts: Texts, *, name: str) -> Iterator[Mutation]:
    """Another text in an entry that this edition may not see."""
    for file, entry in _hidden(project, texts, name):
        nodes = [node for key in _TEXT if (node := entry.get(key)) and node.items is None]
        if nodes:
            node = texts.random.choice(nodes)
            yield _patched(f"{ENTRIES[name]} text replaced", file, node.start, node.end, quoted(texts.value()))


def notice_redated(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another last day of a notice that this edition may not see."""
    for file, entry in _hidden(project, texts, "announcements.yml"):
        if node := entry.get("until"):
            yield _patched("announcement date replaced", file, node.start, node.end, texts.day().isoformat())


def entry_removed(project: Project, texts: Texts, *, name: str) -> Iterator[Mutation]:
    """An entry gone that this edition may not see: of a list, or a variable or term that nothing uses."""
    for file, entry in _hidden(project, texts, name):
        if lines := _lines_of(project, file, entry):
            yield _patched(f"{ENTRIES[name]} removed", file, *lines, "")


def entry_moved(project: Project, texts: Texts, *, name: str) -> Iterator[Mutation]:
    """An entry that this edition may not see, elsewhere in its list."""
    for file, entry in _hidden(project, texts, name):
        parent = next((node for node in _lists(file.root) if entry in (node.items or ())), NOTHING)
        lines = whole_lines(file.text, entry.start, entry.end, dash=True)
        places = [slot for slot in slots(parent, file.text) if lines and not lines[0] <= slot.offset <= lines[1]]
        if lines and places:
            slot = texts.random.choice(places)
            text = slot.holding(file.text[entry.start : entry.end])
            patches = Patch(file.path, *lines, ""), Patch(file.path, slot.offset, slot.offset, text)
            yield Mutation(f"{ENTRIES[name]} moved", _place(file, entry.start), patches)


def _hidden(project: Project, texts: Texts, name: str) -> Iterator[tuple[File, Node]]:
    file = project.data.get(name)
    if file:
        entries = [entry for entry in _mappings(file.root) if project.hidden(entry)]
        yield from ((file, entry) for entry in texts.shuffled(entries))


def _mappings(node: Node) -> Iterator[Node]:
    if node.entries is not None:
        yield node
        for _, value in node.entries.values():
            yield from _mappings(value)
    for item in node.items or ():
        yield from _mappings(item)


def _lists(node: Node) -> Iterator[Node]:
    yield node
    for _, value in (node.entries or {}).values():
        yield from _lists(value)


def _lines_of(project: Project, file: File, entry: Node) -> tuple[int, int] | None:
    """The lines of an entry that can go: not the only one of its list, and not one that something uses."""
    for node in _mappings(file.root):
        for name, (key, value) in (node.entries or {}).items():
            if value is entry:
                used = project.uses(name, but=(file.path,)) or len(node.entries or ()) == 1
                return None if used else whole_lines(file.text, key.start, entry.end)
    parent = next((node for node in _lists(file.root) if entry in (node.items or ())), NOTHING)
    return whole_lines(file.text, entry.start, entry.end, dash=True) if len(parent.items or ()) > 1 else None


# Mappings: vocabularies, variables.


def term_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A word of a vocabulary, first or last of its list."""
    file = project.data.get("vocabulary.yml")
    for name in texts.shuffled(list(file.root.entries or ())) if file and project.outside else ():
        places = slots(file.root.get(name) or NOTHING, file.text) if file and name != "type" else ()
        if file and places:
            slot = texts.random.choice((places[0], places[-1]))
            values = {"label": texts.value(), "plural": texts.value(), "synonyms": [texts.word(), texts.value()]}
            entry = f"{texts.word()}: {_with_editions(values, _names(project, texts))}"
            yield _patched("vocabulary term added", file, slot.offset, slot.offset, slot.holding(entry))


# What a restricted block fills in from elsewhere.


def variable_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A variable, in a group that is there or in one of its own, alone or with a block that shows it."""
    file = project.data.get("variables.yml")
    for number in range(6 if project.outside else 0):
        names, name = _names(project, texts), texts.word()
        groups = {key: node for key, (_, node) in ((file.root.entries or {}) if file else {}).items()}
        group = texts.random.choice([texts.word(), *groups])
        entry = f"{name}: {_with_editions({'value': texts.value()}, names)}"
        mutation = _with_variable(file, group, groups.get(group), entry)
        if mutation and number % 2:
            mutation = _shown(project, texts, names, f"Ring {{{{ {group}.{name} }}}}.", mutation)
        if mutation:
            yield mutation


def _with_variable(file: File | None, group: str, members: Node | None, entry: str) -> Mutation | None:
    if file is None:
        path = f"{DATA}/variables.yml"
        return Mutation("variable added", Place(path), added={path: f"{group}:\n  {entry}\n".encode()})
    found = slots(members or file.root, file.text)
    if not found:
        return None
    text = found[0].holding(entry if members else f"{group}: {{{entry}}}")
    return _patched("variable added", file, found[0].offset, found[0].offset, text)


def passage_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A shared passage, alone or with a block that includes it."""
    for number in range(6 if project.outside else 0):
        names, word = _names(project, texts), texts.word()
        path = f"{SHARED}/{word}.md"
        text = f"---\neditions: [{', '.join(names)}]\ntitle: {quoted(texts.value())}\n---\n{texts.lines(0, times=3)}"
        mutation = Mutation("shared passage added", Place(path), added={path: text.encode()})
        yield _shown(project, texts, names, f"{{{{ include {word} }}}}", mutation) if number % 2 else mutation


def _shown(project: Project, texts: Texts, names: Sequence[str], line: str, mutation: Mutation) -> Mutation:
    """The mutation, with a block somewhere that has this line."""
    block = block_saying(project, texts, mutation.kind, names, line)
    if block is None:
        return mutation
    patches = (*mutation.patches, *block.patches)
    return replace(mutation, patches=patches, restrictions=block.restrictions, claims=mutation.claims | block.claims)


# What no edition publishes.


def comment_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A comment in a data file or in the configuration."""
    for file in texts.shuffled([project.configuration, *project.data.values()]):
        if not file.root.flow:
            yield _patched("comment added to a data file", file, 0, 0, f"# {texts.word()}\n", key="comment")


def never_staged(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A comment in a data file that no page is made from."""
    for name in texts.shuffled(NEVER_STAGED):
        path = f"{DATA}/{name}"
        if path in project.files:
            patch = Patch(path, 0, 0, f"# {texts.word()}\n")
            yield Mutation("never-staged data changed", Place(path), (patch,))


def _patched(kind: str, file: File, start: int, end: int, text: str, *, key: str = "") -> Mutation:
    claims = frozenset({f"{file.path}#{key}"}) if key else frozenset()
    return Mutation(kind, _place(file, start), (Patch(file.path, start, end, text),), claims=claims)


def _place(file: File, offset: int) -> Place:
    return Place(file.path, file.text.count("\n", 0, offset) + 1)
