"""What the projects of the noninterference test are made of."""

from collections.abc import Mapping, Sequence
from datetime import date

AFTER_WORD, LINE_START, BEFORE_WORD = "\u0001", "\u0002", "\u0003"
"""Slots for words within a line."""
BLOCK = "\u0004"
"""A slot for blocks, alone on its line after its indentation; a blank line stands before it, or the body begins."""
ROW = "\u0005"
"""A slot for whole lines such as list items; what follows it says how such a line looks."""

PUBLIC_BLOCKS: Sequence[str] = (
    "Call the desk\u0001 out of hours\u0001, then write\u0001.\n\u0002It is open (always\u0001).\nA \u0003last line\u0001",
    "- one\n\u0005- {}\n- two\n\u0005- {}",
    "1. one\n\u0005 1. {}\n1. two\n\n    \u0004\n    more\n\n1. three",
    "| a | b |\n|---|---|\n| 1\u0001 | 2 |\n\u0005| {} | x |\n| 3 | 4 |",
    "## Powers\u0001\n\nWhat they are.[^1]\n\n[^1]: A public note\u0001.",
    '## Powers\n\nWhat "else\u0001" they are.[^2]\n\n[^2]: Another note.',
    "```text\nalpha\n\n\u0004\nbeta\n\u0005{}\ngamma\n```",
    "> quoted\u0001\n>\n> more",
    '<div class="note" markdown="1">\n\nIn a *division*\u0001.\n\n\u0004\n</div>',
    '!!! warning "Careful\u0001"\n\n    Text.\n\n    \u0004\n    More.',
    '=== "One"\n\n    First.\n\n\u0004\n=== "Two"\n\n    Second.',
    "See [the basics](id:P-1), [here](id:P-1#powers) and [there][out].\n\n[out]: https://example.org/",
    "Term\n:   Meaning\u0001\n\n*[NRM]: National Referral Mechanism\n\nThe NRM.",
    "- [ ] ask the OIC\n\u0005- [ ] {}\n- [x] write",
    "{{ include signs }}",
    "Write to {{ desk.mail }}\u0001. <!-- a comment -->\n\nEnd of `code\u0001`.",
)
"""Bodies are made of these, with a slot for blocks between any two."""

LABELLED_BLOCKS: Sequence[str] = (
    "For {restricted to @}partners {end restricted}now\u0001. Call {restricted to @}us{end restricted}\u0001.",
    "::: restricted to @ because tactics\nFor partners.\n\n- too\n::: end restricted",
    "- one\n{restricted to @}- two{end restricted}\n\u0005- {}\n- three\u0001",
    "::: restricted to @\n## Powers\n::: end restricted\n\n\u0004\n::: restricted to @\nMore.\n::: end restricted",
    "| a | b |\n|---|---|\n{restricted to @}| 1 | 2 |{end restricted}\n\u0005| {} | x |\n| 3\u0001 | 4 |",
)
"""Blocks of an edition in the middle, with parts that an edition within it lacks; `@` stands for who has them."""

WORDS: Sequence[str] = (
    "heron", "", "Heron & Söhne <b>GmbH</b>", "*heron* _heron_ ~~heron~~ ==heron== ^heron^", "`heron`", "020 7946 0000",
    "[heron](https://example.org/heron)", "![heron](heron.png)", "[^heron]", "https://example.org/heron", "&amp; &#58; %3A",
    "\\* \\_ \\#", "# heron", "- heron", "1. heron", "> heron", "--- title", "*[NRX] heron", "{ .heron #powers }", "$heron$",
    "heron <!-- heron --> heron", '<span id="powers" class="heron">heron</span>', "ﬁ ß İ ǆ ẞ", "سر الحمام", "鷺 鷺", "🕊 🕊",
    "ṩ q̇", "A" * 400, "heron " * 80, "null", "2024-12-31", '"quoted"', "it's", "NRM OIC CPS", "Powers", "x_1 powers_2",
)  # fmt: skip
"""What stands in the words of hidden material. None looks like a marker: that is an error, in every edition."""

HIDDEN_BLOCKS: Sequence[str] = (
    "{}",
    "",
    "## Powers\n\n{}",
    "### {}",
    "{}\n\n\n\n{}",
    "Text.[^h]\n\n[^h]: {}",
    "[hidden]: https://example.org/hidden\n\n[hidden] {}",
    "*[HRN]: {}\n\nAsk HRN.",
    "---\neditions: [partner]\ntitle: {}\n---",
    "===\n\n---\n\n***\n\n{}",
    "- {}\n- two\n\n    three",
    "1. {}\n2. two",
    "| h | {} |\n|---|---|\n| 1 | 2 |",
    "```python\n{}\n\n\ncode\n```",
    "~~~\n<!-- {}\n~~~",
    '<div class="powers" id="powers" data-x="y">\n{}\n</div>',
    "<!-- {} -->",
    "<!--\n\n{}\n\n-->",
    "<script>\nlet heron = 1; // {}\n</script>",
    "<details><summary>More</summary>\n\n{}\n\n</details>",
    '!!! note "Heron"\n\n    {}',
    '=== "Three"\n\n    {}',
    "Term\n:   {}",
    "{{{{ include hidden }}}}\n\n{{{{ desk.hidden }}}} {}",
    '[it](id:H-1) and <a href="https://example.org/heron">it</a> {}',
    "${{{{ heron }}}} [TOC] --8<-- {{% heron %}} {}",
    "> {}\n> [!NOTE]",
    "{}  \n\\",
    "\u00b6 " * 500 + "{}",
)
"""Whole hidden blocks; braces stand for the words."""

