#!/usr/bin/env python3
"""Deterministic generator of a guidance-like Markdown corpus (no fetched text).

    make_corpus.py --pages 1000 --seed 7 --out DIR [--plain] [--words 900]

Writes DIR/docs/**.md and DIR/corpus.json (counts).  The same (pages, seed, words,
plain) always gives the same bytes.  A smaller corpus is NOT a prefix of a larger one.

--plain     drop the `/// restricted | x` block fences and use blockquotes instead of
            `!!! note` admonitions, so that any Markdown engine takes the files;
            the text is otherwise the same words.
--relative  (default) links are relative `../folder/page.md` paths.
Standard library only.
"""

import argparse
import bisect
import datetime as dt
import itertools
import json
import random
import re
from pathlib import Path

ONSETS = "b c d f g h j k l m n p r s t v w br cr dr fr gr pr tr bl cl fl gl pl sl st sp sc sh th ch qu str spr".split()
NUCLEI = "a e i o u ai ea ee io oa ou ie".split()
CODAS = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "nt", "rt", "st", "ck", "ng", "x", "p"]
SUFFIX = ["", "", "", "", "ing", "ed", "er", "ion", "ment", "ness", "al", "ity", "s", "s", "ly", "ive", "able"]

# Real head of the distribution: function words and domain words, most frequent first.
FUNCTION = (
    "the of and to a in is that for it as with be on by are this or an from at not have which "
    "can if should may must will when any other more all their they these such before after where "
    "also only who has been no each under between into than about there its both do does used using"
).split()
DOMAIN = (
    "report case guidance child victim offender officer investigation evidence platform account content "
    "referral safeguarding agency disclosure record risk assessment exploitation online image device "
    "service partner request warrant data retention information sharing identity address network provider "
    "message profile financial payment recruitment transport travel border national international police "
    "prosecutor court legislation offence statement interview witness consent review threshold procedure "
    "template contact liaison escalation urgent priority category indicator pattern language culture "
    "community support trauma welfare health school local authority duty policy standard training audit "
    "forensic extraction hash match tool dataset analyst intelligence marking handling restricted "
    "publication access role permission register log supervisor decision rationale proportionate necessary "
    "lawful privacy protection complaint appeal deadline timescale days hours form section paragraph"
).split()

TOPICS = (
    "Referral",
    "Evidence",
    "Disclosure",
    "Safeguarding",
    "Victim contact",
    "Online platforms",
    "Data requests",
    "Digital forensics",
    "Interviewing",
    "Risk assessment",
    "Information sharing",
    "International requests",
    "Financial enquiries",
    "Image handling",
    "Retention",
    "Training",
    "Partner agencies",
    "Escalation",
    "Legislation",
    "Case review",
    "Travel and borders",
    "Recruitment",
    "Transport",
    "Health",
    "Schools",
    "Local authority",
    "Court",
    "Prosecution",
    "Welfare",
    "Intelligence",
    "Networks",
    "Devices",
    "Payments",
    "Identity",
    "Language services",
    "Community",
    "Complaints",
    "Audit",
    "Policy",
    "Standards",
    "Tools",
    "Templates",
    "Contacts",
    "Registers",
    "Procedures",
    "Priority cases",
    "Urgent cases",
    "Access",
    "Roles",
    "Accounts",
    "Messages",
    "Profiles",
    "Hash matching",
    "Datasets",
    "Witnesses",
    "Consent",
    "Thresholds",
    "Categories",
    "Patterns",
    "Timescales",
)
TYPES = (
    "guidance",
    "guidance",
    "guidance",
    "procedure",
    "procedure",
    "factsheet",
    "reference",
    "template",
    "legal",
    "case-study",
)
STATUSES = ("published",) * 8 + ("draft", "under-review")
MARKINGS = ("official", "official", "official", "official-sensitive")
EXPLOITATION = ("sexual", "labour", "criminal", "domestic-servitude", "online", "financial", "county-lines", "organ")
LEGISLATION = tuple(
    f"{n} Act {y}"
    for n in (
        "Protection",
        "Disclosure",
        "Offences",
        "Evidence",
        "Data",
        "Modern Labour",
        "Investigatory",
        "Children",
        "Borders",
        "Proceeds",
    )
    for y in (1984, 1996, 2003, 2015, 2018, 2022)
)
TAGS = (
    "triage",
    "victims",
    "platforms",
    "images",
    "devices",
    "payments",
    "cross-border",
    "children",
    "adults",
    "schools",
    "health",
    "court",
    "legal",
    "forms",
    "checklist",
    "contacts",
    "training",
    "quick-guide",
    "new",
    "updated",
    "forensics",
    "interview",
    "safeguarding",
    "referral",
    "retention",
    "marking",
    "partners",
    "finance",
    "language",
    "travel",
    "housing",
    "employment",
    "transport",
    "recruitment",
    "grooming",
    "coercion",
    "debt",
    "documents",
    "identity",
    "networks",
)
EDITIONS = ("law-enforcement", "partner")
ADMON = ("note", "warning", "tip", "important", "example", "info")


