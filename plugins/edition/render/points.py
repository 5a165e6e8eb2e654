"""Points of a text as HTML: the calls of notes and the turns of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edition.render.escaping import quotable
from edition.render.inline import Inserted
from edition.render.signs import first_notation, page_notation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.model import FirstPage, Note, NoteRef, PageBreak

# What a note is called that has no printed label.
_NAMES = {"source": "Source", "summary": "Summary"}


class Call(NamedTuple):
    """A call of a note: its own id, that of the note, and the label or the word to show."""

    ref: NoteRef
    name: str
    target: str
    words: str


def note_name(note: Note, label: str) -> str:
    """Return the label, or a word for a note where no label is printed."""
    return label or _NAMES.get(note.type, "Note")


def render_call(call: Call) -> Inserted:
    """Return the call of a note as a link to it."""
    ref, name, target, words = call
    attribute = "" if ref.label and ref.note is not None else _kinds(ref)
    return Inserted(
        ref.offset,
        f'<sup{attribute} data-apparatus><a class="note-ref" role="doc-noteref" id="{name}" '
        f'href="#{target}">{quotable(words)}</a></sup>',
    )


def _kinds(ref: NoteRef) -> str:
    """Return the classes of a call that has no label, or calls a note that the source lacks."""
    kinds = ["missing"] if ref.note is None else []
    if not ref.label:
        kinds.append("unlabeled")
    return f' class="{" ".join(kinds)}"'


def page_words(label: str) -> str:
    """Return what a page is called, as it must stand in HTML."""
    return page_notation(quotable(label))


def render_page_breaks(content: str, breaks: Iterable[PageBreak], names: Sequence[str]) -> Iterator[Inserted]:
    """Yield the turns of pages; one that opens a line is called leading: its point need not be shown."""
    for one, name in zip(breaks, names, strict=True):
        classes = "pagebreak supplied" if one.supplied else "pagebreak"
        if one.offset == 0 or content[one.offset - 1] == "\n":
            classes += " leading"
        title = f' title="{quotable(one.supplied)}"' if one.supplied else ""
        # A named `span` is an error to checkers that do not know the roles of DPUB-ARIA; a `dfn` is as quiet.
        yield Inserted(
            one.offset,
            f'<dfn class="{classes}" role="doc-pagebreak" id="{name}" '
            f'aria-label="{page_words(one.label)}"{title} data-apparatus></dfn>',
        )


def render_first_page(page: FirstPage, name: str) -> str:
    """Return the sign of the page on which a text begins, though its break stands before the text."""
    words = quotable(first_notation(page))
    return f'<span class="edition-first-page" id="{name}" data-notation="{words}" data-apparatus></span>\n'
