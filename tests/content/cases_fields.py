"""Front matter: fences, the shape of fields, who may see them, and what they say together."""

from content.case import Case
from content.sources import CONFIGURATION, page, product

P = "docs/a.md"
BOTH = "[law-enforcement, partner]"
CEILING = CONFIGURATION.replace("title: Partner,", "title: Partner, marking: OFFICIAL,")
DEBRIEF = {"id": "MS-DEB-001", "type": "debrief"}


def _fields(name: str, *problems: str, lines: tuple[str, ...] = (), **fields: str | None) -> Case:
    """A product with some fields changed; `lines` start on line 11."""
    return Case(name, {P: product(*lines, **fields)}, problems)


def _fence(name: str, text: str, *problems: str) -> Case:
    return Case(name, {P: text}, problems)


FENCES = [
    _fence("no front matter", "# Title\n", f"{P}:1:1 no-front-matter"),
    _fence("empty file", "", f"{P}:1:1 no-front-matter"),
    _fence("title before the fence", "Title\n---\ntitle: Home\n---\n", f"{P}:1:1 no-front-matter"),
    _fence("blank line before the fence", "\n" + page(), f"{P}:2:1 bad-fence"),
    _fence("space before the fence", " " + page(), f"{P}:1:1 bad-fence"),
    _fence("four dashes", "-" + page(), f"{P}:1:1 bad-fence"),
    _fence("space after the fence", page().replace("---\n", "--- \n", 1), f"{P}:1:1 bad-fence"),
    _fence("text after the fence", "--- title: Home\n---\n", f"{P}:1:1 bad-fence"),
    _fence("no end", "---\ntitle: Home\nBody.\n", f"{P}:1:1 unclosed-front-matter"),
    _fence("no end, one line", "---\n", f"{P}:1:1 unclosed-front-matter"),
    _fence("end of four dashes", "---\ntitle: Home\n----\nBody.\n", f"{P}:3:1 bad-fence"),
    _fence("end with a space", "---\ntitle: Home\n--- \nBody.\n---\n", f"{P}:3:1 bad-fence"),
    _fence("end of dots", "---\ntitle: Home\n...\nBody.\n", f"{P}:3:1 bad-fence"),
    _fence("end of spaced dashes", "---\ntitle: Home\n- - -\nBody.\n---\n", f"{P}:3:1 bad-fence"),
]

SHAPE = [
    _fields("unknown field", f"{P}:11:1 unknown-field", lines=("colour: red",)),
    _fields("field of another system", f"{P}:11:1 unknown-field", lines=("description: Text",)),
    _fields("field that hides a page elsewhere", f"{P}:11:1 unknown-field", lines=("search: {exclude: true}",)),
    _fields("unknown field inside", f"{P}:11:24 unknown-field", lines=("sources: [{title: One, sectoin: Two}]",)),
    _fields("id missing", f"{P}:2:1 missing-field", id=None),
    _fields("title missing", f"{P}:2:1 missing-field", title=None),
    _fields("marking missing", f"{P}:2:1 missing-field", marking=None),
    _fields("status missing", f"{P}:2:1 missing-field", status=None),
    _fields("owner missing", f"{P}:2:1 missing-field", owner=None),
    _fields("review date missing", f"{P}:2:1 missing-field", review_by=None),
    _fields("history missing", f"{P}:2:1 missing-field", history=None),
    _fields("operation of a debrief missing", f"{P}:2:1 missing-field", **DEBRIEF),
    _fields("change missing", f"{P}:10:11 missing-field", history='[{version: "1.0", date: 2024-01-01, kind: major}]'),
    _fields("two missing", f"{P}:2:1 missing-field", f"{P}:2:1 missing-field", owner=None, status=None),
    _fields("empty history", f"{P}:10:10 empty-value", history="[]"),
    _fields("empty text", f"{P}:8:8 empty-value", owner='""'),
    _fields("number for text", f"{P}:4:8 wrong-type", title="2024"),
    _fields("date for text", f"{P}:4:8 wrong-type", title="2024-01-01"),
    _fields("text for a date", f"{P}:9:12 wrong-type", review_by='"2024-01-01"'),
    _fields("text for a list", f"{P}:11:7 wrong-type", lines=("tags: nrm",)),
    _fields("mapping for a list", f"{P}:11:7 wrong-type", lines=("tags: {a: b}",)),
    _fields("list for text", f"{P}:4:8 wrong-type", title="[One, Two]"),
    _fields("text for a mapping", f"{P}:11:14 wrong-type", lines=("legal_check: done",)),
    _fields("text for a number", f"{P}:11:15 wrong-type", lines=('restrictions: "0"',)),
    _fields("minus one restriction", f"{P}:11:15 wrong-type", lines=("restrictions: -1",)),
    _fields("true restrictions", f"{P}:11:15 wrong-type", lines=("restrictions: true",)),
    _fields("part of nothing", f"{P}:11:7 wrong-type", lines=("part: 0", "series: guide")),
    _fields("two lines of text", f"{P}:11:10 untidy-value", lines=("summary: |-", "  One", "  two")),
    _fields("line feed at the end", f"{P}:11:10 untidy-value", lines=("summary: >", "  One", "  two")),
    _fields("space at the end", f"{P}:4:8 untidy-value", title='"Title "'),
    _fields("id in small letters", f"{P}:2:5 bad-id", id="ms-gdn-001"),
    _fields("id with a slash", f"{P}:2:5 bad-id", id="MS/GDN-1"),
    _fields(
        "version of one number",
        f"{P}:10:21 bad-version",
        history='[{version: "1", date: 2024-01-01, kind: major, change: New}]',
    ),
    _fields(
        "version with a letter",
        f"{P}:10:21 bad-version",
        history='[{version: "1.0a", date: 2024-01-01, kind: major, change: New}]',
    ),
    _fields(
        "version with a nought",
        f"{P}:10:21 bad-version",
        history='[{version: "1.00", date: 2024-01-01, kind: major, change: New}]',
    ),
    _fields(
        "unencrypted address", f"{P}:11:29 bad-url", lines=("sources: [{title: One, url: 'http://example.org/'}]",)
    ),
    _fields("misspelt status", f"{P}:7:9 unknown-value", status="curent"),
    _fields(
        "unknown kind of change",
        f"{P}:10:52 unknown-value",
        history='[{version: "1.0", date: 2024-01-01, kind: big, change: New}]',
    ),
    _fields("misspelt marking", f"{P}:6:10 unknown-protective-marking", marking="OFFICAL"),
    _fields("marking in small letters", f"{P}:6:10 unknown-protective-marking", marking="official"),
    _fields("marking above the scheme", f"{P}:6:10 unknown-protective-marking", marking="SECRET"),
    _fields("unknown type", f"{P}:3:7 unknown-type", type="guidence"),
    _fields("type of a number", f"{P}:3:7 unknown-type", type="7"),
    _fields(
        "five figures",
        f"{P}:11:34 too-many-values",
        lines=("operation: {name: FORT, figures: [" + ", ".join(['{value: "8", label: convicted}'] * 5) + "]}",),
        **DEBRIEF,
    ),
]