def vocabulary(rng, size):
    words, seen = [], set()
    head = FUNCTION + DOMAIN
    for w in head:
        if w not in seen:
            seen.add(w)
            words.append(w)
    while len(words) < size:
        n = rng.choices((1, 2, 3), (5, 4, 1))[0]
        w = "".join(rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) for _ in range(n)) + rng.choice(SUFFIX)
        if 3 <= len(w) <= 14 and w not in seen:
            seen.add(w)
            words.append(w)
    return words


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class Writer:
    def __init__(self, rng, vocab):
        self.rng, self.vocab = rng, vocab
        # Zipf-Mandelbrot weights, flat head so that no word is above ~5%
        acc = itertools.accumulate(1.0 / (i + 3.0) ** 1.05 for i in range(len(vocab)))
        self.cum = list(acc)
        self.total = self.cum[-1]
        self.content = vocab[len(FUNCTION) :]
        self.made = 0  # words drawn so far, markup not counted

    def word(self):
        return self.vocab[bisect.bisect(self.cum, self.rng.random() * self.total)]

    def words(self, n):
        self.made += n
        r, v, c, t, b = self.rng.random, self.vocab, self.cum, self.total, bisect.bisect
        return [v[b(c, r() * t)] for _ in range(n)]

    def title(self, lo=2, hi=6):
        n = self.rng.randint(lo, hi)
        ws = [
            self.content[min(int(self.rng.paretovariate(0.9)) * 3 + self.rng.randrange(120), len(self.content) - 1)]
            for _ in range(n)
        ]
        return " ".join(ws).capitalize()

    def sentence(self, inline=True):
        rng = self.rng
        ws = self.words(rng.randint(7, 26))
        if inline and len(ws) > 10:
            x = rng.random()
            i = rng.randrange(2, len(ws) - 3)
            if x < 0.07:
                ws[i] = f"**{ws[i]} {ws[i + 1]}**"
                del ws[i + 1]
            elif x < 0.11:
                ws[i] = f"*{ws[i]}*"
            elif x < 0.15:
                ws[i] = f"`{ws[i]}-{rng.randrange(100, 999)}`"
            elif x < 0.17:
                ws[i] = f"{ws[i]} ({' '.join(self.words(4))})"
        ws[0] = ws[0][:1].upper() + ws[0][1:]
        if len(ws) > 14:
            j = rng.randrange(5, len(ws) - 5)
            ws[j] += ","
        return " ".join(ws) + "."

    def paragraph(self, links, lo=2, hi=5):
        rng = self.rng
        out = [self.sentence() for _ in range(rng.randint(lo, hi))]
        if links and rng.random() < 0.38:
            out.insert(rng.randrange(len(out) + 1), links.pop())
        return " ".join(out)

    def listing(self, depth=0):
        rng = self.rng
        ordered = rng.random() < 0.35
        out = []
        for i in range(rng.randint(3, 7)):
            mark = f"{i + 1}." if ordered else "-"
            pad = "    " * depth
            out.append(f"{pad}{mark} {self.sentence()}")
            if depth == 0 and rng.random() < 0.15:
                out.extend(self.listing(1).split("\n"))
        return "\n".join(out)

    def table(self):
        rng = self.rng
        cols = rng.randint(2, 5)
        head = [self.title(1, 2) for _ in range(cols)]
        rows = [head, ["---"] * cols]
        for _ in range(rng.randint(3, 9)):
            rows.append([" ".join(self.words(rng.randint(1, 7))) for _ in range(cols)])
        return "\n".join("| " + " | ".join(r) + " |" for r in rows)

    def code(self):
        rng = self.rng
        body = "\n".join(f"{self.word()}_{self.word()}: {rng.randrange(10000)}" for _ in range(rng.randint(3, 8)))
        return f"```yaml\n{body}\n```"


