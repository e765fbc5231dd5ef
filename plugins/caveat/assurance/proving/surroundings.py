"""Mutations around the content: settings of other editions, version control, files beside, how files lie on a disk."""

from collections.abc import Iterator

from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.project import Project
from caveat.assurance.proving.texts import Texts, quoted
from caveat.assurance.proving.yaml_text import Node, slots

_BESIDE = ("README.md", "notes/{}.md", "overrides/main.html", "{}.orig", ".cache/{}.bin", "hooks.py", "tests/{}.py")


def setting_changed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another title, label or handling instruction of another edition."""
    for name in texts.shuffled(project.others) * 2:
        # An edition may name those within it in its labels; of them only this setting is nothing to it.
        keys = ("title", "label", "handling") if name in project.outside else ("handling",)
        settings, key = project.editions.get(name), texts.random.choice(keys)
        if settings and (patch := _set(project, settings, key, quoted(texts.value()))):
            yield _of_configuration("edition setting changed", project, patch, key=name)


def ceiling_raised(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A higher marking that another edition may carry."""
    for name in texts.shuffled(project.others):
        settings = project.editions.get(name)
        if settings is None or settings.words("marking") == ("OFFICIAL-SENSITIVE",):
            continue
        if patch := _set(project, settings, "marking", "OFFICIAL-SENSITIVE"):
            yield _of_configuration("edition ceiling raised", project, patch, key=name)


def _set(project: Project, settings: Node, key: str, value: str) -> Patch | None:
    file = project.configuration
    if node := settings.get(key):
        return Patch(file.path, node.start, node.end, value)
    found = slots(settings, file.text)
    return Patch(file.path, found[0].offset, found[0].offset, found[0].holding(f"{key}: {value}")) if found else None


def edition_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """One more edition, which has no page."""
    file = project.configuration
    # A logo has to be cleared for every edition.
    if file.root.get("theme", "logo") is None and (found := slots(project.editions, file.text)):
        slot = texts.random.choice(found)
        text = slot.holding(f"{texts.word()}: {{title: {quoted(texts.value())}}}")
        patch = Patch(file.path, slot.offset, slot.offset, text)
        yield _of_configuration("edition added", project, patch, key="editions")


def _of_configuration(kind: str, project: Project, patch: Patch, *, key: str) -> Mutation:
    place = Place(patch.path, project.configuration.text.count("\n", 0, patch.start) + 1)
    return Mutation(kind, place, (patch,), claims=frozenset({f"{patch.path}#{key}"}))


def version_control(_project: Project, texts: Texts) -> Iterator[Mutation]:
    """A repository of version control, with a history of its own and without a release."""
    word = texts.word()
    files = {
        ".git/HEAD": f"ref: refs/heads/{word}\n",
        ".git/config": f"[user]\n\tname = {word}\n",
        # Git takes nothing for a repository that lacks these folders.
        ".git/objects/pack/none": "",
        ".git/refs/.none": "",
        ".git/logs/HEAD": f"{'0' * 40} {'1' * 40} {word} <{word}@example.org> 1700000000 +0000\tcommit: {word}\n",
    }
    added = {path: text.encode() for path, text in files.items()}
    yield Mutation("version control changed", Place(".git"), added=added)


def beside(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A file beside the content."""
    for shape in texts.shuffled(_BESIDE):
        path = shape.format(texts.word())
        if path not in project.files and path.partition("/")[0] not in {
            name.partition("/")[0] for name in project.content
        }:
            yield Mutation("file beside the content", Place(path), added={path: texts.lines(0, times=2).encode()})


def times(_project: Project, _texts: Texts) -> Iterator[Mutation]:
    """Other times of files and folders."""
    yield Mutation("times of files changed", Place("."), disk=frozenset({"times"}))


def modes(_project: Project, _texts: Texts) -> Iterator[Mutation]:
    """Other permissions of files and folders."""
    yield Mutation("modes of files changed", Place("."), disk=frozenset({"modes"}))


def order(_project: Project, _texts: Texts) -> Iterator[Mutation]:
    """Files written in another order, so that a folder lists them in another order."""
    yield Mutation("order on the disk changed", Place("."), disk=frozenset({"order"}))