ACCESS = [
    _fields("no editions", f"{P}:2:1 missing-editions", editions=None),
    _fields(
        "misspelt field",
        f"{P}:2:1 missing-editions",
        f"{P}:10:1 unknown-field",
        editions=None,
        lines=("edition: [partner]",),
    ),
    _fields(
        "editions in capitals",
        f"{P}:2:1 missing-editions",
        f"{P}:10:1 unknown-field",
        editions=None,
        lines=("Editions: [partner]",),
    ),
    _fields("no edition in the list", f"{P}:5:11 empty-editions", editions="[]"),
    _fields("editions as text", f"{P}:5:11 wrong-type", editions="partner"),
    _fields("editions as a mapping", f"{P}:5:11 wrong-type", editions="{partner: true}"),
    _fields("editions of nothing", f"{P}:5:1 null-value", editions=""),
    _fields("unknown edition", f"{P}:5:29 unknown-edition", editions="[law-enforcement, partners]"),
    _fields("edition in capitals", f"{P}:5:29 unknown-edition", editions="[law-enforcement, Partner]"),
    _fields("edition as a number", f"{P}:5:29 unknown-edition", editions="[law-enforcement, 7]"),
    _fields("edition twice", f"{P}:5:29 duplicate-value", editions="[law-enforcement, law-enforcement]"),
    _fields("narrow edition alone", f"{P}:5:12 edition-not-within", editions="[partner]"),
    _fields("unknown reason", f"{P}:11:21 unknown-reason", lines=("restricted_because: tactic",)),
    _fields("reason as a list", f"{P}:11:21 unknown-reason", lines=("restricted_because: [tactics]",)),
    _fields("restricted for nobody", f"{P}:11:13 wrong-type", lines=("restricted: [law-enforcement]",)),
    _fields(
        "restricted for an unknown edition", f"{P}:12:3 unknown-edition", lines=("restricted:", "  police: {tags: [a]}")
    ),
    _fields(
        "restricted for an edition without the page",
        f"{P}:12:3 restricted-edition",
        editions="[law-enforcement]",
        lines=("restricted:", "  partner: {tags: [a]}"),
    ),
    _fields("restricted fields as a list", f"{P}:12:20 wrong-type", lines=("restricted:", "  law-enforcement: [tags]")),
    _fields(
        "restricted id", f"{P}:12:21 restricted-field", lines=("restricted:", "  law-enforcement: {id: MS-GDN-002}")
    ),
    _fields(
        "restricted editions",
        f"{P}:12:21 restricted-field",
        lines=("restricted:", "  law-enforcement: {editions: [partner]}"),
    ),
    _fields(
        "restricted type", f"{P}:12:21 restricted-field", lines=("restricted:", "  law-enforcement: {type: bulletin}")
    ),
    _fields(
        "restricted in restricted",
        f"{P}:12:21 restricted-field",
        lines=("restricted:", "  law-enforcement: {restricted: {partner: {tags: [a]}}}"),
    ),
    _fields(
        "unknown restricted field",
        f"{P}:12:21 unknown-field",
        lines=("restricted:", "  law-enforcement: {colour: red}"),
    ),
    _fields(
        "restricted field of the wrong type",
        f"{P}:12:27 wrong-type",
        lines=("restricted:", "  law-enforcement: {tags: a}"),
    ),
    _fields(
        "restricted field of another product",
        f"{P}:12:21 field-of-other-type",
        lines=("restricted:", "  law-enforcement: {expires: 2025-01-01}"),
    ),
    _fields(
        "restricted status without its reason",
        f"{P}:12:29 missing-withdrawal-reason",
        lines=("restricted:", "  law-enforcement: {status: withdrawn}"),
    ),
    _fields(
        "field that the wider edition lacks",
        f"{P}:12:13 field-not-within",
        lines=("restricted:", "  partner: {tags: [a]}"),
    ),
    _fields(
        "history for an edition without the page",
        f"{P}:10:94 history-edition",
        editions="[law-enforcement]",
        history=f'[{{version: "1.0", date: 2024-01-01, kind: major, change: First published, editions: {BOTH}}}]',
    ),
    _fields(
        "history for an unknown edition",
        f"{P}:10:95 unknown-edition",
        history='[{version: "1.0", date: 2024-01-01, kind: major, change: First published, editions: [police]}]',
    ),
    Case(
        "above the ceiling of a folder",
        {"mkdocs.yml": CONFIGURATION + "      folders: {docs/law: [law-enforcement]}\n", "docs/law/a.md": page()},
        ("docs/law/a.md:3:11 above-folder-ceiling",),
    ),
    Case(
        "marking above the edition",
        {"mkdocs.yml": CEILING, P: product(marking="OFFICIAL-SENSITIVE")},
        (f"{P}:6:10 marking-above-edition",),
    ),
    Case(
        "term that an edition lacks",
        {
            "docs/data/vocabulary.yml": "sector:\n  online: {label: Online, editions: [law-enforcement]}\n",
            P: product("sector: [online]"),
        },
        (f"{P}:11:10 term-not-in-edition",),
    ),
]

