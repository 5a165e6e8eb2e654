"""What an editor is told about the notes of a saved page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.readers.saved_page.markup import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.readers.saved_page.notes import Notes
    from edition.schema import Metadata


def note_problems(notes: Notes, metadata: Metadata, path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong between the calls of notes and the notes."""
    told: set[str] = set()
    for call in notes.calls.values():
        if call.note is None and call.label not in told:
            told.add(call.label)
            yield _missing(call.label, metadata.missing_notes.get(call.label), Location(path, call.line))
    for note in notes.found:
        if not note.calls:
            message = f"note {note.label} is never called in the text; compare the page with the site's"
            location = Location(path, line_of(note.element))
            yield Diagnostic(Code.NOTE_UNREFERENCED, message, location, Severity.WARNING)


def _missing(label: str, reason: str | None, location: Location) -> Diagnostic:
    message = f"note {label}: text not on the page"
    if reason:
        message = f"{message}; the editors say: {reason.strip()}"
        return Diagnostic(Code.NOTE_MISSING, message, location, Severity.NOTICE)
    message += (
        "; save the page again; if the site itself lacks the note, say so in metadata.yml: "
        f'missing-notes: {{"{label}": …}}'
    )
    return Diagnostic(Code.NOTE_MISSING, message, location, Severity.WARNING)
