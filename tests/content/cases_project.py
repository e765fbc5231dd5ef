"""Files, configuration, data files, and what pages say of each other."""

import hashlib
import os
from pathlib import Path

from content.case import Case
from content.files.pictures import dot
from content.sources import CONFIGURATION, page, product

P = "docs/a.md"
C = "mkdocs.yml"
LOGO = dot(0)
LOGO_SHA = hashlib.sha256(LOGO).hexdigest()
REGISTER = "docs/data/attachments.yml"


def register_row(**fields: str) -> str:
    chosen = {
        "path": "docs/a.png",
        "title": "A picture",
        "sha256": LOGO_SHA,
        "marking": "OFFICIAL",
        "editions": "[law-enforcement, partner]",
        "cleared_by": "Release authority",
        "cleared_on": "2024-01-01",
        **fields,
    }
    lines = [f"{name}: {value}" for name, value in chosen.items()]
    return "- " + "\n  ".join(lines) + "\n"


def _link(name: str, target: str) -> "object":
    return lambda root: (root / name).symlink_to(target)


def _large(root: Path) -> None:
    os.truncate(root / "docs/a.png", 50_000_001)


def _pipe(root: Path) -> None:
    os.mkfifo(root / "docs/pipe.md")


def _folder_link(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "elsewhere/b.md").write_text(page(), encoding="utf-8")
    (root / "docs/more").symlink_to(root / "elsewhere")


def _undecodable(root: Path) -> None:
    (root / os.fsdecode(b"docs/caf\xe9.md")).write_text(page(), encoding="utf-8")


def _file(name: str, path: str, *problems: str, text: str | None = None) -> Case:
    """A file that may not lie where it is, beside a page that may."""
    return Case(name, {P: page(), path: page() if text is None else text}, problems)


