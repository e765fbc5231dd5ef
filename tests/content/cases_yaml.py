"""What YAML allows and Caveat does not."""

from content.case import Case
from content.sources import page, product

P = "docs/a.md"


def _line(name: str, line: str, *problems: str) -> Case:
    """A page with a line of front matter, the fourth, that is wrong."""
    return Case(name, {P: page(line)}, problems)


CASES = [
    _line("yes", "summary: yes", f"{P}:4:10 ambiguous-boolean"),
    _line("Norway", "summary: NO", f"{P}:4:10 ambiguous-boolean"),
    _line("capital True", "summary: True", f"{P}:4:10 ambiguous-boolean"),
    _line("version without quotes", "summary: 1.0", f"{P}:4:10 ambiguous-number"),
    _line("three numbers without quotes", "summary: 1.0.1", f"{P}:4:10 ambiguous-number"),
    _line("octal", "summary: 007", f"{P}:4:10 ambiguous-number"),
    _line("hexadecimal", "summary: 0x1F", f"{P}:4:10 ambiguous-number"),
    _line("underscore", "summary: 1_000", f"{P}:4:10 ambiguous-number"),
    _line("sixty to the hour", "summary: 12:30", f"{P}:4:10 ambiguous-number"),
    _line("exponent", "summary: 1e5", f"{P}:4:10 ambiguous-number"),
    _line("infinity", "summary: .inf", f"{P}:4:10 ambiguous-number"),
    _line("no such day", "review_by: 2024-02-30", f"{P}:4:12 bad-date"),
    _line("date with a time", "review_by: 2024-02-20 10:00:00", f"{P}:4:12 bad-date"),
    _line("short date", "review_by: 2024-2-3", f"{P}:4:12 bad-date"),
    _line("nothing", "summary:", f"{P}:4:1 null-value"),
    _line("null", "summary: null", f"{P}:4:10 null-value"),
    _line("tilde", "summary: ~", f"{P}:4:10 null-value"),
    _line("same key twice", "title: Other", f"{P}:4:1 duplicate-key"),
    _line(
        "same key twice, inside",
        "proceedings: {status: live, status: none}",
        f"{P}:4:29 duplicate-key",
        f"{P}:4:1 field-of-other-type",
    ),
    _line("number as a key", "2015: Act", f"{P}:4:1 key-not-text"),
    _line("boolean as a key", "on: Act", f"{P}:4:1 key-not-text"),
    _line("date as a key", "2015-01-01: Act", f"{P}:4:1 key-not-text"),
    _line("nothing as a key", ": Act", f"{P}:4:1 key-not-text"),
    _line("list as a key", "[a]: Act", f"{P}:4:1 key-not-text"),
    _line("no-break space before the colon", "editions\u00a0: [partner]", f"{P}:4:1 unsafe-key"),
    _line("Cyrillic letter", "\u0435ditions: [partner]", f"{P}:4:1 unsafe-key"),
    _line("full-width letters", "\uff45ditions: [partner]", f"{P}:4:1 unsafe-key"),
    _line("anchor", "summary: &a Text", f"{P}:4:10 yaml-anchor"),
    Case("alias", {P: page("summary: &a Text", "owner: *a")}, (f"{P}:4:10 yaml-anchor", f"{P}:5:8 yaml-alias")),
    _line("alias as a key", "*a : b", f"{P}:4:1 yaml-alias"),
    _line("alias of nothing", "owner: *a", f"{P}:4:8 yaml-alias"),
    _line("merge key", "<<: {summary: Text}", f"{P}:4:1 yaml-merge-key"),
    _line("tag", "summary: !!str Text", f"{P}:4:10 yaml-tag"),
    _line("tag that runs code", "summary: !!python/name:os.system Text", f"{P}:4:10 yaml-tag"),
    _line("tab before a value", "summary:\tText", f"{P}:4:9 yaml-tab"),
    _line("tab as indentation", "proceedings:\n\tstatus: live", f"{P}:5:1 yaml-tab"),
    _line("colon in a plain text", "summary: One: two", f"{P}:4:13 yaml-syntax"),
    _line("open bracket", "tags: [a", f"{P}:5:1 yaml-syntax"),
    _line("open quote", 'summary: "a', f"{P}:5:1 yaml-syntax"),
    _line("wrong indentation", "proceedings:\n  status: live\n until: 2024-01-01", f"{P}:6:2 yaml-syntax"),
    _line("deep", "tags: " + "[" * 40 + "]" * 40, f"{P}:4:22 yaml-depth"),
    _line("escape of a private use character", 'summary: "a\\ue000b"', f"{P}:4:10 private-use-character"),
    _line("escape of an invisible character", 'summary: "a\\u200bb"', f"{P}:4:10 format-character"),
    _line("escape of a line separator", 'summary: "a\\Lb"', f"{P}:4:10 line-separator"),
    _line("escape of a bell", 'summary: "a\\ab"', f"{P}:4:10 control-character"),
    _line("escape of an accent", 'summary: "e\\u0301"', f"{P}:4:10 not-nfc"),
    Case("list for front matter", {P: "---\n- title\n---\nBody.\n"}, (f"{P}:2:1 not-a-mapping",)),
    Case("word for front matter", {P: "---\ntitle\n---\nBody.\n"}, (f"{P}:2:1 not-a-mapping",)),
    Case("empty front matter", {P: "---\n---\nBody.\n"}, (f"{P}:2:1 not-a-mapping",)),
    Case(
        "second document",
        {"docs/data/home.yml": "scene: []\n---\ntasks: []\n"},
        ("docs/data/home.yml:2:1 yaml-documents",),
    ),
    Case("end of a document", {"docs/data/home.yml": "scene: []\n...\n"}, ("docs/data/home.yml:2:1 yaml-documents",)),
    Case(
        "directive", {"docs/data/home.yml": "%YAML 1.1\n---\nscene: []\n"}, ("docs/data/home.yml:1:1 yaml-documents",)
    ),
    Case(
        "mapping for a list", {"docs/data/glossary.yml": "NRM: National\n"}, ("docs/data/glossary.yml:1:1 not-a-list",)
    ),
    Case(
        "list for a mapping", {"docs/data/vocabulary.yml": "- NRM\n"}, ("docs/data/vocabulary.yml:1:1 not-a-mapping",)
    ),
    Case("large file", {"docs/data/home.yml": "# \n" * 200_000}, ("docs/data/home.yml:1:1 yaml-too-large",)),
    Case(
        "one broken value does not hide the next",
        {P: product(review_by="null", owner="yes", status="curent")},
        (f"{P}:7:9 unknown-value", f"{P}:8:8 ambiguous-boolean", f"{P}:9:12 null-value"),
    ),
]
