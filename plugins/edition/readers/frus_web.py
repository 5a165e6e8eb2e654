"""Reading the text of a document as the web edition of *Foreign Relations of the United States* gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.readers.account import make_document
from edition.readers.declared import declared_roles
from edition.readers.flow import Item, flow_parts
from edition.readers.frus_openings import web_roles
from edition.readers.line_ends import split_at_line_ends
from edition.readers.lines import filled_lines
from edition.readers.lists import bullet_marker, inline_label
from edition.readers.note_candidates import reading_line
from edition.readers.note_lists import note_list, note_part
from edition.readers.note_references import calls_any, find_references
from edition.readers.note_symbols import called_symbols
from edition.readers.page_notations import page_markers, without_outer_pages
from edition.readers.pages import first_page, repeated_pages
from edition.readers.parts import Frame, Leaf, Marker, MarkerKind, PageStart, Part
from edition.readers.wrapping import paragraph_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.diagnostics import Diagnostic
    from edition.model import Document, Span
    from edition.readers.lines import Line
    from edition.readers.roles import Role
    from edition.schema import Metadata
    from edition.sources import Source

FORMAT = "frus-web"


def read_frus_web(source: Source, metadata: Metadata) -> tuple[Document, list[Diagnostic]]:
    """Return the document in a web text, and what its reader could not decide."""
    lines = filled_lines(source.content)
    declared, problems = declared_roles(source, lines, metadata.lines)
    lines = paragraph_lines(lines, declared, metadata.line_ends)
    unmarked = [line for line in lines if line.number not in declared]
    free, notes = note_list(
        unmarked,
        lambda before, labels: calls_any([reading_line(source.content, line) for line in before], labels),
        called_symbols([reading_line(source.content, line) for line in unmarked]),
    )
    marked = [line for line in lines if line.number in declared]
    body = sorted([*free, *marked], key=lambda line: line.number)
    text = [line for line in body if not _is_furniture(declared.get(line.number))]
    called, more = find_references(
        source,
        metadata,
        [reading_line(source.content, line) for line in text],
        [(note.label, note.lines[0].number) for note in notes],
    )
    references = [Marker(one.span, MarkerKind.NOTE, one.label) for one in called]
    parts = [
        *_body_parts(source, body, references, declared),
        *(note_part(source.content, note) for note in notes),
    ]
    labels = [part.label for line in text for part in page_markers(source.content, line.span)]
    document = make_document(source, FORMAT, [*first_page(metadata, labels, typed=False), *parts])
    return document, [*problems, *more, *repeated_pages(source, document)]


def _is_furniture(role: Role | None) -> bool:
    """Tell whether a line has been declared to be furniture."""
    return role is not None and role.is_furniture


def _body_parts(
    source: Source, body: Sequence[Line], references: Sequence[Marker], declared: Mapping[int, Role]
) -> Iterator[Part]:
    """Yield the parts of the text: lines as blocks, page notations between them as pages."""
    peeled = [without_outer_pages(source.content, line) for line in body]
    inner = [line for _, line, _ in peeled if line is not None]
    words = {line.number: _words(source.content, line, references) for line in inner}
    roles = web_roles(inner, words, declared)
    items = []
    for before, line, after in peeled:
        item = Item(line=None, role=None)
        if line is not None:
            role = roles[line.number]
            if role.page and role.page not in [page.label for page in before]:
                before.append(PageStart(label=role.page))
            leaves = _leaves(source.content, line, role, references)
            pieces = tuple(piece for leaf in leaves for piece in split_at_line_ends(leaf, line))
            item = Item(line=line, role=role, leaves=pieces, words=words[line.number])
        items.append(replace(item, pages_before=tuple(before), pages_after=tuple(after)))
    return flow_parts(items)


def _words(content: str, line: Line, references: Sequence[Marker]) -> str:
    """Return a line as it reads, without page notations and note references."""
    words = []
    start = line.span.start
    for marker in sorted([*_within(references, line.span), *page_markers(content, line.span)]):
        words.append(line.text[start - line.span.start : marker.span.start - line.span.start])
        start = marker.span.end
    return "".join([*words, line.text[start - line.span.start :]]).strip()


def _leaves(content: str, line: Line, role: Role, references: Sequence[Marker]) -> Iterator[Leaf]:
    """Yield a line as a block with its markers; a line that begins with its label is label and item."""
    in_list = role.kind in (BlockKind.LABEL, BlockKind.ITEM)
    frames = (Frame(BlockKind.LIST, role.group, role.list_type),) if in_list else ()
    signs = bullet_marker(line) if role.kind is BlockKind.ITEM else ()
    labelled = inline_label(line) if role.kind is BlockKind.ITEM and not signs else None
    whole = role.kind if isinstance(role.kind, BlockKind) else BlockKind.PARAGRAPH
    spans = [(whole, line.span)]
    if labelled:
        spans = [(BlockKind.LABEL, labelled[1]), (BlockKind.ITEM, labelled[2])]
    for kind, span in spans:
        markers = (*signs, *_within(references, span), *page_markers(content, span))
        yield Leaf(kind=kind, span=span, markers=markers, frames=frames)


def _within(markers: Sequence[Marker], span: Span) -> list[Marker]:
    """Return the markers that stand in a stretch of the source."""
    return [marker for marker in markers if span.start <= marker.span.start and marker.span.end <= span.end]
