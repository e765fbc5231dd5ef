"""What was recalled from releases: where it stands, and mutations of it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from caveat.assurance.proving.edits import Mutation, Patch, Place, apply, as_text
from caveat.assurance.proving.fields import rewritable, rewritten
from caveat.assurance.proving.pages import is_relied_on, with_body
from caveat.assurance.proving.past import RECALLS, Past, Release
from caveat.assurance.proving.project import Document
from caveat.assurance.proving.texts import Texts, quoted
from caveat.assurance.proving.yaml_text import NOTHING, Node, scalars

_MARKUP = re.compile(r"[\[\]{}<>|`#:]")
"""What makes of words something that other text may rely on."""


@dataclass(frozen=True, slots=True)
class Recall:
    """An entry of the file."""

    node: Node
    editions: frozenset[str]
    """Those that it names; editions within them lose it too."""

    def of(self, key: str) -> str:
        """A value, or nothing."""
        return "".join(self.node.words(key))

    @property
    def words(self) -> tuple[str, ...]:
        """Those of the passage."""
        return tuple(self.of("passage").split())

    @property
    def lines(self) -> tuple[int, int] | None:
        """First and last line, counted from 1."""
        numbers = [int(number) for number in self.of("lines").split("-") if number]
        return (numbers[0], numbers[-1]) if numbers else None

    @property
    def is_whole_page(self) -> bool:
        """Whether the page itself goes."""
        return bool(self.of("page")) and not any(map(self.of, ("passage", "lines", "field")))

    def names(self, document: Document) -> bool:
        """Whether it is about a page or shared passage."""
        return bool(self.of("page")) and self.of("page") in (document.id, document.path)

    def found_in(self, text: str) -> tuple[re.Match[str], ...]:
        """Each place where its passage stands, however its words are spread over lines."""
        return tuple(re.finditer(r"\s+".join(map(re.escape, self.words)), text)) if self.words else ()


def recalls(past: Past) -> tuple[Recall, ...]:
    """Every entry of the file."""
    node = past.recalls.root.get("recalls")
    return tuple(Recall(each, frozenset(each.words("editions"))) for each in (node.items or () if node else ()))


def _own(past: Past, texts: Texts) -> list[Recall]:
    """The entries that take something from the edition."""
    names = {past.now.edition, *past.now.wider(past.now.edition)}
    return texts.shuffled([each for each in recalls(past) if each.editions & names])


def reached(past: Past, recall: Recall) -> Iterator[tuple[Release, Document]]:
    """The pages and passages of releases that an entry is about."""
    for release in past.releases:
        if recall.of("release") in ("", release.name):
            yield from ((release, each) for each in release.project.documents if recall.names(each))


def leaves(past: Past, mutation: Mutation, but: Collection[Recall] = ()) -> bool:
    """Whether every recall, `but` some, takes the same out of a mutated release: one that finds nothing is an error."""
    kept = [each for each in recalls(past) if each not in but]
    touched = [(each, path) for each in past.releases for path in mutation.paths if path.startswith(each.prefix)]
    if not kept or not touched:
        return True
    files = {path: past.files[path] for path in mutation.paths if path in past.files}
    changed = apply(files, [mutation])
    return all(
        _is_left(release, recall, path, files[path], changed.get(path))
        for release, path in touched
        for recall in kept
        if path in files
    )


def _is_left(release: Release, recall: Recall, path: str, before: bytes, after: bytes | None) -> bool:
    below = path.removeprefix(release.prefix)
    if recall.of("attachment") == below:
        return after is not None
    document = next((each for each in release.project.documents if each.path == below), None)
    if document is None or not recall.names(document):
        return True
    if after is None or recall.of("release") == release.name:
        return False
    return len(recall.found_in(as_text(before))) == len(recall.found_in(as_text(after)))


def passage_replaced(past: Past, texts: Texts) -> Iterator[Mutation]:
    """Other words in the place of a recalled passage, in every release and in its entries alike."""
    for recall in _own(past, texts):
        alike = [each for each in recalls(past) if each.words == recall.words]
        new = [" ".join(texts.word() for _ in range(texts.random.choice((1, 1, 2)))) for _ in recall.words]
        found = [(release, page) for each in alike for release, page in reached(past, each)]
        is_plain = recall.words and not _MARKUP.search(recall.of("passage"))
        if not is_plain or not all(_is_written_out(recall, page) for _, page in found):
            continue
        patches = {
            Patch(release.prefix + page.path, match.start(), match.end(), _reworded(match[0], new))
            for release, page in found
            for match in recall.found_in(page.text)
        }
        nodes = [each.node.get("passage") or NOTHING for each in alike]
        entries = [Patch(RECALLS, node.start, node.end, quoted(" ".join(new))) for node in nodes]
        mutation = Mutation("recalled passage replaced", _place(past, recall), (*sorted(patches), *entries))
        if leaves(past, mutation, alike):
            yield mutation


def _is_written_out(recall: Recall, page: Document) -> bool:
    """Whether the passage stands in the fields of a page as it stands in its file: YAML has other ways to write it."""
    meant = sum(len(recall.found_in(node.value)) for node in scalars(page.front))
    return meant == len(recall.found_in(page.text[: page.body_start]))


def _reworded(text: str, words: Sequence[str]) -> str:
    """The white space of a text between other words."""
    spaces = re.findall(r"\s+", text)
    return "".join(word + space for word, space in zip(words, (*spaces, ""), strict=True))


def page_replaced(past: Past, texts: Texts) -> Iterator[Mutation]:
    """Another text of a page that was recalled whole."""
    for recall in _own(past, texts):
        for release, page in reached(past, recall) if recall.is_whole_page else ():
            if not is_relied_on(release.project, page):
                text = texts.lines(0, times=texts.random.choice((1, 3, 30)))
                yield from _of_release(past, release, recall, with_body("recalled page replaced", page, text))


def lines_replaced(past: Past, texts: Texts) -> Iterator[Mutation]:
    """Other words on lines that were recalled by their numbers."""
    for recall in _own(past, texts):
        if recall.lines is None:
            continue
        first, last = recall.lines
        for release, page in reached(past, recall):
            lines = [each for each in page.body.lines if first <= each.number <= last]
            if lines and not any(_MARKUP.search(each.text) for each in lines):
                patches = tuple(Patch(page.path, each.start, each.end, texts.word()) for each in lines if each.text)
                mutation = Mutation("recalled lines replaced", Place(page.path, lines[0].number), patches)
                yield from _of_release(past, release, recall, mutation)


def field_replaced(past: Past, texts: Texts) -> Iterator[Mutation]:
    """Another value of a field that was recalled."""
    for recall in _own(past, texts):
        for release, page in reached(past, recall) if recall.of("field") else ():
            own = page.front.get("restricted", past.now.edition) or NOTHING
            for fields in (page.front, own):
                entry = (fields.entries or {}).get(recall.of("field"))
                values = rewritable(Node(0, 0, entries={recall.of("field"): entry})) if entry else ()
                for node, is_day in values:
                    mutation = rewritten("recalled field replaced", page, node, texts, is_day=is_day)
                    yield from _of_release(past, release, recall, mutation)


def _of_release(past: Past, release: Release, recall: Recall, mutation: Mutation) -> Iterator[Mutation]:
    whole = release.holding(mutation)
    if leaves(past, whole, [recall]):
        yield whole


def entry_reworded(past: Past, texts: Texts) -> Iterator[Mutation]:
    """Other words about who decided a recall, or why a text may stay: no edition has them."""
    node = past.recalls.root.get("allowed")
    answers = [Recall(each, frozenset()) for each in (node.items or () if node else ())]
    for each in texts.shuffled([*recalls(past), *answers]):
        if found := each.node.get("decided_by"):
            patch = Patch(RECALLS, found.start, found.end, quoted(texts.value()))
            yield Mutation("recall entry reworded", _place(past, each), (patch,))


def _place(past: Past, recall: Recall) -> Place:
    return Place(RECALLS, past.recalls.text.count("\n", 0, recall.node.start) + 1)
