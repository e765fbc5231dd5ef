"""For every rule that an editor can answer: pages at which it fires, and pages at which it must not."""

from collections.abc import Mapping
from dataclasses import dataclass

from projection.corpora import page, product

GLOSSARY = """\
- {short: CE, long: Criminal exploitation, editions: [law-enforcement, partner]}
- {short: CE, long: Chief executive, editions: [law-enforcement, partner]}
- {short: NRM, long: National Referral Mechanism, editions: [law-enforcement, partner]}
"""
THIRTY = " ".join(f"word{number}" for number in range(30))
LAW = "changed:\n  MSA 2015 s 45: [2024-05-01]\n"
LINKED = {"docs/index.md": page("[One](id:X-1), [two](id:X-2).\n", title="Home")}


@dataclass(frozen=True, slots=True)
class Case:
    """`found` are the findings of `rule` alone: `path:line:column`."""

    rule: str
    name: str
    files: Mapping[str, str]
    found: tuple[str, ...] = ()
    today: str = "2024-06-30"

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


def one(body: str, **fields: object) -> dict[str, str]:
    """A project of one page. Its body starts in line 5, or below further fields."""
    return {"docs/a.md": page(body, **fields)}


CASES = (
    Case("image-without-text", "empty brackets", one("See ![](files/car.png) here.\n"), ("docs/a.md:5:5",)),
    Case("image-without-text", "a space is no text", one("![ ][car]\n"), ("docs/a.md:5:1",)),
    Case("image-without-text", "HTML", one('<img src="car.png" alt="">\n'), ("docs/a.md:5:1",)),
    Case("image-without-text", "HTML without alt", one('<img src="car.png">\n'), ("docs/a.md:5:1",)),
    Case("image-without-text", "text", one('![A car](car.png) <img src="car.png" alt="A car">\n')),
    Case("image-without-text", "code", one("Write `![](car.png)`.\n\n```text\n![](car.png)\n```\n")),
    Case("heading-order", "a level is left out", one("## One\n\n#### Two\n"), ("docs/a.md:7:1",)),
    Case("heading-order", "the title is of level one", one("### One\n"), ("docs/a.md:5:1",)),
    Case("heading-order", "up by several", one("## One\n\n### Two\n\n#### Three\n\n## Four\n")),
    Case("heading-order", "code", one("```text\n### One\n```\n")),
    Case(
        "heading-order",
        "a passage stands below any heading, and skips none itself",
        {"docs/data/shared/a.md": "---\neditions: [law-enforcement, partner]\n---\n### One\n\n##### Two\n"},
        ("docs/data/shared/a.md:6:1",),
    ),
    Case("house-style", "words", one("We Utilise and utilised it.\n"), ("docs/a.md:5:4", "docs/a.md:5:16")),
    Case("house-style", "title and summary", one("Text.\n", title="Prior to it"), ("docs/a.md:3:8",)),
    Case("house-style", "capitals where nothing else differs", one("A roma and a Roma.\n"), ("docs/a.md:5:3",)),
    Case("house-style", "quotations", one('He said \u201cutilise\u201d, she "utilise", they \u2018utilise\u2019.\n')),
    Case(
        "house-style",
        "no words of the page",
        one(
            "[A](utilise.md \"utilise\") `utilise` <!-- utilise --> <b title='utilise'>b</b> https://utilise.example\n"
        ),
    ),
    Case("house-style", "part of a word", one("It is reutilised, and pre-utilise.\n")),
    Case(
        "house-style",
        "a list of the project's own takes the place",
        {
            **one("We utilise a widget.\n"),
            "docs/data/house-style.yml": "- {avoid: widget, write: device, because: Plain}\n",
        },
        ("docs/a.md:5:14",),
    ),
    Case("house-style", "an empty list", {**one("We utilise.\n"), "docs/data/house-style.yml": "[]\n"}),
    Case(
        "open-abbreviation",
        "several meanings",
        {**one("The CE and the CE. The NRM.\n"), "docs/data/glossary.yml": GLOSSARY},
        ("docs/a.md:5:5",),
    ),
    Case(
        "open-abbreviation",
        "the page says which",
        {**one("The chief executive (CE). The CE.\n"), "docs/data/glossary.yml": GLOSSARY},
    ),
    Case("open-abbreviation", "part of a word", {**one("CE-mark, ICE.\n"), "docs/data/glossary.yml": GLOSSARY}),
    Case(
        "review-overdue",
        "the day after",
        {"docs/a.md": product()},
        ("docs/a.md:9:12",),
        today="2025-02-01",
    ),
    Case("review-overdue", "the day itself", {"docs/a.md": product()}, today="2025-01-31"),
    Case(
        "review-overdue",
        "a page that is out of force",
        {"docs/a.md": product(more="withdrawn_because: Old\n").replace("current", "withdrawn")},
        today="2025-02-01",
    ),
    Case(
        "law-changed",
        "the law moved on",
        {
            "docs/a.md": product(more="legislation: [MSA 2015 s 45]\nlaw_as_at: 2024-04-30\n"),
            "docs/data/legislation.yml": LAW,
        },
        ("docs/a.md:13:12",),
    ),
    Case(
        "law-changed",
        "checked since",
        {
            "docs/a.md": product(more="legislation: [MSA 2015 s 45]\nlaw_as_at: 2024-05-01\n"),
            "docs/data/legislation.yml": LAW,
        },
    ),
    Case(
        "unexplained-restriction",
        "a block, words, a page, a field",
        {
            "docs/a.md": page(
                "One {restricted to law-enforcement}two{end restricted} three.\n\n"
                "::: restricted to law-enforcement\nFour.\n::: end restricted\n",
                restrictions=2,
            ),
            "docs/b.md": page(editions="law-enforcement"),
            "docs/c.md": page(restricted="{law-enforcement: {tags: [a]}}"),
        },
        ("docs/a.md:6:5", "docs/a.md:8:1", "docs/b.md:2:11", "docs/c.md:4:13"),
    ),
    Case(
        "unexplained-restriction",
        "with reasons",
        {
            "docs/a.md": page(
                "One {restricted to law-enforcement because tactics}two{end restricted} three.\n", restrictions=1
            ),
            "docs/b.md": page(editions="law-enforcement", restricted_because="systems"),
        },
    ),
    Case(
        "orphan-page",
        "nothing leads to it",
        {"docs/a.md": product(), "docs/b.md": product("See [a](a.md).\n", identifier="X-2")},
        ("docs/b.md:4:8",),
    ),
    Case(
        "orphan-page",
        "only itself",
        {"docs/a.md": product("See [this](id:X-1), [here](a.md#there).\n\n## There\n")},
        ("docs/a.md:4:8",),
    ),
    Case("orphan-page", "by link", {"docs/a.md": product(), "docs/b.md": product(identifier="X-2"), **LINKED}),
    Case(
        "orphan-page",
        "by field, home page and announcement",
        {
            "docs/a.md": product(more="related: [X-2]\n"),
            "docs/b.md": product(identifier="X-2"),
            "docs/data/home.yml": "tasks:\n  - {text: Do it, page: X-1}\n",
        },
    ),
    Case("orphan-page", "bulletins have their list", {"docs/a.md": product().replace("guidance", "bulletin")}),
    Case(
        "duplicate-passage",
        "word for word",
        {"docs/a.md": page(f"{THIRTY}.\n"), "docs/b.md": page(f"Text.\n\n*{THIRTY.replace(' ', chr(10), 1)}*!\n")},
        ("docs/b.md:7:1",),
    ),
    Case(
        "duplicate-passage",
        "a shared passage that a page repeats",
        {
            "docs/a.md": page(f"{THIRTY}.\n"),
            "docs/data/shared/s.md": f"---\neditions: [law-enforcement, partner]\n---\n{THIRTY}.\n",
        },
        ("docs/a.md:5:1",),
    ),
    Case("duplicate-passage", "short", {"docs/a.md": page("The same.\n"), "docs/b.md": page("The same.\n")}),
    Case("duplicate-passage", "on one page", one(f"{THIRTY}\n\n{THIRTY}\n")),
    Case("field-order", "title first", one("Text.\n"), ("docs/a.md:3:8",)),
    Case(
        "field-order", "as in the handbook", {"docs/a.md": "---\ntitle: A\neditions: [law-enforcement, partner]\n---\n"}
    ),
    Case("markdown-style", "no blank line", one("Text.\n## One\n"), ("docs/a.md:6:1",)),
    Case("markdown-style", "spaces at an end", one("Text.   \nText.\n"), ("docs/a.md:5:6",)),
    Case(
        "markdown-style",
        "markers are not there for it",
        one(
            "| A |\n|---|\n{restricted to law-enforcement}| 1 |{end restricted}\n\n"
            "::: restricted to law-enforcement\n## One\n::: end restricted\n\nText.\n",
            restrictions=2,
        ),
    ),
)
