"""What a source says and an edition does not have, in a form that is quick to look for."""

import hashlib
import posixpath
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import repeat
from pathlib import PurePosixPath

from ahocorasick_rs import AhoCorasick

from caveat.assurance.scanning.normal import SHINGLE, normal, normal_lines
from caveat.assurance.scanning.reading import Limits, Reader, Way
from caveat.assurance.scanning.wording import READINGS, codes, dates, full_names, names, paragraphs, stretches
from caveat.content.configuration import FILE
from caveat.content.folders import DATA_FOLDER
from caveat.content.problem import Location
from caveat.content.source_files import SourceFile
from caveat.projection.address import page_address

Shingle = tuple[str, ...]
_WRITTEN = (".md", ".yml", ".csv", ".svg")
"""Files that an author can be sent to a line of."""
_WORD = 4
"""Letters of a word that is looked for alone."""
_NUMBER = 5
"""Digits of a number that is looked for alone."""
_CODE = 6
"""Characters of an address, a reference, a date."""
_LONG = 8
"""Letters of a word or a passage that no chance makes."""
_FILE = 16
"""Bytes of a file that is known by its hash: less may be anybody's."""
_PART = 3
"""Words of a passage that are enough to look for."""
_PASSAGE = 12
"""Characters of a passage of fewer than five words that is worth looking for as a whole."""


class Fingerprints:
    """Everything of a project that one edition must not say, each with its first place in the source."""

    def __init__(
        self,
        patterns: Mapping[str, Location],
        shingles: Mapping[Shingle, Location],
        files: Mapping[bytes, Location],
        known: frozenset[bytes],
        keys: Iterable[Shingle] | None = None,
    ) -> None:
        """`keys`: words in a row, of which each of `shingles` has some; absent: the shingles themselves."""
        self._patterns = tuple(patterns)
        self._places = tuple(patterns.values())
        self._shingles = shingles
        self._files = files
        self._known = known
        written = (f" {' '.join(key)} " for key in (shingles if keys is None else keys))
        self._automaton = AhoCorasick([*self._patterns, *written])

    def __len__(self) -> int:
        return len(self._patterns) + len(self._shingles) + len(self._files)

    def find(self, text: str, *, raw: bool = False) -> set[Location]:
        """The places in the source of what `text` says.

        `raw`: the text is what chance left readable in bytes that are no text; short words in it mean nothing.
        """
        words = normal(text)
        hits = {index for index, _, _ in self._automaton.find_matches_as_indexes(f" {words} ", overlapping=True)}
        found = {
            self._places[index]
            for index in hits
            if index < len(self._places) and (not raw or len(self._patterns[index].strip()) >= _LONG)
        }
        if hits:
            found.update(self._passages(words))
        return found

    def may_find(self, texts: Sequence[str]) -> bool:
        """Whether `find` may find something in one of the texts, each taken for one line; never a false no."""
        words = normal_lines(texts)
        hits = self._automaton.find_matches_as_indexes(words, overlapping=True)
        lines = {words.rfind("|", 0, start) + 1 for index, start, _ in hits if index >= len(self._places)}
        return any(index < len(self._places) for index, _, _ in hits) or any(
            self._passages(words[start : words.find("|", start)]) for start in lines
        )

    def _passages(self, words: str) -> list[Location]:
        return [self._shingles[gram] for gram in _grams(words.split()) if gram in self._shingles]

    def find_file(self, digest: bytes) -> Location | None:
        """The place of the withheld file that has this SHA-256."""
        return self._files.get(digest)

    def is_known(self, digest: bytes) -> bool:
        """Whether the edition legitimately has a file with this SHA-256."""
        return digest in self._known


def fingerprints(
    sources: Iterable[SourceFile], legitimate: Mapping[str, bytes], limits: Limits, *, ordinary_words: bool = True
) -> Fingerprints:
    """What `sources` say and no file of `legitimate` (address to content) does, after folding.

    Without `ordinary_words`, of single words only names and what holds a digit: for a text that is not what
    `legitimate` has, but an older one, in which any word may stand.
    """
    has = _Legitimate(legitimate, limits)
    candidates = _Candidates(has, ordinary_words=ordinary_words)
    for source in sources:
        if source.path != FILE and posixpath.dirname(source.path) != DATA_FOLDER:
            candidates.add_name(source.path)
        digest = hashlib.sha256(source.data).digest()
        if digest in has.digests:
            continue
        if len(source.data) >= _FILE:
            candidates.files.setdefault(digest, Location(source.path))
        if source.path.endswith(_WRITTEN):
            candidates.add_text(source.path, source.data.decode("utf-8", "replace").replace("\r\n", "\n"))
        else:
            candidates.add_contents(source.path, source.data, limits)
    return candidates.remaining()


