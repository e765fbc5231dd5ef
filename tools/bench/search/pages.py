"""Pages as every engine is given them: a file of JSON lines, and the same pages as plain HTML.

One line is one page:

    {"id": "ddl-partitioning.html",        what a judgement calls the page
     "url": "ddl-partitioning.html",       its address in the folder of HTML, always a relative one that ends in .html
     "title": "Table Partitioning",
     "type": "",                           the kind of page, where the source says it
     "aliases": [], "keywords": ["partitioned table"],
     "sections": [{"anchor": "", "level": 1, "heading": "Table Partitioning", "text": "PostgreSQL supports …"}, …],
     "links": [["sql-createtable.html", "CREATE TABLE"]],    links in its text: the page they lead to, their words
     "links_in": ["partitioned tables"]}   words of the links that point at the page, from the text of other pages

Paragraphs of a text are apart by a line end. The first section bears the title and has no anchor.
"""

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it, up to the next heading."""

    anchor: str
    level: int
    """1 for the title, 2 to 6 for what stands below it."""
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a corpus."""

    id: str
    url: str
    title: str
    type: str
    aliases: tuple[str, ...]
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    links: tuple[tuple[str, str], ...]
    links_in: tuple[str, ...]

    def text(self) -> str:
        """Everything that stands below the title, headings included, without keywords and links."""
        return "\n".join(f"{each.heading}\n{each.text}" if each.level > 1 else each.text for each in self.sections)


def write_pages(pages: Iterable[Page], path: Path) -> None:
    """Write the pages as JSON lines, in their order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(asdict(page), ensure_ascii=False) + "\n" for page in pages)
    path.write_text("".join(lines), encoding="utf-8")


def read_pages(path: Path) -> Iterator[Page]:
    """The pages of a file that `write_pages` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            yield Page(
                id=found["id"],
                url=found["url"],
                title=found["title"],
                type=found["type"],
                aliases=tuple(found["aliases"]),
                keywords=tuple(found["keywords"]),
                sections=tuple(Section(**each) for each in found["sections"]),
                links=tuple((target, words) for target, words in found["links"]),
                links_in=tuple(found["links_in"]),
            )


def write_html(pages: Iterable[Page], folder: Path) -> None:
    """Write each page as the HTML that an author would publish."""
    for page in pages:
        path = folder / page.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_html(page), encoding="utf-8")


def page_html(page: Page) -> str:
    """A page as HTML. What Pagefind is to index and how much it counts is marked in its own way."""
    title = html.escape(page.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<main data-pagefind-body>\n{article_html(page)}</main>\n</body>\n</html>\n"
    )


def article_html(page: Page) -> str:
    """What stands in the main part of a page: sections, then aliases and keywords as words that a reader could see."""
    parts = []
    for each in page.sections:
        # Material's parser makes no section of a heading without an id.
        anchor = html.escape(each.anchor or "page-title", quote=True)
        parts.append(f'<h{each.level} id="{anchor}">{html.escape(each.heading)}</h{each.level}>\n')
        parts.extend(f"<p>{html.escape(line)}</p>\n" for line in each.text.split("\n") if line)
    words = "; ".join((*page.aliases, *page.keywords))
    if words:
        parts.append(f'<p data-pagefind-weight="4">Keywords: {html.escape(words)}</p>\n')
    return "".join(parts)
