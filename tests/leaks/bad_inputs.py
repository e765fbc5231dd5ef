"""Inputs in doubt: each has to stop a build, at its place, before anything is published.

The canary is protected text; it is in the input and in no message. Every case names the findings that it has to have.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

CANARY = "Zugvogel"
OPEN, CLOSE = "::: restricted to law-enforcement", "::: end restricted"
SPAN, END = "{restricted to law-enforcement}", "{end restricted}"
BOTH = "editions: [law-enforcement, partner]"
CONFIGURATION = """\
site_name: Guidance library
docs_dir: stop
plugins:
  - caveat:
      editions:
        law-enforcement: {title: Law-enforcement edition}
        partner: {title: Partner edition, within: law-enforcement}
"""
HIDDEN = f"---\nid: H-1\ntitle: {CANARY}\neditions: [law-enforcement]\n---\n{CANARY}\n"


@dataclass(frozen=True)
class Bad:
    """An input and what is found."""

    files: Mapping[str, str | bytes]
    found: tuple[str, ...]
    """`path:line:column code`, in order."""
    prepare: Callable[[Path], None] = field(default=lambda _: None)
    """Does what text cannot, such as links, in the project's folder."""


def page(body: str, *, restrictions: int = 0, front: str = BOTH, more: str = "") -> str:
    """A page whose body starts on line 5, or on line 6 with restrictions."""
    count = f"restrictions: {restrictions}\n" if restrictions else ""
    return f"---\ntitle: A page\n{front}\n{count}{more}---\n{body}"


def marked(body: str, *found: str) -> Bad:
    """A page that declares one restriction; its body starts on line 6."""
    return Bad({"docs/a.md": page(body, restrictions=1)}, tuple(f"docs/a.md:{each}" for each in found))


def front(text: str, *found: str) -> Bad:
    """A page for one edition with this front matter, fences included."""
    return Bad({"docs/a.md": f"{text}{CANARY}\n"}, tuple(f"docs/a.md:{each}" for each in found))


def configured(old: str, new: str, *found: str, **files: str) -> Bad:
    """A project with another configuration."""
    assert old in CONFIGURATION
    given = {"mkdocs.yml": CONFIGURATION.replace(old, new), "docs/a.md": page("Text.\n"), **files}
    return Bad(given, found)


def passage(text: str, *, editions: str = "law-enforcement, partner") -> str:
    """A shared passage."""
    return f"---\neditions: [{editions}]\n---\n{text}\n"


def link(path: str, target: str) -> Callable[[Path], None]:
    """Make a symbolic link in the project."""

    def prepare(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)

    return prepare