class _Legitimate:
    """What an edition has."""

    def __init__(self, files: Mapping[str, bytes], limits: Limits) -> None:
        self.digests = frozenset(hashlib.sha256(data).digest() for data in files.values())
        # Hashes of texts, not texts: a keyed hash, and a passage that it confounds with another is not to be had.
        self.paragraphs: set[int] = set()
        self.lines: set[int] = set()
        self._files, self._limits = files, limits
        for address, data in files.items():
            if address.endswith(_WRITTEN):
                text = data.decode("utf-8", "replace")
                self.paragraphs.update(map(hash, text.split("\n\n")))
                self.lines.update(map(hash, text.split("\n")))

    def texts(self) -> Iterator[str]:
        """Every reading of each file, in the form of `normal`, with a sign between two that is no word.

        One file after another, so that none is kept.
        """
        heard: dict[str, None] = {}

        def take(text: str, _way: Way, _raw: bool) -> bool:
            heard[normal(text)] = None
            return False

        reader = Reader(take, self._limits)
        seen: set[int] = set()
        for address, data in self._files.items():
            reader.name(address, ())
            reader.name(page_address(address), ())
            if address.endswith(_WRITTEN):
                text = data.decode("utf-8", "replace")
                heard.update(dict.fromkeys(normal(read(text)) for read in READINGS))
                # Each line once: thousands of pages have most of theirs in common.
                lines = [line for line in dict.fromkeys(text.split("\n")) if hash(line) not in seen]
                seen.update(map(hash, lines))
                reader.name("\n\n".join(lines), ())
                heard.update(dict.fromkeys(dates(normal("\n".join(lines)))))
            else:
                reader.file(data, ())
            yield " | ".join(heard)
            heard.clear()
        # A manifest may name what the edition has by its hash, as the register of attachments does.
        yield " | ".join(digest.hex() for digest in self.digests)