CAVEAT_TYPES = ["guidance", "bulletin", "reference", "insight-report", "training", "standard"]
CAVEAT_CONFIG = """site_name: Benchmark corpus
theme: {name: material, font: false}
docs_dir: stop
plugins:
  - caveat:
      content: [docs]
      editions:
        law-enforcement: {title: Law-enforcement edition}
        partner: {title: Partner edition, within: law-enforcement}
"""


def admonition(w, rng, plain):
    kind = rng.choice(ADMON)
    paras = [w.paragraph([], 1, 2) for _ in range(rng.randint(1, 2))]
    title = w.title(2, 4)
    if plain:
        return f"> **{title}**\n>\n" + "\n>\n".join("> " + p for p in paras)
    return f'!!! {kind} "{title}"\n\n' + "\n\n".join("    " + p for p in paras)


def restricted(w, rng, edition, plain, links, caveat=False):
    body = [w.paragraph(links) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.4:
        body.insert(1, w.listing())
    if plain:
        return "\n\n".join(body)
    if caveat:
        return f"::: restricted to {edition}\n" + "\n\n".join(body) + "\n::: end restricted"
    return f"/// restricted | {edition}\n\n" + "\n\n".join(body) + "\n\n///"


def build(pages, seed, out, plain=False, words=900, vocab_size=8000, caveat=False):
    rng = random.Random(f"{seed}/{pages}/{words}")
    w = Writer(rng, vocabulary(random.Random(f"vocab/{seed}"), vocab_size))
    nfold = max(6, min(len(TOPICS), round(pages**0.5)))
    nfold = min(nfold, 60)
    folders = []
    for i in range(nfold):
        f = slug(TOPICS[i])
        if i >= 12 and rng.random() < 0.5:  # half of the later folders are nested
            f = folders[rng.randrange(12)] + "/" + f
        folders.append(f)
    # page records first: links need every path
    recs, used = [], set()
    for i in range(pages):
        if i == 0:
            path, title = "index.md", "Guidance home"
        elif i <= nfold:
            path, title = folders[i - 1] + "/index.md", TOPICS[i - 1]
        else:
            f = rng.choice(folders)
            title = w.title(3, 7)
            path = f"{f}/{slug(title)[:60]}.md"
            k = 2
            while path in used:
                path = f"{f}/{slug(title)[:56]}-{k}.md"
                k += 1
        used.add(path)
        lead = rng.random() < 0.10 and i > nfold
        recs.append(
            dict(path=path, title=title, restricted_page=lead, restricted_block=(not lead and rng.random() < 0.15))
        )
    base = dt.date(2021, 1, 4)
    docs = Path(out) / "docs"
    stats = dict(
        pages=pages,
        seed=seed,
        plain=plain,
        folders=nfold,
        words=0,
        bytes=0,
        links=0,
        tables=0,
        admonitions=0,
        headings=0,
        restricted_pages=0,
        restricted_blocks=0,
    )
    import posixpath

    for i, r in enumerate(recs):
        here = posixpath.dirname(r["path"])
        # cross links: mostly near pages, some anywhere; an open page never has to link to a restricted one
        links = []
        for _ in range(rng.randint(3, 10)):
            for _try in range(4):
                j = (
                    min(pages - 1, max(0, int(rng.gauss(i, pages**0.5 + 8))))
                    if rng.random() < 0.5
                    else rng.randrange(pages)
                )
                if j != i and (r["restricted_page"] or not recs[j]["restricted_page"]):
                    t = recs[j]
                    rel = posixpath.relpath(t["path"], here or ".")
                    links.append(f"See [{t['title']}]({rel}).")
                    break
        pub = base + dt.timedelta(days=rng.randrange(1500))
        upd = pub + dt.timedelta(days=rng.randrange(500))
        ed = ["law-enforcement"] if r["restricted_page"] else list(EDITIONS)
        marking = "official-sensitive" if r["restricted_page"] else rng.choice(MARKINGS)
        fm = (
            [
                "---",
                f"id: kb-{i:05d}",
                f"title: {r['title']}",
                f"type: {rng.choice(TYPES)}",
                f"status: {rng.choice(STATUSES)}",
                f"published: {pub}",
                f"updated: {upd}",
                f"review_by: {upd + dt.timedelta(days=365)}",
                f"marking: {marking}",
                "editions: [" + ", ".join(ed) + "]",
                "exploitation: [" + ", ".join(rng.sample(EXPLOITATION, rng.randint(1, 3))) + "]",
                "legislation:",
            ]
            + [f"  - {x}" for x in rng.sample(LEGISLATION, rng.randint(1, 3))]
            + ["tags: [" + ", ".join(rng.sample(TAGS, rng.randint(1, 5))) + "]", "---", ""]
        )
        stats["restricted_pages"] += r["restricted_page"]
        target = words * rng.lognormvariate(0, 0.35) * 0.95
        start = w.made
        body = [f"# {r['title']}", w.paragraph(links)]
        nblk = rng.randint(1, 2) if r["restricted_block"] else 0
        blk_at = sorted(rng.random() * target * 0.9 for _ in range(nblk))
        sect = blocks = 0
        while (count := w.made - start) < target:
            new = []
            if sect == 0 or rng.random() < 0.30:
                new.append(f"## {w.title()}")
                sect += 1
                stats["headings"] += 1
            elif rng.random() < 0.12:
                new.append(f"### {w.title()}")
                stats["headings"] += 1
            x = rng.random()
            if x < 0.60:
                new.append(w.paragraph(links))
            elif x < 0.80:
                new.append(w.listing())
            elif x < 0.87:
                new.append(w.table())
                stats["tables"] += 1
            elif x < 0.94:
                new.append(admonition(w, rng, plain))
                stats["admonitions"] += 1
            elif x < 0.96:
                new.append(w.code())
            else:
                new.append("> " + w.paragraph([], 1, 2))
            if blk_at and count >= blk_at[0]:
                blk_at.pop(0)
                new.append(restricted(w, rng, "law-enforcement", plain, links, caveat))
                stats["restricted_blocks"] += 1
                blocks += 1
            body += new
        if len(links) > 1:
            body += ["## Related guidance", "\n".join("- " + x[4:-1] for x in links)]
        if caveat:
            fm = [
                "---",
                f"id: KB-{i:05d}",
                f"title: {r['title']}",
                f"type: {CAVEAT_TYPES[i % len(CAVEAT_TYPES)]}",
                "status: current",
                f"marking: {marking.upper()}",
                "editions: [" + ", ".join(ed) + "]",
                "owner: Programme team",
                f"review_by: {upd + dt.timedelta(days=365)}",
                "history:",
                f"  - {{version: '1.1', date: {upd}, kind: minor, change: Wording}}",
                f"  - {{version: '1.0', date: {pub}, kind: major, change: First published}}",
            ] + fm[-3:-2]
            if blocks and not r["restricted_page"]:
                fm.append(f"restrictions: {blocks}")
            fm += ["---", ""]
        text = "\n".join(fm) + "\n" + "\n\n".join(body) + "\n"
        p = docs / r["path"]
        p.parent.mkdir(parents=True, exist_ok=True)
        p.write_text(text, encoding="utf-8", newline="\n")
        stats["words"] += count
        stats["bytes"] += len(text.encode())
        stats["links"] += text.count("](")
    if caveat:
        (Path(out) / "mkdocs.yml").write_text(CAVEAT_CONFIG, encoding="utf-8")
    (Path(out) / "corpus.json").write_text(json.dumps(stats, indent=1) + "\n")
    return stats


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--pages", type=int, required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", required=True)
    ap.add_argument("--words", type=int, default=900, help="mean words a page")
    ap.add_argument("--plain", action="store_true", help="CommonMark+tables only, for comparing engines")
    ap.add_argument(
        "--caveat", action="store_true", help="a whole content project with Caveat's front matter and markers"
    )
    a = ap.parse_args()
    print(json.dumps(build(a.pages, a.seed, a.out, a.plain, a.words, caveat=a.caveat)))


if __name__ == "__main__":
    main()