FILES = [
    _file("hidden file", "docs/.hidden.md", "docs/.hidden.md:1:1 hidden-file"),
    _file("hidden folder", "docs/.obsidian/a.json", "docs/.obsidian:1:1 hidden-file"),
    _file("desktop file", "docs/.DS_Store", "docs/.DS_Store:1:1 hidden-file"),
    _file("tilde", "docs/a.md~", "docs/a.md~:1:1 backup-file"),
    _file("original of a merge", "docs/a.md.orig", "docs/a.md.orig:1:1 backup-file"),
    _file("saved by an editor", "docs/#a.md#", "docs/#a.md#:1:1 backup-file"),
    _file("lock of an office program", "docs/~$a.docx", "docs/~$a.docx:1:1 backup-file"),
    _file("thumbnails", "docs/Thumbs.db", "docs/Thumbs.db:1:1 backup-file"),
    _file("capital extension", "docs/b.MD", "docs/b.MD:1:1 markdown-extension"),
    _file("long extension", "docs/b.markdown", "docs/b.markdown:1:1 markdown-extension"),
    _file("other extension", "docs/b.mdown", "docs/b.mdown:1:1 markdown-extension"),
    _file("README alone", "docs/b/README.md", "docs/b/README.md:1:1 readme-page"),
    Case(
        "README beside an index",
        {"docs/index.md": page(), "docs/README.md": page()},
        ("docs/README.md:1:1 readme-page",),
    ),
    _file("index in capitals", "docs/b/Index.md", "docs/b/Index.md:1:1 readme-page"),
    _file("device", "docs/con.md", "docs/con.md:1:1 reserved-name"),
    _file("device as a folder", "docs/AUX/b.md", "docs/AUX:1:1 reserved-name"),
    _file("question mark", "docs/b?.md", "docs/b?.md:1:1 unsafe-name"),
    _file("colon", "docs/b:c.md", "docs/b:c.md:1:1 unsafe-name"),
    _file("line feed", "docs/b\nc.md", "docs/b\\nc.md:1:1 unsafe-name"),
    _file("decomposed name", "docs/cafe\u0301.md", "docs/cafe\u0301.md:1:1 unsafe-name"),
    _file("invisible name", "docs/b\u200b.md", "docs/b\\u200b.md:1:1 unsafe-name"),
    _file("space at the start", "docs/ b.md", "docs/ b.md:1:1 unsafe-name"),
    _file("dot at the end", "docs/b./c.md", "docs/b.:1:1 unsafe-name"),
    Case("name of bytes", {P: page()}, ("docs/caf\\udce9.md:1:1 unsafe-name",), _undecodable),
    _file("names that differ by capitals", "docs/A.md", f"{P}:1:1 name-clash"),
    Case(
        "folders that differ by capitals",
        {"docs/B/a.md": page(), "docs/b/b.md": page()},
        ("docs/b/b.md:1:1 name-clash",),
    ),
    Case(
        "names that differ by a ligature",
        {"docs/fi.md": page(), "docs/\ufb01.md": page()},
        ("docs/\ufb01.md:1:1 name-clash",),
    ),
    Case(
        "link to a file",
        {P: page()},
        ("docs/b.md:1:1 symbolic-link",),
        lambda root: (root / "docs/b.md").symlink_to("a.md"),
    ),
    Case("link to a folder", {P: page()}, ("docs/more:1:1 symbolic-link",), _folder_link),
    Case(
        "link to a secret",
        {P: page()},
        ("docs/b.md:1:1 symbolic-link",),
        lambda root: (root / "docs/b.md").symlink_to("/etc/passwd"),
    ),
    Case("pipe", {P: page()}, ("docs/pipe.md:1:1 special-file",), _pipe),
    Case(
        "same address",
        {C: CONFIGURATION.replace("[docs]", "[docs, guidance]"), "docs/guidance/a.md": page(), "guidance/a.md": page()},
        ("guidance/a.md:1:1 address-clash",),
    ),
    _file("script", "docs/a.js", "docs/a.js:1:1 attachment-type", text="x"),
    _file("page of HTML", "docs/a.html", "docs/a.html:1:1 attachment-type", text="x"),
    _file("picture in capitals", "docs/a.PNG", "docs/a.PNG:1:1 attachment-type", text="x"),
    _file("picture that is not registered", "docs/a.png", "docs/a.png:1:1 unregistered-attachment", text="x"),
    _file(
        "data file that nothing reads",
        "docs/data/glosary.yml",
        "docs/data/glosary.yml:1:1 unknown-data-file",
        text="a: b",
    ),
    _file("page among the data", "docs/data/b.md", "docs/data/b.md:1:1 unknown-data-file"),
    _file("hidden data", "docs/data/.x.yml", "docs/data/.x.yml:1:1 hidden-file", text="a: b"),
    _file("passage in capitals", "docs/data/shared/Why.md", "docs/data/shared/Why.md:1:1 unknown-data-file"),
    _file(
        "passage without editions",
        "docs/data/shared/why.md",
        "docs/data/shared/why.md:2:1 missing-editions",
        text="---\ntitle: Why\n---\nText.\n",
    ),
    _file(
        "passage with restricted fields",
        "docs/data/shared/why.md",
        "docs/data/shared/why.md:3:1 unknown-field",
        text="---\neditions: [law-enforcement]\nrestricted: {law-enforcement: {title: Why}}\n---\nText.\n",
    ),
    Case(
        "linked data file",
        {P: page()},
        ("docs/data/home.yml:1:1 symbolic-link",),
        lambda root: ((root / "docs/data").mkdir(), (root / "docs/data/home.yml").symlink_to("x")),
    ),
    Case(
        "linked data folder",
        {P: page()},
        ("docs/data:1:1 symbolic-link",),
        lambda root: (root / "docs/data").symlink_to("../x"),
    ),
]