class _Candidates:
    """Collects fingerprints, then drops those that an edition has."""

    def __init__(self, has: _Legitimate, *, ordinary_words: bool) -> None:
        self.files: dict[bytes, Location] = {}
        self._has = has
        self._ordinary_words = ordinary_words
        self._names: frozenset[str] = frozenset()
        """Words of the file at hand that stand for somebody or something, in the form of `normal`."""
        self._words: dict[str, Location] = {}
        self._passages: dict[str, Location] = {}
        self._shingles: dict[Shingle, Location] = {}

    def add_name(self, path: str) -> None:
        """Take the names of a file and of its folders."""
        self._names = frozenset()
        for part in PurePosixPath(path).parts:
            self._add_words(normal(part).split(), path, repeat(1))
            self._add_passage(normal(PurePosixPath(part).stem), _place(path, 1), shortest=_LONG)

    def add_text(self, path: str, text: str) -> None:
        """Take everything that a file says, line by line."""
        self._names = names(text)
        for paragraph in paragraphs(path, text):
            if hash(paragraph.text) in self._has.paragraphs:
                continue
            for stretch in stretches(paragraph):
                self._add_words(stretch.words, path, stretch.lines)
                self._add_shingles(stretch.words, path, stretch.lines)
            for line, written in enumerate(paragraph.text.split("\n"), paragraph.first):
                if hash(written) not in self._has.lines:
                    self._add_codes(written, _place(path, line))
                    self._add_full_names(written, _place(path, line))

    def add_contents(self, path: str, data: bytes, limits: Limits) -> None:
        """Take everything that a file of any kind holds."""

        def take(text: str, _way: Way, raw: bool) -> bool:
            words = tuple(normal(text).split())
            self._names = names(text)
            if not raw:
                self._add_words(words, path, repeat(1))
            self._add_shingles(words, path, repeat(1))
            return False

        Reader(take, limits).file(data, ())

    def remaining(self) -> Fingerprints:
        """The fingerprints that no legitimate text has."""
        shingles = set(self._shingles)
        parts = {part for shingle in shingles for part in _parts(shingle)}
        passages = AhoCorasick(self._passages)
        taken: set[int] = set()
        vocabulary: set[str] = set()
        for text in self._has.texts():
            words = text.split()
            vocabulary.update(words)
            shingles.difference_update(_grams(words))
            parts.difference_update(_grams(words, _PART))
            taken.update(found for found, _, _ in passages.find_matches_as_indexes(f" {text} ", overlapping=True))
        kept = {shingle: place for shingle, place in self._shingles.items() if shingle in shingles}
        patterns = {words: place for number, (words, place) in enumerate(self._passages.items()) if number not in taken}
        for pattern, place in self._patterns(vocabulary).items():
            patterns[pattern] = min(place, patterns.get(pattern, place))
        return Fingerprints(patterns, kept, self.files, self._has.digests, _keys(kept, parts))

    def _patterns(self, vocabulary: set[str]) -> dict[str, Location]:
        """The words that are none of a vocabulary; long ones inside others too, where no word of it has them inside."""
        words = {word: place for word, place in self._words.items() if word not in vocabulary}
        patterns = {f" {word} ": place for word, place in words.items()}
        long = {word: place for word, place in words.items() if len(word) >= _LONG}
        found = AhoCorasick(long).find_matches_as_indexes(" ".join(vocabulary), overlapping=True)
        taken = {number for number, _, _ in found}
        return patterns | {word: place for number, (word, place) in enumerate(long.items()) if number not in taken}

    def _add_words(self, words: Iterable[str], path: str, lines: Iterable[int]) -> None:
        for word, line in zip(words, lines, strict=False):
            if word not in self._words and _tells(word) and (self._ordinary_words or word in self._names):
                self._words[word] = _place(path, line)

    def _add_shingles(self, words: tuple[str, ...], path: str, lines: Iterable[int]) -> None:
        if 1 < len(words) < SHINGLE:
            self._add_passage(" ".join(words), _place(path, next(iter(lines))), shortest=_PASSAGE)
        for gram, line in zip(_grams(tuple(map(sys.intern, words))), lines, strict=False):
            if gram not in self._shingles:
                self._shingles[gram] = _place(path, line)

    def _add_codes(self, text: str, place: Location) -> None:
        for reading in {read(text) for read in READINGS}:
            for code in codes(reading):
                self._add_passage(code, place, shortest=_CODE)

    def _add_full_names(self, text: str, place: Location) -> None:
        # Where every word counts, the words of a name are there already.
        for name in () if self._ordinary_words else full_names(text):
            self._add_passage(name, place, shortest=_LONG)

    def _add_passage(self, words: str, place: Location, *, shortest: int) -> None:
        if len(words) >= shortest:
            self._passages.setdefault(f" {words} ", place)


@lru_cache(maxsize=100)
def _place(path: str, line: int) -> Location:
    """One object for everything that stands in a line."""
    return Location(path, line)


def _keys(shingles: Iterable[Shingle], absent: AbstractSet[Shingle]) -> set[Shingle]:
    """Words in a row that are enough to look for: three of each passage that are `absent` from what an edition has.

    They are few, short, and in clean output never met. A passage all of whose parts are somewhere is looked for whole.
    """
    keys: set[Shingle] = set()
    for shingle in shingles:
        parts = [part for part in _parts(shingle) if part in absent]
        if keys.isdisjoint(parts):
            keys.add(parts[0] if parts else shingle)
    return keys


def _parts(shingle: Shingle) -> Iterable[Shingle]:
    """The last first: the next passage, a word further on, has it too."""
    return (shingle[start : start + _PART] for start in range(SHINGLE - _PART, -1, -1))


def _tells(word: str) -> bool:
    """Whether a word, met alone where it should not be, is no accident."""
    if word.isdigit():
        return len(word) >= _NUMBER
    # A word of Chinese or Japanese has two letters.
    return len(word) >= _WORD or (len(word) >= 2 and word[0] >= "\u2e80")


def _grams(words: Sequence[str], length: int = SHINGLE) -> Iterable[Shingle]:
    return zip(*(words[start:] for start in range(length)), strict=False)