TOGETHER = [
    _fields("operation of a guide", f"{P}:11:1 field-of-other-type", lines=("operation: {name: FORT}",)),
    _fields("end of a guide", f"{P}:11:1 field-of-other-type", lines=("expires: 2025-01-01",)),
    _fields("superseded by nothing", f"{P}:7:9 missing-successor", status="superseded"),
    _fields("withdrawn for nothing", f"{P}:7:9 missing-withdrawal-reason", status="withdrawn"),
    _fields("successor of a page in force", f"{P}:11:16 status-mismatch", lines=("superseded_by: MS-GDN-002",)),
    _fields("reason on a page in force", f"{P}:11:20 status-mismatch", lines=("withdrawn_because: Old",)),
    _fields(
        "superseded by itself", f"{P}:11:16 self-reference", status="superseded", lines=("superseded_by: MS-GDN-001",)
    ),
    _fields("related to itself", f"{P}:11:11 self-reference", lines=("related: [MS-GDN-001]",)),
    _fields("part of no series", f"{P}:11:7 part-without-series", lines=("part: 1",)),
    _fields("same tag twice", f"{P}:11:11 duplicate-value", lines=("tags: [a, a]",)),
    _fields("unknown audience", f"{P}:11:12 unknown-term", lines=("audience: [detective]",)),
    _fields("agency by its initials", f"{P}:11:12 unknown-term", lines=("agencies: [NCA]",)),
    _fields("section before the Act", f"{P}:11:15 unknown-legislation", lines=("legislation: [s.45 MSA]",)),
    _fields("unknown Act", f"{P}:11:15 unknown-legislation", lines=("legislation: [XYZ 2015 s 1]",)),
    _fields("absolute alias", f"{P}:11:11 bad-alias", lines=("aliases: [/old.md]",)),
    _fields("alias that climbs", f"{P}:11:11 bad-alias", lines=("aliases: [../old.md]",)),
    _fields("alias to elsewhere", f"{P}:11:11 bad-alias", lines=("aliases: ['https://example.org/old.html']",)),
    Case(
        "history in the wrong order",
        {
            P: product(
                "history:",
                '  - {version: "1.1", date: 2023-01-01, kind: minor, change: Second}',
                '  - {version: "1.0", date: 2024-01-01, kind: major, change: First}',
                history=None,
            )
        },
        (f"{P}:12:28 history-order",),
    ),
    Case(
        "versions in the wrong order",
        {
            P: product(
                "history:",
                '  - {version: "1.9", date: 2024-01-01, kind: minor, change: Second}',
                '  - {version: "1.10", date: 2023-01-01, kind: major, change: First}',
                history=None,
            )
        },
        (f"{P}:12:15 version-order",),
    ),
    Case(
        "two successors",
        {
            P: product(
                "superseded_by: MS-GDN-002",
                "absorbed_into: MS-GDN-002",
                id="MS-BUL-001",
                type="bulletin",
                status="superseded",
            ),
            "docs/b.md": product(id="MS-GDN-002"),
        },
        (f"{P}:12:16 two-successors",),
    ),
]

CASES = [*FENCES, *SHAPE, *ACCESS, *TOGETHER]