ATTACHMENTS = [
    Case(
        "changed",
        {P: page(), "docs/a.png": dot(1), REGISTER: register_row()},
        (f"{REGISTER}:3:11 changed-attachment",),
    ),
    Case("missing", {P: page(), REGISTER: register_row()}, (f"{REGISTER}:1:9 missing-attachment",)),
    Case(
        "outside the content",
        {P: page(), "a.png": LOGO, REGISTER: register_row(path="a.png")},
        (f"{REGISTER}:1:9 missing-attachment",),
    ),
    Case(
        "registered twice",
        {P: page(), "docs/a.png": LOGO, REGISTER: register_row() + register_row()},
        (f"{REGISTER}:8:9 duplicate-attachment",),
    ),
    Case(
        "registered in capitals",
        {P: page(), "docs/a.png": LOGO, REGISTER: register_row(path="docs/A.png")},
        ("docs/a.png:1:1 unregistered-attachment", f"{REGISTER}:1:9 name-clash"),
    ),
    Case(
        "registered script",
        {P: page(), "docs/a.js": b"x", REGISTER: register_row(path="docs/a.js")},
        (f"{REGISTER}:1:9 attachment-type",),
    ),
    Case(
        "short digest",
        {P: page(), "docs/a.png": LOGO, REGISTER: register_row(sha256="abc")},
        (f"{REGISTER}:3:11 bad-digest",),
    ),
    Case(
        "link",
        {P: page(), REGISTER: register_row()},
        ("docs/a.png:1:1 symbolic-link", f"{REGISTER}:1:9 missing-attachment"),
        lambda root: (root / "docs/a.png").symlink_to("/etc/passwd"),
    ),
    Case(
        "large",
        {P: page(), "docs/a.png": LOGO, REGISTER: register_row()},
        ("docs/a.png:1:1 attachment-too-large",),
        _large,
    ),
    Case(
        "marking above the edition",
        {
            C: CONFIGURATION.replace("title: Partner,", "title: Partner, marking: OFFICIAL,"),
            P: page(),
            "docs/a.png": LOGO,
            REGISTER: register_row(marking="OFFICIAL-SENSITIVE"),
        },
        (f"{REGISTER}:4:12 marking-above-edition",),
    ),
    Case(
        "above the ceiling of a folder",
        {
            C: CONFIGURATION + "      folders: {docs/law: [law-enforcement]}\n",
            "docs/law/a.png": LOGO,
            REGISTER: register_row(path="docs/law/a.png"),
        },
        (f"{REGISTER}:5:13 above-folder-ceiling",),
    ),
    Case("register of names", {P: page(), REGISTER: "- docs/a.png\n"}, (f"{REGISTER}:1:3 wrong-type",)),
    Case("register as a mapping", {P: page(), REGISTER: "docs/a.png: A\n"}, (f"{REGISTER}:1:1 not-a-list",)),
    Case(
        "register that cannot be parsed",
        {P: page("attachments: [docs/a.png]"), "docs/a.png": LOGO, REGISTER: "a: b: c\n"},
        (f"{REGISTER}:1:5 yaml-syntax",),
    ),
    Case(
        "not for anybody",
        {P: page(), "docs/a.png": LOGO, REGISTER: register_row(editions="[]")},
        (f"{REGISTER}:5:13 empty-editions",),
    ),
    Case("named by a page, not registered", {P: page("attachments: [docs/a.png]")}, (f"{P}:4:15 unknown-attachment",)),
    Case(
        "logo not registered",
        {C: CONFIGURATION + "theme: {name: material, logo: docs/a.png}\n"},
        (f"{C}:9:31 unknown-attachment",),
    ),
]

