"""What a reader must be told about particular lines of a source."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from edition.model import FurnitureKind
from edition.schema.values import Entry, Verbatim, Words, invalid


class LineRole(StrEnum):
    """What a line of the source is, where it is part of the text or ends a page."""

    CONTINUATION = "continuation"
    DATELINE = "dateline"
    HEADING = "heading"
    PAGE_BREAK = "page-break"
    PARAGRAPH = "paragraph"
    SIGNATURE = "signature"
    SUBJECT = "subject"


LINE_KINDS: dict[str, FurnitureKind | LineRole] = {
    kind.value: kind for kind in sorted([*FurnitureKind, *LineRole], key=str)
}


def _line_kind(words: object) -> object:
    """Return the kind of line that the words name."""
    kind = LINE_KINDS.get(str(words))
    if kind is None:
        context = {"expected": ", ".join(f"'{name}'" for name in LINE_KINDS)}
        raise PydanticCustomError("enum", "not in the list", context)
    return kind


LineKind = Annotated[
    FurnitureKind | LineRole,
    BeforeValidator(_line_kind),
    WithJsonSchema({"type": "string", "enum": list(LINE_KINDS)}),
]


class LineDeclaration(Entry):
    """What particular lines of a source are."""

    kind: LineKind
    """What the lines are: a stamp, a form, a heading, the continuation of the paragraph before …"""
    text: Verbatim
    """The lines as they stand in the source; blank lines and blanks at line ends do not matter."""
    line: int | None = Field(default=None, ge=1)
    """The number of the first line in the source; only needed where the text occurs more than once."""
    label: Words = ""
    """The page that begins here; for a page break, and only there."""
    note: Words = ""
    """What the editors say about it, in Markdown."""

    @model_validator(mode="after")
    def _label_belongs_to_a_page_break(self) -> Self:
        """Refuse a page without a label, and a label that labels nothing."""
        is_break = self.kind is LineRole.PAGE_BREAK
        if is_break and not self.label:
            raise invalid("a page break needs 'label', the number of the page that begins here")
        if self.label and not is_break:
            raise invalid(f"'label' is for a page break, and this is a {self.kind}; take it away")
        return self

    @model_validator(mode="after")
    def _note_belongs_to_furniture(self) -> Self:
        """Refuse a note on a line of the text, where nothing would show it."""
        if self.note and isinstance(self.kind, LineRole) and self.kind is not LineRole.PAGE_BREAK:
            raise invalid(f"'note' is for what is not text, and this is a {self.kind}; annotate its words")
        return self


class NoteReferenceDeclaration(Entry):
    """Which figure in the text calls one of the document's own notes, or calls none, where it is open."""

    note: Words = ""
    """The label of the note."""
    figure: Words = ""
    """Instead of `note`: the whole figure, where it is an ordinary one and calls no note."""
    after: Words
    """The words of the source directly before the note's number or the figure; together they occur once."""

    @model_validator(mode="after")
    def _is_a_note_or_a_figure(self) -> Self:
        """Refuse an entry that says neither, or both."""
        if bool(self.note) == bool(self.figure):
            raise invalid(
                "give 'note', whose number stands after the words, or 'figure', which calls no note"
            )
        return self