HIDDEN_FIELDS: Sequence[str] = (
    "title: {}",
    "summary: {}",
    "handling: {}",
    "tags: [{}, other]",
    "owner: {}",
    "lead: {}",
    "marking: OFFICIAL-SENSITIVE",
    "review_by: 2020-01-01",
    "law_as_at: 2030-01-01",
    "legislation: [MSA 2015 s 45, NBA 2022 s 60]",
    "audience: [prosecutor, investigator]",
    "sector: [online, hidden]",
    "exploitation: [sexual]",
    "stage: [trial]",
    "forces: [kent]",
    "agencies: [cps]",
    "consulted: [{}]",
    "legal_check: {{date: 2024-05-01, body: {}}}",
    "lived_experience_review: {{date: 2024-05-01, body: {}}}",
    "sources: [{{title: {}, section: {}}}]",
    "related: [H-1, P-5]",
    "aliases: [hidden-name.md]",
    "former_ids: [H-90]",
    "attachments: [docs/hidden.csv]",
    "proceedings: {{status: live, until: 2031-01-01}}",
    "status: withdrawn\n    withdrawn_because: {}",
    "status: draft",
    "series: guide\n    part: 1",
)
"""Fields that a public product has otherwise in the wider edition."""

HIDDEN_PAGES: Sequence[str] = (
    "title: {}",
    "title: Hidden\nid: H-1\naliases: [old-hidden.md, hidden/old.html]",
    "title: Hidden\nid: H-2\nrelated: [P-1, P-2]\nsummary: {}",
    "id: H-3\ntype: guidance\ntitle: {}\nseries: guide\npart: 9\nlegislation: [MSA 2015 s 1]\naudience: [trainer]",
    "id: H-4\ntype: debrief\ntitle: Hidden\noperation:\n  name: {}\n  lessons:\n    - lesson: {}\n"
    "      changed: [{{page: P-1, date: 2030-01-01, what: {}}}]",
    "id: H-5\ntype: bulletin\ntitle: Hidden\nexpires: 2030-01-01\nsupersedes: [P-2]\nformer_ids: [H-91]\nsector: [hidden]",
    "id: H-6\ntype: statistics\ntitle: {}\nmarking: OFFICIAL-SENSITIVE\nhandling: {}",
)
"""Front matter of hidden pages."""

HIDDEN_PATHS: Sequence[str] = (
    "docs/hidden.md", "docs/0.md", "docs/zz.md", "docs/advice/index.md", "docs/advice/hidden.md", "docs/hidden/index.md",
    "docs/hidden/deep/er.md", "guidance/a.md", "guidance/zz/index.md", "debriefs/hidden.md", "docs/Ärger.md",
)  # fmt: skip

PRODUCT = "marking: OFFICIAL\nowner: Lead\nreview_by: 2025-01-31\n"
HISTORY = (
    ("1.1", date(2024, 3, 18), "minor", "Corrected."),
    ("1.0", date(2024, 1, 31), "major", "First published."),
)
BASICS = "docs/advice/basics.md"
"""Other pages lead to this one, so that it is always there."""
PUBLIC_PAGES: Mapping[str, str] = {
    BASICS: f"id: P-1\ntype: guidance\ntitle: Basics\nstatus: current\n{PRODUCT}summary: The basics.\n"
    "audience: [investigator]\nsector: [farm]\nlegislation: [MSA 2015 s 45]\nlaw_as_at: 2024-01-01\nseries: guide\npart: 2\n",
    "docs/advice/second.md": f"id: P-2\ntype: guidance\ntitle: Second\nstatus: current\n{PRODUCT}series: guide\npart: 3\n"
    "related: [P-1, H-1]\nattachments: [docs/steps.csv]\naliases: [second-old.md]\nformer_ids: [P-90]\n",
    "guidance/old.md": f"id: P-3\ntype: guidance\ntitle: Old\nstatus: superseded\nsuperseded_by: P-1\n{PRODUCT}",
    "guidance/review.md": f"id: P-4\ntype: debrief\ntitle: Review\nstatus: current\n{PRODUCT}operation:\n  name: Wren\n"
    "  lessons:\n    - lesson: Ask first.\n      changed: [{page: P-1, date: 2024-03-18, what: Powers}, {page: H-1, date: 2024-03-18, what: x}]\n",
    "guidance/notice.md": f"id: P-6\ntype: bulletin\ntitle: Notice\nstatus: current\nexpires: 2025-01-31\n{PRODUCT}",
    "docs/about.md": "title: About\n",
    "guidance/index.md": "title: Guidance\nid: P-5\n",
}