REFERENCES = [
    Case("same id", {P: product(), "docs/b.md": product()}, ("docs/b.md:2:5 duplicate-id",)),
    Case(
        "same id as a page that cannot be read",
        {P: product(status="x"), "docs/b.md": product()},
        (f"{P}:7:9 unknown-value", "docs/b.md:2:5 duplicate-id"),
    ),
    Case(
        "former id that a page has",
        {P: product("former_ids: [MS-GDN-002]"), "docs/b.md": product(id="MS-GDN-002", editions="[law-enforcement]")},
        (f"{P}:11:14 duplicate-id",),
    ),
    Case(
        "former id of two pages",
        {P: product("former_ids: [MS-GDN-003]"), "docs/b.md": product("former_ids: [MS-GDN-003]", id="MS-GDN-002")},
        ("docs/b.md:11:14 duplicate-id",),
    ),
    Case(
        "former id of one edition that a page has",
        {
            P: product("restricted:", "  law-enforcement: {former_ids: [MS-GDN-002]}"),
            "docs/b.md": product(id="MS-GDN-002"),
        },
        (f"{P}:12:34 duplicate-id",),
    ),
    Case("former id of its own", {P: product("former_ids: [MS-GDN-001]")}, (f"{P}:11:14 self-reference",)),
    Case("related to no page", {P: product("related: [MS-GDN-002]")}, (f"{P}:11:11 unknown-page",)),
    Case("supersedes no page", {P: product("supersedes: [MS-GDN-002]")}, (f"{P}:11:14 unknown-page",)),
    Case(
        "superseded by no page",
        {P: product("superseded_by: MS-GDN-002", status="superseded")},
        (f"{P}:11:16 unknown-page",),
    ),
    Case(
        "restricted relation to no page",
        {P: product("restricted:", "  law-enforcement: {related: [MS-GDN-002]}")},
        (f"{P}:12:31 unknown-page",),
    ),
    Case(
        "lesson that changed no page",
        {
            P: product(
                "operation:",
                "  name: FORT",
                "  lessons:",
                "    - lesson: One",
                "      changed: [{page: MS-GDN-002, date: 2024-01-01, what: Two}]",
                type="debrief",
            )
        },
        (f"{P}:15:24 unknown-page",),
    ),
    Case(
        "successors in a circle",
        {
            P: product("superseded_by: MS-GDN-002", status="superseded"),
            "docs/b.md": product("superseded_by: MS-GDN-001", status="superseded", id="MS-GDN-002"),
        },
        (f"{P}:11:16 supersession-loop", "docs/b.md:11:16 supersession-loop"),
    ),
    Case(
        "announcement of no page",
        {"docs/data/announcements.yml": "- {title: New, page: MS-GDN-002, editions: [law-enforcement]}\n"},
        ("docs/data/announcements.yml:1:3 unknown-page",),
    ),
    Case(
        "task of no page",
        {"docs/data/home.yml": "tasks:\n  - {text: Do, page: MS-GDN-002}\n"},
        ("docs/data/home.yml:2:5 unknown-page",),
    ),
    Case("alias of a page", {P: product("aliases: [b.html]"), "docs/b.md": page()}, (f"{P}:11:11 alias-clash",)),
    Case("alias in capitals", {P: product("aliases: [B.html]"), "docs/b.md": page()}, (f"{P}:11:11 alias-clash",)),
    Case(
        "same alias",
        {P: page("aliases: [old.md]"), "docs/b.md": page("aliases: [old.html]")},
        ("docs/b.md:4:11 alias-clash",),
    ),
]


def _configuration(name: str, old: str, new: str, *problems: str) -> Case:
    """A configuration in which something else stands."""
    assert old in CONFIGURATION
    return Case(name, {C: CONFIGURATION.replace(old, new)}, problems)


def _setting(name: str, line: str, *problems: str) -> Case:
    """A configuration with a ninth line."""
    return Case(name, {C: CONFIGURATION + line + "\n"}, problems)


