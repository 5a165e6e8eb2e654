"""Reading the transcription of a typed page: its text, and everything else that is on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.readers.account import make_document
from edition.readers.declared import declared_roles
from edition.readers.deletions import deletion_markers, without_strikes
from edition.readers.flow import Item, flow_parts
from edition.readers.line_ends import split_at_line_ends
from edition.readers.lines import filled_lines
from edition.readers.lists import bullet_marker, inline_label
from edition.readers.note_declarations import notes_of_web_texts
from edition.readers.page_edges import form_table_roles, page_heads, running_head_roles
from edition.readers.page_numbers import page_number_roles
from edition.readers.pages import first_page, repeated_pages
from edition.readers.parts import Frame, Leaf, PageStart
from edition.readers.roles import Role, Roles
from edition.readers.sentences import is_finished, is_prose
from edition.readers.signatures import is_name
from edition.readers.stamps import classification_roles, stamp_roles
from edition.readers.telegram_forms import form_roles, section_roles
from edition.readers.typescript_closings import closing_roles
from edition.readers.typescript_openings import opening_roles
from edition.readers.wrapping import paragraph_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.diagnostics import Diagnostic
    from edition.model import Document
    from edition.readers.lines import Line
    from edition.schema import Metadata
    from edition.sources import Source

FORMAT = "typescript"
_ROUNDS = (
    2  # a figure is a page number beside a classification, and SECRET a classification beside a page number
)


def read_typescript(source: Source, metadata: Metadata) -> tuple[Document, list[Diagnostic]]:
    """Return the document in a typescript, and every declaration that does not fit it."""
    lines = filled_lines(source.content)
    declared, problems = declared_roles(source, lines, metadata.lines)
    lines = paragraph_lines(lines, declared, metadata.line_ends)
    roles = _recognised(lines, declared)
    heads = page_heads(lines, roles)
    items = [_item(line, roles[line.number], heads.get(line.number)) for line in lines]
    pages = first_page(metadata, [page.label for page in heads.values()], typed=True)
    document = make_document(source, FORMAT, [*pages, *flow_parts(items)])
    problems += notes_of_web_texts(source, metadata)
    return document, [*problems, *repeated_pages(source, document)]


def _recognised(lines: Sequence[Line], declared: Roles) -> Roles:
    """Return what every line is; what editors have declared stands, what nobody knows is a paragraph."""
    words = {line.number: without_strikes(line) for line in lines}
    roles: Roles = declared
    for recognise in (stamp_roles, form_roles):
        roles = {**recognise(lines, roles), **roles}
    for _ in range(_ROUNDS):
        for recognise in (page_number_roles, form_table_roles, section_roles):
            roles = {**recognise(lines, roles), **roles}
        roles = {**classification_roles(lines, roles, _edges(lines, words, roles)), **roles}
    roles = {**running_head_roles(lines, roles), **roles}
    for arrange in (opening_roles, closing_roles):
        roles = {**arrange(lines, words, roles), **roles}
    paragraphs = {line.number: Role(kind=BlockKind.PARAGRAPH, group=line.number) for line in lines}
    return {**paragraphs, **roles}


def _edges(lines: Sequence[Line], words: dict[int, str], roles: Roles) -> tuple[int, int]:
    """Return the lines of the first and the last paragraph."""
    free = [line.number for line in lines if line.number not in roles]
    prose = [number for number in free if is_prose(words[number])]
    last = [number for number in free if is_finished(words[number]) and not is_name(words[number])]
    return (prose[0], max([prose[-1], *last])) if prose else (0, 0)


def _item(line: Line, role: Role, page: PageStart | None) -> Item:
    """Return a line with what it is and the page that begins with it."""
    pages = (page,) if page is not None else ()
    leaves = () if role.is_furniture else _leaves(line, role)
    pieces = tuple(piece for leaf in leaves for piece in split_at_line_ends(leaf, line))
    return Item(line=line, role=role, leaves=pieces, words=without_strikes(line), pages_before=pages)


def _leaves(line: Line, role: Role) -> Iterator[Leaf]:
    """Yield a line as a block of text; a line that begins with its label is label and item."""
    kind = role.kind if isinstance(role.kind, BlockKind) else BlockKind.PARAGRAPH
    in_list = kind in (BlockKind.LABEL, BlockKind.ITEM)
    frames = (Frame(BlockKind.LIST, role.group, role.list_type),) if in_list else ()
    struck = deletion_markers(line)
    labelled = inline_label(line) if kind is BlockKind.ITEM else None
    if labelled is not None:
        _, label, span = labelled
        yield Leaf(kind=BlockKind.LABEL, span=label, frames=frames)
        inner = tuple(marker for marker in struck if marker.span.start >= span.start)
        yield Leaf(kind=kind, span=span, markers=inner, frames=frames)
        return
    signs = bullet_marker(line) if kind is BlockKind.ITEM else ()
    yield Leaf(kind=kind, span=line.span, markers=(*signs, *struck), frames=frames)
