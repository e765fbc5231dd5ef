"""Every kind of mutation, by the name that a report gives it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from caveat.assurance.proving import attachments, blocks, data, earlier, fields, pages, recalled, surroundings, words
from caveat.assurance.proving.edits import Mutation
from caveat.assurance.proving.past import Past
from caveat.assurance.proving.project import Project
from caveat.assurance.proving.texts import Texts

Maker = Callable[[Project, Texts], Iterator[Mutation]]
"""Mutations of one kind that a project has room for, in an order drawn by lot; it may give the same place twice."""

_LISTS = ("announcements.yml", "glossary.yml", "home.yml")

KINDS: Mapping[str, Maker] = {
    "announcement added": data.notice_added,
    "announcement date replaced": data.notice_redated,
    "attachment added": attachments.attachment_added,
    "attachment content replaced": attachments.content_replaced,
    "attachment removed": attachments.attachment_removed,
    "attachment renamed": attachments.attachment_renamed,
    "attachment row changed": attachments.row_rewritten,
    "block added": blocks.block_added,
    "block added in a code fence": blocks.block_added_in_code,
    "block removed": blocks.block_removed,
    "block text emptied": blocks.block_emptied,
    "block text lengthened": blocks.block_lengthened,
    "block text replaced": blocks.block_rewritten,
    "blocks exchanged": blocks.blocks_exchanged,
    "comment added to a body": words.comment_added,
    "comment added to a data file": data.comment_added,
    "comment added to front matter": words.front_comment_added,
    "draft added": pages.draft_added,
    "edition added": surroundings.edition_added,
    "edition ceiling raised": surroundings.ceiling_raised,
    "edition setting changed": surroundings.setting_changed,
    "field added": fields.field_added,
    "field value replaced": fields.field_rewritten,
    "fields removed": fields.fields_removed,
    "file beside the content": surroundings.beside,
    "folder added": pages.folder_added,
    "folder removed": pages.folder_removed,
    "folder renamed": pages.folder_renamed,
    "glossary entry added": data.glossary_added,
    "history date replaced": fields.entry_redated,
    "history entry added": fields.entry_added,
    "history entry removed": fields.entry_removed,
    "history text replaced": fields.entry_rewritten,
    "home task added": data.task_added,
    "line added": words.line_added,
    "modes of files changed": surroundings.modes,
    "never-staged data changed": data.never_staged,
    "order on the disk changed": surroundings.order,
    "page added": pages.page_added,
    "page field replaced": pages.page_field_replaced,
    "shared passage added": data.passage_added,
    "times of files changed": surroundings.times,
    "variable added": data.variable_added,
    "version control changed": surroundings.version_control,
    "vocabulary term added": data.term_added,
    "words added": words.words_added,
    "words emptied": words.words_emptied,
    "words exchanged": words.words_exchanged,
    "words lengthened": words.words_lengthened,
    "words removed": words.words_removed,
    "words replaced": words.words_rewritten,
    **{f"{what} text replaced": partial(data.entry_rewritten, name=name) for name, what in data.ENTRIES.items()},
    **{f"{what} removed": partial(data.entry_removed, name=name) for name, what in data.ENTRIES.items()},
    **{f"{data.ENTRIES[name]} moved": partial(data.entry_moved, name=name) for name in _LISTS},
    **{f"{what} text replaced": partial(pages.text_replaced, what=what) for what in pages.UNSHOWN},
    **{f"{what} emptied": partial(pages.emptied, what=what) for what in pages.UNSHOWN},
    **{f"{what} removed": partial(pages.removed, what=what) for what in pages.UNSHOWN},
    **{f"{what} renamed": partial(pages.renamed, what=what) for what in pages.UNSHOWN},
}

PastMaker = Callable[[Past, Texts], Iterator[Mutation]]
_AROUND = (
    "file beside the content",
    "modes of files changed",
    "order on the disk changed",
    "times of files changed",
    "version control changed",
)
"""Kinds that a release has no place for: it is content alone, and lies on no disk."""

PAST_KINDS: Mapping[str, PastMaker] = {
    **{f"closed since: {what}": partial(earlier.closed_since, what=what) for what in earlier.CLOSED},
    "recall entry reworded": recalled.entry_reworded,
    "recalled field replaced": recalled.field_replaced,
    "recalled lines replaced": recalled.lines_replaced,
    "recalled page replaced": recalled.page_replaced,
    "recalled passage replaced": recalled.passage_replaced,
    "release added": earlier.release_added,
    "release renamed": earlier.release_renamed,
    **{f"release: {kind}": partial(earlier.of_then, make=make) for kind, make in KINDS.items() if kind not in _AROUND},
}
"""Kinds of mutation of earlier releases."""