CONFIGURATIONS = [
    Case("no configuration", {P: page()}, (f"{C}:1:1 no-configuration",), lambda root: (root / C).unlink()),
    _setting("hooks", "hooks: [x.py]", f"{C}:9:1 unknown-field"),
    _setting("nav", "nav: [index.md]", f"{C}:9:1 unknown-field"),
    _setting("edit_uri", "edit_uri: x", f"{C}:9:1 unknown-field"),
    _setting("theme by its name and something unknown", "theme: material\nstrict: true", f"{C}:10:1 unknown-field"),
    _setting("theme of another name", "theme: mkdocs", f"{C}:9:8 wrong-setting"),
    _setting("fonts from elsewhere", "theme: {name: material, font: true}", f"{C}:9:31 wrong-setting"),
    _setting("templates of its own", "theme: {name: material, custom_dir: x}", f"{C}:9:25 unknown-field"),
    _setting("language in words", "theme: {name: material, language: English}", f"{C}:9:35 wrong-setting"),
    _setting("address without a slash", "site_url: https://example.org", f"{C}:9:11 bad-url"),
    _setting("extension", "markdown_extensions: [toc]", f"{C}:9:23 unknown-value"),
    _setting("site in the content", "site_dir: docs/site", f"{C}:9:11 site-dir-exposed"),
    _setting("site over everything", "site_dir: .", f"{C}:9:11 site-dir-exposed"),
    _configuration("no name", "site_name: Test", "site_dir: site", f"{C}:1:1 missing-field"),
    _configuration("content as documents", "stop", "docs", f"{C}:2:11 docs-dir-exposed"),
    _configuration("folder in the content as documents", "stop", "docs/stop", f"{C}:2:11 docs-dir-exposed"),
    _configuration("project as documents", "stop", ".", f"{C}:2:11 docs-dir-exposed"),
    _configuration("content by another way", "stop", "stop/../docs", f"{C}:2:11 docs-dir-exposed"),
    _configuration("content in capitals as documents", "stop", "DOCS", f"{C}:2:11 docs-dir-exposed"),
    _configuration("no documents", "docs_dir: stop\n", "", f"{C}:1:1 docs-dir-exposed"),
    Case(
        "link to the content as documents",
        {P: page()},
        (f"{C}:2:11 docs-dir-exposed",),
        lambda root: (root / "stop").symlink_to("docs"),
    ),
    _configuration("another plugin", "  - caveat:", "  - search\n  - caveat:", f"{C}:4:5 foreign-plugin"),
    _configuration(
        "caveat twice", "  - caveat:", "  - caveat\n  - caveat:", f"{C}:4:5 no-editions", f"{C}:6:7 wrong-setting"
    ),
    _configuration("no caveat", "- caveat:", "- caveats:", f"{C}:4:3 missing-plugin", f"{C}:4:5 foreign-plugin"),
    Case("no plugins", {C: "site_name: Test\ndocs_dir: stop\n"}, (f"{C}:1:1 missing-plugin",)),
    Case(
        "caveat without editions",
        {C: "site_name: Test\ndocs_dir: stop\nplugins: [caveat]\n"},
        (f"{C}:3:11 no-editions",),
    ),
    _configuration(
        "editions a typing mistake apart",
        "partner: {title: Partner,",
        "law-enforcemint: {title: Other, within: law-enforcement}\n        partner: {title: Partner,",
        f"{C}:8:9 edition-names-alike",
    ),
    _configuration("unknown option", "content:", "contents:", f"{C}:5:7 unknown-field"),
    _configuration(
        "unknown setting of an edition",
        "title: Partner,",
        "titel: Partner,",
        f"{C}:8:18 missing-field",
        f"{C}:8:19 unknown-field",
    ),
    Case("caveat as a word", {C: "site_name: T\ndocs_dir: stop\nplugins: [{caveat: x}]\n"}, (f"{C}:3:20 wrong-type",)),
    _configuration("edition of a word", "{title: Partner, within: law-enforcement}", "Partner", f"{C}:8:18 wrong-type"),
    _configuration("edition in capitals", "partner:", "Partner:", f"{C}:8:9 bad-name"),
    _configuration(
        "marking of another scheme",
        "title: Partner,",
        "title: Partner, marking: SECRET,",
        f"{C}:8:44 unknown-protective-marking",
    ),
    _configuration("within nothing", "within: law-enforcement", "within: police", f"{C}:8:43 unknown-within"),
    _configuration(
        "within each other",
        "{title: Law enforcement}",
        "{title: Law enforcement, within: partner}",
        f"{C}:7:59 within-loop",
        f"{C}:8:43 within-loop",
    ),
    _configuration("within itself", "within: law-enforcement", "within: partner", f"{C}:8:43 within-loop"),
    _configuration("folder that is not there", "[docs]", "[docs, guidance]", f"{C}:5:23 missing-folder"),
    _configuration("folder above the project", "[docs]", "[docs, ../other]", f"{C}:5:23 bad-folder-name"),
    _configuration("absolute folder", "[docs]", "[docs, /etc]", f"{C}:5:23 bad-folder-name"),
    _configuration("hidden folder of content", "[docs]", "[docs, .git]", f"{C}:5:23 bad-folder-name"),
    _configuration("folder with a slash", "[docs]", "[docs/]", f"{C}:5:17 bad-folder-name"),
    _configuration("folder twice", "[docs]", "[docs, docs]", f"{C}:5:23 folders-overlap"),
    Case(
        "folder in a folder",
        {C: CONFIGURATION.replace("[docs]", "[docs, docs/a]"), "docs/a/a.md": page()},
        (f"{C}:5:23 folders-overlap",),
    ),
    Case(
        "data as content",
        {C: CONFIGURATION.replace("[docs]", "[docs/data]"), "docs/data/home.yml": "tasks: []\n"},
        (f"{C}:5:17 folders-overlap",),
    ),
    Case(
        "content elsewhere",
        {P: page(), C: CONFIGURATION.replace("[docs]", "[docs, more]")},
        (f"{C}:5:23 symbolic-link",),
        lambda root: (root / "more").symlink_to("/etc"),
    ),
    _configuration(
        "ceiling of no folder",
        "      editions:",
        "      folders: {docs/law: [partner]}\n      editions:",
        f"{C}:6:17 missing-folder",
    ),
    Case(
        "nothing to read",
        {C: CONFIGURATION.replace("      content: [docs]\n", ""), "other/a.md": page()},
        (f"{C}:5:7 missing-folder",),
    ),
]

