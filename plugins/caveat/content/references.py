"""What pages and data files say about other pages: ids, successors, old addresses, attachments."""

from collections.abc import Iterator, Mapping, Sequence

from caveat.content.addresses import alias_address, folded
from caveat.content.corpus import Announcement, Attachment, Configuration, Home, Page, Task, WatchList
from caveat.content.findings import Findings, did_you_mean
from caveat.content.front_matter import FrontMatter
from caveat.content.problem import Location


def check_references(
    pages: Sequence[Page],
    findings: Findings,
    *,
    unread_ids: Mapping[str, str],
    uris: frozenset[str],
    registered: frozenset[str] | None,
    editions: frozenset[str],
) -> frozenset[str]:
    """Report ids used twice or again, ids that no page has, successors that lead in a circle, addresses taken twice.

    `unread_ids` are ids (with their paths) of pages that have problems of their own: they are known, so that one
    mistake gives one problem. `registered` are the paths of the attachments register; None where it could not be read.
    Gives every id there is.
    """
    ids = _check_ids(pages, unread_ids, findings)
    for page in pages:
        quote = page.access.editions == editions
        for prefix, front_matter in _versions(page):
            _check_page(page, prefix, front_matter, ids, findings, quote=quote and not prefix)
            if registered is not None:
                _check_attachments(page, prefix, front_matter, registered, findings)
    _check_former_ids(pages, ids, findings)
    _check_loops(pages, findings)
    _check_aliases(pages, uris, findings)
    return ids


def check_data(
    announcements: Sequence[Announcement], home: Home, ids: frozenset[str], editions: frozenset[str], findings: Findings
) -> None:
    """Report announcements and tasks that lead to no page."""
    entries: tuple[Announcement | Task, ...] = (*announcements, *home.scene, *home.tasks)
    for entry in entries:
        if entry.page and entry.page not in ids:
            hint = did_you_mean(entry.page, ids) if entry.access.editions == editions else ""
            findings.add("unknown-page", entry.location, f"no page has the id that page: names here{hint}")


def check_watch_list(watch_list: WatchList, ids: frozenset[str], findings: Findings) -> None:
    """Report what is allowed on a page that is not there."""
    for allowed in watch_list.allowed:
        if allowed.page and allowed.page not in ids:
            message = "no page has this id; write the id of the page that may hold the text"
            findings.add("unknown-page", allowed.location, message)


def check_logo(
    configuration: Configuration, attachments: Sequence[Attachment], place: Location, findings: Findings
) -> None:
    """Report a logo that is not cleared for every edition."""
    everyone = frozenset(configuration.editions)
    if configuration.logo and not any(
        file.path == configuration.logo and file.access.editions == everyone for file in attachments
    ):
        message = "a logo is an attachment that every edition may have; register it in docs/data/attachments.yml"
        findings.add("unknown-attachment", place, message)


def _check_ids(pages: Sequence[Page], unread_ids: Mapping[str, str], findings: Findings) -> frozenset[str]:
    owners: dict[str, str] = {}
    for page in pages:
        name = page.front_matter.id
        if not name:
            continue
        if name in owners or name in unread_ids:
            message = f"{owners.get(name) or unread_ids[name]} has this id already; an id is never used twice"
            findings.add("duplicate-id", page.locations["id"], message)
        owners.setdefault(name, page.path)
    return frozenset(owners) | frozenset(unread_ids)


def _check_former_ids(pages: Sequence[Page], ids: frozenset[str], findings: Findings) -> None:
    """An id has one page to lead to, in every edition: also where an edition lacks a page that has it."""
    owners: dict[str, str] = {}
    for page in pages:
        for prefix, front_matter in _versions(page):
            for number, name in enumerate(front_matter.former_ids):
                place = page.locations.get(f"{prefix}former_ids.{number}")
                if place is None or name == page.front_matter.id:
                    continue
                if name in ids:
                    message = "a page has this id; take it out, or name the page in supersedes: instead"
                    findings.add("duplicate-id", place, message)
                elif owners.setdefault(name, page.path) != page.path:
                    message = f"{owners[name]} has this former id already; it can lead to one page only"
                    findings.add("duplicate-id", place, message)


def _versions(page: Page) -> Iterator[tuple[str, FrontMatter]]:
    """Every front matter of a page, with the name that its own fields have in `locations`."""
    yield "", page.front_matter
    for edition, front_matter in page.restricted.items():
        yield f"restricted.{edition}.", front_matter


def _references(front_matter: FrontMatter) -> Iterator[tuple[str, str]]:
    """Name of a field, and the id it holds."""
    for name in ("superseded_by", "absorbed_into"):
        if value := getattr(front_matter, name):
            yield name, value
    for name in ("supersedes", "related"):
        for number, value in enumerate(getattr(front_matter, name)):
            yield f"{name}.{number}", value
    for number, lesson in enumerate(front_matter.operation.lessons if front_matter.operation else ()):
        for place, change in enumerate(lesson.changed):
            yield f"operation.lessons.{number}.changed.{place}.page", change.page


def _check_page(
    page: Page, prefix: str, front_matter: FrontMatter, ids: frozenset[str], findings: Findings, *, quote: bool
) -> None:
    for name, value in _references(front_matter):
        place = page.locations.get(prefix + name)
        # A field that the edition has from the page itself was checked with the page.
        if place and value not in ids:
            hint = did_you_mean(value, ids) if quote else ""
            findings.add("unknown-page", place, f"no page has this id{hint}")


def _check_attachments(
    page: Page, prefix: str, front_matter: FrontMatter, registered: frozenset[str], findings: Findings
) -> None:
    for number, path in enumerate(front_matter.attachments):
        place = page.locations.get(f"{prefix}attachments.{number}")
        if place and path not in registered:
            message = "this file is not cleared; write its path as in docs/data/attachments.yml, and register it there"
            findings.add("unknown-attachment", place, message)


def _check_loops(pages: Sequence[Page], findings: Findings) -> None:
    successors: dict[str, str] = {}
    for page in pages:
        successor = page.front_matter.superseded_by or page.front_matter.absorbed_into
        if successor:
            successors[page.front_matter.id] = successor
    for page in pages:
        passed = {page.front_matter.id}
        current = successors.get(page.front_matter.id, "")
        while current and current not in passed:
            passed.add(current)
            current = successors.get(current, "")
        if current == page.front_matter.id != "":
            name = "superseded_by" if page.front_matter.superseded_by else "absorbed_into"
            message = "the successors lead back to this page; one of them has to be in force"
            findings.add("supersession-loop", page.locations[name], message)


def _check_aliases(pages: Sequence[Page], uris: frozenset[str], findings: Findings) -> None:
    taken = {folded(uri): "" for uri in uris}
    for page in pages:
        own: set[str] = set()
        for prefix, front_matter in _versions(page):
            for number, alias in enumerate(front_matter.aliases):
                place = page.locations.get(f"{prefix}aliases.{number}")
                address = folded(alias_address(alias))
                if place is None or address in own:
                    continue
                if address in taken:
                    owner = taken[address]
                    who = f"an alias of {owner} already" if owner else "the address of a page"
                    findings.add("alias-clash", place, f"this is {who}; remove it")
                own.add(address)
                taken.setdefault(address, page.path)