MARKERS: Mapping[str, Bad] = {
    "block never closed": marked(f"Before.\n\n{OPEN}\n{CANARY}\n", "8:1 unclosed-restriction"),
    "span never closed": marked(f"Call {SPAN}{CANARY} now.\n", "6:6 unclosed-restriction"),
    "span closed in the next line": marked(
        f"Call {SPAN}{CANARY}\nnow{END}.\n", "6:6 unclosed-restriction", "7:4 stray-closer"
    ),
    "closer alone": marked(f"{CANARY}\n\n{CLOSE}\n", "8:1 stray-closer"),
    "opener twice": marked(f"{OPEN}\n{OPEN}\n{CANARY}\n{CLOSE}\n", "7:1 nested-restriction"),
    "closer twice": marked(f"{OPEN}\n{CANARY}\n{CLOSE}\n\n{CLOSE}\n", "10:1 stray-closer"),
    "closer before opener": marked(f"{CLOSE}\n\n{CANARY}\n\n{OPEN}\n", "6:1 stray-closer", "10:1 unclosed-restriction"),
    "block in a block": marked(
        f"{OPEN}\n{CANARY}\n\n{OPEN}\nx\n{CLOSE}\n\n{CLOSE}\n", "9:1 nested-restriction", "13:1 stray-closer"
    ),
    "span in a block": marked(f"{OPEN}\nx {SPAN}{CANARY}{END}\n{CLOSE}\n", "7:3 nested-restriction"),
    "span in a span": marked(f"a {SPAN}b {SPAN}{CANARY}{END}{END} c\n", "6:36 nested-restriction"),
    "misspelt words": marked(
        f"::: restrcted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "misspelt closer": marked(
        f"{OPEN}\n{CANARY}\n::: end restrictd\n", "6:1 unclosed-restriction", "8:1 malformed-marker"
    ),
    "both misspelt": marked(
        f"::: restricted to lawenforcement\n{CANARY}\n::: end restriction\n",
        "6:1 unclosed-restriction",
        "6:19 unknown-edition",
        "8:1 malformed-marker",
    ),
    "capitals": marked(
        f"::: Restricted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "two spaces": marked(
        f":::  restricted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "no space": marked(
        f":::restricted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "two colons": marked(
        f":: restricted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "four colons": marked(
        f":::: restricted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "space at the end": marked(f"{OPEN} \n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"),
    "text after the closer": marked(
        f"{OPEN}\n{CANARY}\n{CLOSE} now\n", "6:1 unclosed-restriction", "8:1 malformed-marker"
    ),
    "Cyrillic letters": marked(
        f"::: rеstriсted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "full-width colons": marked(
        f"：：： restricted to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "other brackets": marked(f"Call [restricted to law-enforcement]{CANARY}[end restricted].\n", "6:6 reserved-text"),
    "HTML-like": marked(f"Call </restricted to law-enforcement>{CANARY}<//end restricted>.\n", "6:7 reserved-text"),
    "zero-width space": marked(
        f"::: restricted\u200b to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:15 format-character"
    ),
    "no-break spaces": marked(
        f"::: restricted\u00a0to law-enforcement\n{CANARY}\n{CLOSE}\n", "6:1 malformed-marker", "8:1 stray-closer"
    ),
    "tab before": marked(f"\t{OPEN}\n{CANARY}\n\t{CLOSE}\n", "6:1 tab-indent", "7:1 indent-mismatch", "8:1 tab-indent"),
    "closer further right": marked(f"{OPEN}\n{CANARY}\n    {CLOSE}\n", "8:5 indent-mismatch"),
    "text further left": marked(f"- a\n\n    {OPEN}\n{CANARY}\n    {CLOSE}\n", "9:1 indent-mismatch"),
    "no blank line before": marked(f"Text.\n{OPEN}\n{CANARY}\n{CLOSE}\n", "7:1 blank-line-needed"),
    "no blank line after": marked(f"{OPEN}\n{CANARY}\n{CLOSE}\nText.\n", "8:1 blank-line-needed"),
    "unknown edition": marked(f"::: restricted to police\n{CANARY}\n{CLOSE}\n", "6:19 unknown-edition"),
    "every edition": marked(f"::: restricted to law-enforcement, partner\n{CANARY}\n{CLOSE}\n", "6:1 every-edition"),
    "edition twice": marked(
        f"::: restricted to law-enforcement, law-enforcement\n{CANARY}\n{CLOSE}\n", "6:36 repeated-edition"
    ),
    "unknown reason": marked(f"{OPEN} because zugvogel\n{CANARY}\n{CLOSE}\n", "6:43 unknown-reason"),
    "only the narrower edition": marked(f"::: restricted to partner\n{CANARY}\n{CLOSE}\n", "6:1 not-within"),
    "nothing but punctuation left": marked(f"({SPAN}{CANARY}{END})\n", "6:2 empty-remainder"),
    "a bullet left": marked(f"- a\n- {SPAN}{CANARY}{END}\n", "7:3 empty-remainder"),
    "lost markers": marked(f"{CANARY}\n", "4:15 restriction-count"),
    "uncounted marker": Bad({"docs/a.md": page(f"a {SPAN}{CANARY}{END} b\n")}, ("docs/a.md:1:1 restriction-count",)),
    "in a quote": marked(f"> {OPEN}\n> {CANARY}\n> {CLOSE}\n", "6:3 malformed-marker", "8:3 malformed-marker"),
    "in a table": marked(
        f"| a |\n|---|\n| {OPEN} |\n| {CANARY} |\n| {CLOSE} |\n", "8:3 malformed-marker", "10:3 malformed-marker"
    ),
    "in a list item": marked(f"- {OPEN}\n- {CANARY}\n- {CLOSE}\n", "6:3 malformed-marker", "8:3 malformed-marker"),
    "in a footnote": marked(f"x[^1]\n\n[^1]: {OPEN} {CANARY} {CLOSE}\n", "8:7 malformed-marker"),
    "in a definition": marked(
        f"Term\n:   {OPEN}\n    {CANARY}\n    {CLOSE}\n", "7:5 malformed-marker", "9:5 stray-closer"
    ),
    "in a comment, unclosed": marked(f"<!--\n\n{OPEN}\n{CANARY}\n-->\n", "8:1 unclosed-restriction"),
    "in code, unclosed": marked(f"```\n\n{OPEN}\n{CANARY}\n```\n", "8:1 unclosed-restriction"),
    "in a field": Bad(
        {"docs/a.md": page("Text.\n", more=f'summary: "Call {SPAN}{CANARY}{END} now."\n')},
        ("docs/a.md:4:1 marker-in-value",),
    ),
    "like a marker in a field": Bad(
        {"docs/a.md": page("Text.\n", more="handling: 'Note: restricted to partners'\n")},
        ("docs/a.md:4:1 reserved-text",),
    ),
    "fence opened inside": marked(f"{OPEN}\n```\n{CANARY}\n{CLOSE}\n\n```\n", "6:1 fence-crosses-restriction"),
    "fence closed inside": marked(f"```\na\n\n{OPEN}\n{CANARY}\n```\n{CLOSE}\n", "9:1 fence-crosses-restriction"),
    "comment opened inside": marked(f"{OPEN}\n<!-- {CANARY}\n{CLOSE}\n\n-->\n", "6:1 comment-crosses-restriction"),
    "element opened inside": marked(f"{OPEN}\n<div>\n{CANARY}\n{CLOSE}\n\n</div>\n", "6:1 html-crosses-restriction"),
    "too many markers": Bad(
        {"docs/a.md": page(f"a {SPAN}{CANARY}{END} b\n" * 5001, restrictions=5001)},
        ("docs/a.md:5006:1 too-many-markers",),
    ),
}
"""Markers that are not exactly right."""

USES: Mapping[str, Bad] = {
    "footnote defined inside": marked(f"x[^1]\n\n{OPEN}\n[^1]: {CANARY}\n{CLOSE}\n", "6:2 footnote-not-in-edition"),
    "reference defined inside": marked(
        f"[x][y]\n\n{OPEN}\n[y]: https://example.org/{CANARY}\n{CLOSE}\n", "6:1 reference-not-in-edition"
    ),
    "abbreviation defined inside": marked(
        f"The HRN.\n\n{OPEN}\n*[HRN]: {CANARY}\n{CLOSE}\n", "6:5 abbreviation-not-in-edition"
    ),
    "link to a hidden page": Bad(
        {"docs/a.md": page("[x](id:H-1)\n"), "docs/h.md": HIDDEN}, ("docs/a.md:5:5 link-not-in-edition",)
    ),
    "include of a hidden passage": Bad(
        {
            "docs/a.md": page("{{ include zugvogel }}\n"),
            "docs/data/shared/zugvogel.md": passage(CANARY, editions="law-enforcement"),
        },
        ("docs/a.md:5:1 include-not-in-edition",),
    ),
    "include of itself": Bad(
        {"docs/a.md": page("{{ include one }}\n"), "docs/data/shared/one.md": passage("{{ include one }}")},
        ("docs/data/shared/one.md:4:1 include-loop",),
    ),
    "include from above": Bad(
        {"docs/a.md": page(f"{{{{ include ../{CANARY} }}}}\n")}, ("docs/a.md:5:1 malformed-variable",)
    ),
    "include from the root": Bad(
        {"docs/a.md": page(f"{{{{ include /etc/{CANARY} }}}}\n")}, ("docs/a.md:5:1 malformed-variable",)
    ),
    "include from the web": Bad(
        {"docs/a.md": page(f"{{{{ include https://example.org/{CANARY} }}}}\n")}, ("docs/a.md:5:1 malformed-variable",)
    ),
    "link out of the site": Bad({"docs/a.md": page(f"[x](../../{CANARY}.md)\n")}, ("docs/a.md:5:5 broken-link",)),
}
"""What one edition would lack."""

FRONT_MATTER: Mapping[str, Bad] = {
    "none": front("", "1:1 no-front-matter"),
    "blank line first": front("\n---\ntitle: a\neditions: [law-enforcement]\n---\n", "2:1 bad-fence"),
    "four dashes": front("----\ntitle: a\neditions: [law-enforcement]\n----\n", "1:1 bad-fence"),
    "four dashes at the end": front("---\ntitle: a\neditions: [law-enforcement]\n----\n", "4:1 bad-fence"),
    "dots at the end": front("---\ntitle: a\neditions: [law-enforcement]\n...\n", "4:1 bad-fence"),
    "space after the dashes": front("--- \ntitle: a\neditions: [law-enforcement]\n---\n", "1:1 bad-fence"),
    "never closed": front("---\ntitle: a\neditions: [law-enforcement]\n", "1:1 unclosed-front-matter"),
    "duplicate key": front(
        "---\ntitle: a\neditions: [law-enforcement]\neditions: [law-enforcement, partner]\n---\n", "4:1 duplicate-key"
    ),
    "merge key": front(
        "---\ntitle: a\n<<: {editions: [law-enforcement]}\n---\n", "2:1 missing-editions", "3:1 yaml-merge-key"
    ),
    "anchor and alias": front(
        "---\ntitle: &a x\nsummary: *a\neditions: [law-enforcement]\n---\n", "2:8 yaml-anchor", "3:10 yaml-alias"
    ),
    "tag": front("---\ntitle: !!str a\neditions: [law-enforcement]\n---\n", "2:8 yaml-tag"),
    "second document": front(
        "---\ntitle: a\neditions: [law-enforcement]\n--- # more\nx: y\n---\n", "4:1 yaml-documents"
    ),
    "tab": front("---\ntitle: a\neditions:\t[law-enforcement]\n---\n", "3:10 yaml-tab"),
    "no-break space in a key": front(
        "---\ntitle: a\neditions\u00a0: [law-enforcement]\n---\n", "2:1 missing-editions", "3:1 unsafe-key"
    ),
    "editions missing": front("---\ntitle: a\n---\n", "2:1 missing-editions"),
    "editions misspelt": front(
        "---\ntitle: a\nedition: [law-enforcement]\n---\n", "2:1 missing-editions", "3:1 unknown-field"
    ),
    "editions in capitals": front(
        "---\ntitle: a\nEditions: [law-enforcement]\n---\n", "2:1 missing-editions", "3:1 unknown-field"
    ),
    "editions empty": front("---\ntitle: a\neditions: []\n---\n", "3:11 empty-editions"),
    "editions without value": front("---\ntitle: a\neditions:\n---\n", "3:1 null-value"),
    "editions not a list": front("---\ntitle: a\neditions: law-enforcement\n---\n", "3:11 wrong-type"),
    "unknown edition": front("---\ntitle: a\neditions: [police]\n---\n", "3:12 unknown-edition"),
    "narrower edition alone": front("---\ntitle: a\neditions: [partner]\n---\n", "3:12 edition-not-within"),
    "fields of an unknown edition": front(
        f"---\ntitle: a\n{BOTH}\nrestricted:\n  police:\n    summary: {CANARY}\n---\n", "5:3 unknown-edition"
    ),
    "unknown field": front(f"---\ntitle: a\n{BOTH}\ncolour: {CANARY}\n---\n", "4:1 unknown-field"),
    "unknown field of one edition": front(
        f"---\ntitle: a\n{BOTH}\nrestricted:\n  law-enforcement:\n    zugvogel: x\n---\n", "6:5 unknown-field"
    ),
    "unknown field of a hidden page": front(
        "---\ntitle: a\neditions: [law-enforcement]\nzugvogel: x\n---\n", "4:1 unknown-field"
    ),
    "misspelt restricted": front(
        f"---\ntitle: a\n{BOTH}\nrestriced:\n  law-enforcement:\n    summary: {CANARY}\n---\n", "4:1 unknown-field"
    ),
    "above the folder's ceiling": configured(
        "within: law-enforcement}",
        "within: law-enforcement}\n      folders:\n        docs: [law-enforcement]",
        "docs/a.md:3:11 above-folder-ceiling",
    ),
}
"""Front matter in doubt. What Caveat cannot read, no engine may."""

CHARACTERS: Mapping[str, Bad] = {
    "not UTF-8": Bad({"docs/a.md": page("Text ").encode() + b"\xff " + CANARY.encode()}, ("docs/a.md:5:6 not-utf8",)),
    "control character": Bad({"docs/a.md": page(f"Text \x08{CANARY}\n")}, ("docs/a.md:5:6 control-character",)),
    "lone carriage return": Bad({"docs/a.md": page(f"Text\r{CANARY}\n")}, ("docs/a.md:5:5 lone-carriage-return",)),
    "line separator": Bad({"docs/a.md": page(f"Text\u2028{CANARY}\n")}, ("docs/a.md:5:5 line-separator",)),
    "next line": Bad({"docs/a.md": page(f"Text\u0085{CANARY}\n")}, ("docs/a.md:5:5 line-separator",)),
    "right-to-left override": Bad({"docs/a.md": page(f"Text\u202e{CANARY}\n")}, ("docs/a.md:5:5 format-character",)),
    "soft hyphen": Bad({"docs/a.md": page(f"Zug\u00advogel {CANARY}\n")}, ("docs/a.md:5:4 format-character",)),
    "byte order mark inside": Bad({"docs/a.md": page(f"Text\ufeff{CANARY}\n")}, ("docs/a.md:5:5 format-character",)),
    "private use": Bad({"docs/a.md": page(f"Text\ue000{CANARY}\n")}, ("docs/a.md:5:5 private-use-character",)),
    "unassigned": Bad({"docs/a.md": page(f"Text\u0378{CANARY}\n")}, ("docs/a.md:5:5 unassigned-character",)),
    "not composed": Bad({"docs/a.md": page(f"cafe\u0301 {CANARY}\n")}, ("docs/a.md:5:4 not-nfc",)),
    "escape in a field": Bad(
        {"docs/a.md": page("Text.\n", more=f'summary: "{CANARY}\\u200b"\n')}, ("docs/a.md:4:10 format-character",)
    ),
}
"""Characters that a reader cannot see, or that programs read in different ways."""

NAMES: Mapping[str, Bad] = {
    "link to a file": Bad({"docs/a.md": page("Text.\n")}, ("docs/b.md:1:1 symbolic-link",), link("docs/b.md", "a.md")),
    "link to a folder": Bad({"docs/a.md": page("Text.\n")}, ("docs/b:1:1 symbolic-link",), link("docs/b", "/etc")),
    "content folder is a link": Bad(
        {"other/a.md": page("Text.\n")},
        ("docs/data:1:1 symbolic-link", "mkdocs.yml:5:7 symbolic-link"),
        link("docs", "other"),
    ),
    "shared passage is a link": Bad(
        {"docs/a.md": page("Text.\n"), "outside.md": passage(CANARY)},
        ("docs/data/shared/x.md:1:1 symbolic-link",),
        link("docs/data/shared/x.md", "../../../outside.md"),
    ),
    "pipe": Bad(
        {"docs/a.md": page("Text.\n")}, ("docs/b.md:1:1 special-file",), lambda root: os.mkfifo(root / "docs/b.md")
    ),
    "capitals alone differ": Bad(
        {"docs/a.md": page("Text.\n"), "docs/A.md": page(CANARY)}, ("docs/a.md:1:1 name-clash",)
    ),
    "folders differ by capitals": Bad(
        {"docs/x/a.md": page("Text.\n"), "docs/X/b.md": page(CANARY)}, ("docs/x/a.md:1:1 name-clash",)
    ),
    "Unicode form alone differs": Bad(
        {"docs/caf\u00e9.md": page("Text.\n"), "docs/cafe\u0301.md": page(CANARY)},
        ("docs/cafe\u0301.md:1:1 unsafe-name",),
    ),
    "two folders, one address": Bad(
        {
            "mkdocs.yml": CONFIGURATION.replace("- caveat:\n", "- caveat:\n      content: [docs, guidance]\n"),
            "docs/guidance/a.md": page("Text.\n"),
            "guidance/a.md": page(CANARY),
        },
        ("guidance/a.md:1:1 address-clash",),
    ),
    "README beside the index": Bad(
        {"docs/index.md": page("Text.\n"), "docs/README.md": page(CANARY)}, ("docs/README.md:1:1 readme-page",)
    ),
    "capitals in the ending": Bad(
        {"docs/a.md": page("Text.\n"), "docs/B.MD": CANARY}, ("docs/B.MD:1:1 markdown-extension",)
    ),
    "other ending": Bad(
        {"docs/a.md": page("Text.\n"), "docs/b.markdown": CANARY}, ("docs/b.markdown:1:1 markdown-extension",)
    ),
    "backup of an editor": Bad({"docs/a.md": page("Text.\n"), "docs/a.md~": CANARY}, ("docs/a.md~:1:1 backup-file",)),
    "left by a merge": Bad(
        {"docs/a.md": page("Text.\n"), "docs/a.md.orig": CANARY}, ("docs/a.md.orig:1:1 backup-file",)
    ),
    "left by an office program": Bad(
        {"docs/a.md": page("Text.\n"), "docs/~$a.docx": CANARY}, ("docs/~$a.docx:1:1 backup-file",)
    ),
    "left by a system": Bad(
        {"docs/a.md": page("Text.\n"), "docs/Thumbs.db": CANARY}, ("docs/Thumbs.db:1:1 backup-file",)
    ),
    "hidden file": Bad({"docs/a.md": page("Text.\n"), "docs/.b.md": CANARY}, ("docs/.b.md:1:1 hidden-file",)),
    "unknown data file": Bad(
        {"docs/a.md": page("Text.\n"), "docs/data/glossary.yaml": CANARY},
        ("docs/data/glossary.yaml:1:1 unknown-data-file",),
    ),
}
"""Files that are not what they seem."""


def registered(sha256: str) -> str:
    return (
        f"- path: docs/a.csv\n  title: {CANARY}\n  sha256: '{sha256}'\n  marking: OFFICIAL\n  {BOTH}\n"
        "  cleared_by: Manager\n  cleared_on: 2024-01-31\n"
    )


ATTACHMENTS: Mapping[str, Bad] = {
    "not registered": Bad(
        {"docs/a.md": page("Text.\n"), "docs/a.csv": CANARY}, ("docs/a.csv:1:1 unregistered-attachment",)
    ),
    "changed since it was cleared": Bad(
        {"docs/a.md": page("Text.\n"), "docs/a.csv": CANARY, "docs/data/attachments.yml": registered("0" * 64)},
        ("docs/data/attachments.yml:3:11 changed-attachment",),
    ),
    "registered and gone": Bad(
        {"docs/a.md": page("Text.\n"), "docs/data/attachments.yml": registered("0" * 64)},
        ("docs/data/attachments.yml:1:9 missing-attachment",),
    ),
    "kind that may hold anything": Bad(
        {"docs/a.md": page("Text.\n"), "docs/a.docx": CANARY}, ("docs/a.docx:1:1 attachment-type",)
    ),
    "archive": Bad({"docs/a.md": page("Text.\n"), "docs/a.zip": CANARY}, ("docs/a.zip:1:1 attachment-type",)),
}
"""Files that nobody cleared."""

SETTINGS: Mapping[str, Bad] = {
    "hook": configured("site_name", f"hooks: [{CANARY}.py]\nsite_name", "mkdocs.yml:1:1 unknown-field"),
    "navigation": configured("site_name", f"nav: [{{{CANARY}: a.md}}]\nsite_name", "mkdocs.yml:1:1 unknown-field"),
    "address of the repository": configured(
        "site_name", f"repo_url: https://example.org/{CANARY}\nsite_name", "mkdocs.yml:1:1 unknown-field"
    ),
    "edit link": configured("site_name", "edit_uri: blob/main\nsite_name", "mkdocs.yml:1:1 unknown-field"),
    "data for templates": configured(
        "site_name", f"extra: {{note: {CANARY}}}\nsite_name", "mkdocs.yml:1:1 unknown-field"
    ),
    "another plugin": configured("plugins:\n", "plugins:\n  - search\n", "mkdocs.yml:4:5 foreign-plugin"),
    "engine's folder is a content folder": configured(
        "docs_dir: stop", "docs_dir: docs", "mkdocs.yml:2:11 docs-dir-exposed"
    ),
    "engine's folder holds the content": configured(
        "docs_dir: stop", "docs_dir: .", "mkdocs.yml:2:11 docs-dir-exposed"
    ),
    "output over content": configured(
        "docs_dir: stop", "docs_dir: stop\nsite_dir: docs", "mkdocs.yml:3:11 site-dir-exposed"
    ),
    "edition within none": configured(
        "within: law-enforcement", "within: lawenforcement", "mkdocs.yml:7:51 unknown-within"
    ),
    "environment variable": configured(
        "Guidance library", f"!ENV [{CANARY}]", "mkdocs.yml:1:12 wrong-type", "mkdocs.yml:1:12 yaml-tag"
    ),
}
"""Configuration that could show more than an edition has."""

LIMITS: Mapping[str, Bad] = {
    "page over 2 MB": Bad({"docs/a.md": page(f"{CANARY}\n" + "word\n" * 400_000)}, ("docs/a.md:1:1 file-too-large",)),
    "line over 100 kB": Bad({"docs/a.md": page(f"{CANARY} {'word ' * 20_001}\n")}, ("docs/a.md:5:1 line-too-long",)),
    "fields nested too deep": front("---\ntitle: a\nsummary: " + "[" * 20 + "]" * 20 + "\n---\n", "3:25 yaml-depth"),
    "elements nested over 64 deep": Bad(
        {"docs/a.md": page(f"{'<div>' * 65}{CANARY}{'</div>' * 65}\n")}, ("docs/a.md:1:1 page-too-deep",)
    ),
    "quotes nested over 64 deep": Bad({"docs/a.md": page(f"{'> ' * 70}{CANARY}\n")}, ("docs/a.md:1:1 page-too-deep",)),
    "brackets that take too long, a line each": Bad(
        {"docs/a.md": page(f"{CANARY}\n" + "[\n" * 8000)}, ("docs/a.md:70:1 brackets-too-deep",)
    ),
    "brackets that take too long": Bad(
        {"docs/a.md": page(f"{CANARY} {'[' * 8000}\n")}, (f"docs/a.md:5:{len(CANARY) + 66} brackets-too-deep",)
    ),
}
"""What would take too long, or too much."""

BAD_INPUTS: Mapping[str, Bad] = {
    f"{group}: {name}": case
    for group, cases in {
        "marker": MARKERS,
        "use": USES,
        "front matter": FRONT_MATTER,
        "character": CHARACTERS,
        "name": NAMES,
        "attachment": ATTACHMENTS,
        "setting": SETTINGS,
        "limit": LIMITS,
    }.items()
    for name, case in cases.items()
}