V = "docs/data/vocabulary.yml"
DATA = [
    Case("term as a list", {V: "sector:\n  online: [Online]\n"}, (f"{V}:2:11 wrong-type",)),
    Case(
        "home page as a list",
        {"docs/data/home.yml": "- a\n"},
        ("docs/data/home.yml:1:1 not-a-mapping",),
    ),
    Case(
        "variables as a list",
        {"docs/data/variables.yml": "- a\n"},
        ("docs/data/variables.yml:1:1 not-a-mapping",),
    ),
    Case("unknown list", {V: "sectors:\n  online: Online\n"}, (f"{V}:1:1 unknown-list",)),
    Case("list of words", {V: "sector: [online]\n"}, (f"{V}:1:9 wrong-type",)),
    Case("term in capitals", {V: "sector:\n  Online: Online\n"}, (f"{V}:2:3 bad-name",)),
    Case("term without a label", {V: "sector:\n  online: {synonyms: [web]}\n"}, (f"{V}:2:11 missing-field",)),
    Case("type of its own", {V: "type:\n  poster: Poster\n  page: Page\n"}, (f"{V}:2:3 unknown-type",)),
    Case(
        "term for a reason of its own",
        {
            V: "reason:\n  secret: Secret\nsector:\n"
            "  online: {label: Web, editions: [law-enforcement], because: tactics}\n"
        },
        (f"{V}:4:62 unknown-reason",),
    ),
    Case(
        "short form without a year",
        {"docs/data/legislation.yml": "acts:\n  MSA: Modern Slavery Act 2015\n"},
        ("docs/data/legislation.yml:2:3 bad-name",),
    ),
    Case(
        "provision in words",
        {"docs/data/legislation.yml": "provisions:\n  section 45 MSA 2015: Defence\n"},
        ("docs/data/legislation.yml:2:3 unknown-legislation",),
    ),
    Case(
        "change of an unknown Act",
        {"docs/data/legislation.yml": "changed:\n  XYZ 2015 s 1: [2024-01-31]\n"},
        ("docs/data/legislation.yml:2:3 unknown-legislation",),
    ),
    Case(
        "change without a list of days",
        {"docs/data/legislation.yml": "changed:\n  MSA 2015 s 1: 2024-01-31\n"},
        ("docs/data/legislation.yml:2:17 wrong-type",),
    ),
    Case(
        "change without a day",
        {"docs/data/legislation.yml": "changed:\n  MSA 2015 s 1: []\n"},
        ("docs/data/legislation.yml:2:17 empty-value",),
    ),
    Case(
        "glossary entry without editions",
        {"docs/data/glossary.yml": "- {short: NRM, long: National Referral Mechanism}\n"},
        ("docs/data/glossary.yml:1:3 missing-editions",),
    ),
    Case(
        "glossary entry without a meaning",
        {"docs/data/glossary.yml": "- {term: Debrief, editions: [law-enforcement]}\n"},
        ("docs/data/glossary.yml:1:3 missing-field",),
    ),
    Case(
        "glossary entry twice",
        {"docs/data/glossary.yml": "- {short: A, long: B, editions: [law-enforcement]}\n" * 2},
        ("docs/data/glossary.yml:2:3 duplicate-name",),
    ),
    Case("glossary entry of a word", {"docs/data/glossary.yml": "- NRM\n"}, ("docs/data/glossary.yml:1:3 wrong-type",)),
    Case(
        "announcement without editions",
        {"docs/data/announcements.yml": "- {title: New}\n"},
        ("docs/data/announcements.yml:1:3 missing-editions",),
    ),
    Case(
        "unknown part of the home page", {"docs/data/home.yml": "task: []\n"}, ("docs/data/home.yml:1:1 unknown-field",)
    ),
    Case(
        "task for an unknown edition",
        {P: product(), "docs/data/home.yml": "tasks:\n  - {text: Do, page: MS-GDN-001, editions: [police]}\n"},
        ("docs/data/home.yml:2:45 unknown-edition",),
    ),
    Case(
        "variable of no group",
        {"docs/data/variables.yml": "name: value\n"},
        ("docs/data/variables.yml:1:7 wrong-type",),
    ),
    Case(
        "variable in capitals",
        {"docs/data/variables.yml": "unit: {Name: value}\n"},
        ("docs/data/variables.yml:1:8 bad-name",),
    ),
    Case(
        "variable of a number",
        {"docs/data/variables.yml": "unit: {phone: 112}\n"},
        ("docs/data/variables.yml:1:15 wrong-type",),
    ),
    Case(
        "variable of nothing",
        {"docs/data/variables.yml": 'unit: {phone: ""}\n'},
        ("docs/data/variables.yml:1:15 empty-value",),
    ),
    Case(
        "variable without a value",
        {"docs/data/variables.yml": "unit: {phone: {editions: [law-enforcement]}}\n"},
        ("docs/data/variables.yml:1:15 missing-field",),
    ),
    Case(
        "variable with more",
        {"docs/data/variables.yml": "unit: {phone: {value: a, edition: b}}\n"},
        ("docs/data/variables.yml:1:26 unknown-field",),
    ),
]

CASES = [*FILES, *ATTACHMENTS, *REFERENCES, *CONFIGURATIONS, *DATA]
