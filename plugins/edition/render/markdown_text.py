"""A document as Markdown: its blocks, what is emphasised in them, its own notes as footnotes.

No word of a source acts: what Markdown would take for its own is escaped, for CommonMark and for
Python-Markdown alike.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.addresses import missing_note_ids, note_ids
from edition.model import BlockKind, MarkKind
from edition.render.holes import hole
from edition.render.markdown_words import escaped, escaping, styles
from edition.render.points import note_name
from edition.render.signs import Sign, bracketed, first_notation, points_in_brackets, with_signs
from edition.schema import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.annotations.passages import AnnotatedDocument
    from edition.model import Block, Document, Note, Text
    from edition.schema import Metadata, StatementItem

# What is said of the document before its text: the keys are those of its metadata file.
_FRONT = (
    *("type", "number", "date", "place", "from_", "to", "author", "participants", "classification"),
    *("container_title", "collection_title", "volume", "page", "editor", "publisher", "publisher_place"),
    *("issued", "archive", "archive_location", "url"),
)
_NAMES = {"from_": "from", "url": "URL", "archive_location": "archive_location"}
_STEP, _BLANK_LINE = "    ", "\n\n"
_PAGE = re.compile(r"(\[Page(?:\\.|[^\\\]])*\]) +")
_JSON = json.JSONEncoder(ensure_ascii=False)


def render_markdown(document: AnnotatedDocument, title: str) -> str:
    """Return a document with its metadata before it and its notes behind it; it lacks its own address."""
    own = document.document
    ids = note_ids(own.notes)
    targets = _targets(own, ids)
    text = markdown_text(own.body, targets[0], is_own=True)
    if not any(one.kind is BlockKind.HEADING and one.span for one in own.body.leaves()):
        text = f"# {escaped(title)}\n\n{text}"
    parts = [f"{_front(document, title)}\n", text, hole("annotations", "")]
    parts += _notes(own, ids, targets)
    parts += _missing(own, ids, document.metadata.missing_notes)
    return "\n\n".join(parts).replace(f"\n\n{parts[2]}", parts[2], 1)


def _front(document: AnnotatedDocument, title: str) -> str:
    """Return the metadata as YAML, with a hole for the document's own address.

    As in the metadata file, a value that the editors supply says so, and whether it is only likely.
    """
    metadata: Metadata = document.metadata
    lines = ["---", f"title: {yaml_string(title)}", f"document: {yaml_string(document.id)}"]
    for key in _FRONT:
        statement = getattr(metadata, key)
        if statement is None:
            continue
        values = [_value(item) for item in statement.items]
        name = _NAMES.get(key) or key.replace("_", "-")
        lines.append(f"{name}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}")
    if metadata.rights:
        lines.append(f"rights: {yaml_string(metadata.rights)}")
    return "\n".join([*lines, f"{hole('address', '')}---"])


def _value(item: StatementItem) -> str:
    if not item.supplied:
        return yaml_string(item.value)
    likely = f", certainty: {item.certainty}" if item.certainty is Certainty.LIKELY else ""
    return f"{{value: {yaml_string(item.value)}, supplied: {yaml_string(item.supplied)}{likely}}}"


@lru_cache(maxsize=4096)
def yaml_string(words: str) -> str:
    """Return words as a string of YAML, which is one of JSON, too."""
    return _JSON.encode(words)


def _targets(document: Document, ids: Sequence[str]) -> list[list[str]]:
    """Return the names of the footnotes that each text calls: the document's own, then each note's."""
    texts = [document.body, *[note.text for note in document.notes]]
    missing = missing_note_ids(texts, ids)
    return [
        [(missing[ref.label] if ref.note is None else ids[ref.note])[2:] for ref in text.note_refs]
        for text in texts
    ]


def markdown_text(text: Text, targets: Sequence[str] = (), *, is_own: bool = False) -> str:
    """Return the blocks of a text; `targets` are the names of the footnotes that it calls.

    Only the document's own has headings: those of a note are paragraphs.
    """
    leaves = list(text.leaves())
    content = text.content
    calls = [Sign(ref.offset, f"[^{name}]") for ref, name in zip(text.note_refs, targets, strict=True)]
    signs = points_in_brackets(text, calls, escaped)
    if text.marks:
        unclear = [(one.span, "unclear") for one in text.marks if one.kind is MarkKind.UNCLEAR]
        shut, opened = bracketed(unclear, leaves) if unclear else ([], [])
        closing, opening = styles(content, leaves, text.marks)
        signs = [*closing, *shut, *signs, *opened, *opening]
    insides = with_signs(content, leaves, signs, escaping(content).block)
    blocks = [_block(block, insides, 1 if is_own else 0) for block in text.blocks]
    if not leaves:
        blocks.append("".join([sign.words for sign in signs]).strip())
    if text.first_page:
        blocks.insert(0, f"[{escaped(first_notation(text.first_page))}]")
    return "\n\n".join([block for block in blocks if block])


def _block(block: Block, insides: Iterator[str], level: int) -> str:
    """Return a block; `level` is that of its headings, 0 where none may stand, or below in a list.

    Python-Markdown makes no quotation of one that begins an item.
    """
    kind = block.kind
    if not block.children:
        words = next(insides).strip()
        if kind is BlockKind.HEADING and level > 0 and block.span:
            return _heading(words, level)
        if kind is BlockKind.QUOTATION and words and level >= 0:
            return f"> {_broken(words)}".replace("\n", "\n> ")
        return _broken(words)
    if kind is BlockKind.LIST:
        return _list(block, insides)
    if kind is BlockKind.TABLE:
        return _table(block, insides)
    below = min(level + 1, 6) if kind is BlockKind.SECTION and level > 0 else level
    frame = kind in (BlockKind.SECTION, BlockKind.OPENER, BlockKind.CLOSER)
    inside = _joined([_block(child, insides, below if frame or level < 0 else 0) for child in block.children])
    return _quoted(inside) if kind is BlockKind.QUOTATION and level >= 0 else inside


def _heading(words: str, level: int) -> str:
    """Return a heading; the page that begins with it is named before it."""
    page = _PAGE.match(words)
    before, words = (f"{page[1]}\n\n", words[page.end() :]) if page else ("", words)
    line = words.replace("\n", "<br>").replace("\\#", "#").replace("#", "\\#")
    return f"{before}{'#' * level} {line}"


def _broken(words: str) -> str:
    """Return a paragraph; two blanks at the end of a line keep its end."""
    return words.replace("\n", "  \n") if "\n" in words else words


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join([part for part in parts if part])


def _list(block: Block, insides: Iterator[str]) -> str:
    """Return a list with its head before it; a label stands before the words of its item."""
    ordered = "ordered" in block.type.split()
    heads: list[str] = []
    items: list[str] = []
    label = ""
    for child in block.children:
        words = _block(child, insides, -1)
        if child.kind is BlockKind.LABEL and child.type == "head" and not (items or label):
            heads.append(words)
        elif child.kind is BlockKind.LABEL:
            label = f"{label} {words}".strip()
        elif child.kind is BlockKind.ITEM and not child.children:
            items.append(f"{label} {words}".strip())
            label = ""
        elif child.kind is BlockKind.ITEM or label or not items:
            items.append(_joined([label, words]))
            label = ""
        else:
            items[-1] = _joined([items[-1], words])
    if label:
        items.append(label)
    return _joined([*heads, _items(items, is_ordered=ordered)])


def _items(items: Sequence[str], *, is_ordered: bool) -> str:
    """Return the items of a list, their further lines set in as far as both kinds of Markdown ask."""
    filled = [item for item in items if item]
    loose = any("\n\n" in item for item in filled)
    signs = [f"{number}.".ljust(4) for number in range(1, len(filled) + 1)]
    lines = [
        f"{sign if is_ordered else '-   '}{_set_in(item, _STEP)}"
        for sign, item in zip(signs, filled, strict=True)
    ]
    return ("\n\n" if loose else "\n").join(lines)


def _set_in(words: str, indent: str) -> str:
    return "\n".join([f"{indent}{line}" if line else "" for line in words.split("\n")]).removeprefix(indent)


def _quoted(words: str) -> str:
    return "\n".join([f"> {line}".rstrip(" ") if not line else f"> {line}" for line in words.split("\n")])


def _table(block: Block, insides: Iterator[str]) -> str:
    """Return a table as most readers of Markdown know it; labels with which it begins are its caption."""
    captions: list[str] = []
    rows: list[tuple[Block, list[str]]] = []
    for row in block.children:
        if row.kind is BlockKind.LABEL and not rows:
            captions.append(_block(row, insides, 0))
        else:
            rows.append((row, _cells(row, insides)))
    width = max((len(cells) for _, cells in rows), default=0)
    if not width:
        return _joined(captions)
    has_head = "label" in rows[0][0].type.split()
    head = rows[0][1] if has_head else [""] * width
    lines = [_row(head, width), f"|{' --- |' * width}"]
    lines += [_row(cells, width) for _, cells in (rows[1:] if has_head else rows)]
    return _joined([*captions, "\n".join(lines)])


def _cells(row: Block, insides: Iterator[str]) -> list[str]:
    """Return the cells of a row; one that extends over several columns leaves the further ones empty."""
    cells = row.children if row.kind is BlockKind.ROW and row.children else (row,)
    found: list[str] = []
    for cell in cells:
        words = [next(insides) for _ in cell.leaves()]
        inside = "<br>".join([one.strip().replace("\n", "<br>") for one in words if one.strip()])
        found += [inside.replace("|", "&#124;"), *[""] * (min(cell.columns, 100) - 1)]
    return found


def _row(cells: Sequence[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _notes(document: Document, ids: Sequence[str], targets: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield each note as a footnote; one that nothing calls, which readers would drop, as it is."""
    called = {name for names in targets for name in names}
    counted = [str(number) for number in range(1, len(document.notes) + 1)]
    # Readers number footnotes anew, in the order of their calls: a label that this would hide is said.
    is_said = counted != [note.label for note in document.notes] or counted != [*dict.fromkeys(targets[0])]
    for note, name, own in zip(document.notes, ids, targets[1:], strict=True):
        words = markdown_text(note.text, own)
        if is_said:
            words = _labeled(note, words)
        yield _footnote(name[2:], words) if name[2:] in called else words


def _labeled(note: Note, words: str) -> str:
    """Return a note with its label before its words, unless they begin with it."""
    label = note_name(note, note.label)
    if not note.label and note.text.content.lstrip("[(").startswith(label):
        return words
    blocks = note.text.blocks
    is_line = bool(blocks) and blocks[0].kind is BlockKind.PARAGRAPH and not blocks[0].children
    return f"**{escaped(label)}**{' ' if is_line else _BLANK_LINE}{words}"


def _footnote(name: str, words: str) -> str:
    return f"[^{name}]: {_set_in(words, _STEP)}"


def _missing(document: Document, ids: Sequence[str], reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield a footnote for each note that a text calls and the source lacks."""
    texts = [document.body, *[note.text for note in document.notes]]
    for label, name in missing_note_ids(texts, ids).items():
        reason = f" {escaped(reasons[label])}" if label in reasons else ""
        yield _footnote(
            name[2:], f"**{escaped(label)}** The text of this note is not in the transcript.{reason}"
        )
