"""Forms by which no document names anybody: most often a slip of the pen in a record."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from edition.annotations.fold import fold_words
from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.edtf import parse
from edition.forms import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edition.records import DocumentRecord
    from edition.schema import Form
    from edition.sources import SharedFiles

    Holders = Mapping[str, Mapping[str, DocumentRecord]]

_OR_TAKE_AWAY = "write it exactly as the texts have it, or take it away"


def unused_forms(files: SharedFiles, documents: Sequence[DocumentRecord]) -> Iterator[Diagnostic]:
    """Yield a notice for each form that stands in no document, or not in one in which it is said to.

    What metadata say of persons and places counts as well: forms are compared with it.
    """
    found = frozenset[str]().union(*(document.forms for document in documents)) | _said(documents)
    holders = _holders(files, documents)
    volumes = {document.volume for document in documents}
    for _, path, entity in files.entities if documents else ():
        for form in entity.forms:
            words = fold_words(form.form)
            if form.is_plain:
                faults = [] if words in found else ["stands in no document"]
            else:
                faults = list(_faults(form, holders.get(words, {}), volumes))
            if faults:
                message = f"{form.form!r} {' and '.join(faults)}; {_OR_TAKE_AWAY}"
                place = Location(path, form.yaml_line)
                yield Diagnostic(Code.FORM_UNUSED, message, place, Severity.NOTICE)


def _said(documents: Iterable[DocumentRecord]) -> frozenset[str]:
    """Return the words by which metadata name persons and places, as forms are compared with them."""
    persons = {person.name for document in documents for person in document.persons if not person.is_entry}
    places = {part for document in documents if document.place for part in _places(document.place)}
    return frozenset(fold_words(words) for words in persons | places)


def _places(place: str) -> Iterator[str]:
    """Yield the places of a document, and what stands before the first comma of each."""
    for one in place.split(";"):
        yield one.strip()
        yield one.partition("(")[0].partition(",")[0].strip()


def _holders(files: SharedFiles, documents: Iterable[DocumentRecord]) -> Holders:
    """Return the documents in which forms stand that say when or where they count, by their folded words."""
    holders: dict[str, dict[str, DocumentRecord]] = {
        fold_words(form.form): {}
        for _, _, entity in files.entities
        for form in entity.forms
        if not form.is_plain
    }
    words_of = holders.keys()
    for document in documents if holders else ():
        for words in document.forms & words_of:
            holders[words][document.id] = document
    return holders


def _faults(form: Form, holders: Mapping[str, DocumentRecord], volumes: set[str]) -> Iterator[str]:
    """Yield what keeps a form from naming anybody; `holders` are the documents in which it stands."""
    for pattern in form.in_:
        if pattern in volumes:
            yield f"cannot be in {pattern!r}, which is a volume and no document: that is '{pattern}-*'"
        elif not (some := _matching(pattern, holders)):
            yield f"does not stand in {pattern!r}"
        elif not any(_counts(form, document) for document in some):
            yield f"does not count in {pattern!r}, because of its 'from', 'until' or 'not-in'"
    if form.in_ or any(_counts(form, document) for document in holders.values()):
        return
    yield "stands in no document for which it counts" if holders else "stands in no document"


def _matching(pattern: str, holders: Mapping[str, DocumentRecord]) -> list[DocumentRecord]:
    """Return the documents that an id or a pattern names."""
    if pattern in holders:
        return [holders[pattern]]
    if not any(sign in pattern for sign in "*?["):
        return []
    return [document for name, document in holders.items() if fnmatchcase(name, pattern)]


def _counts(form: Form, document: DocumentRecord) -> bool:
    """Whether a form may name its entity in a document: surely or perhaps."""
    is_sure, _ = fits(form, document.id, parse(document.date) if document.date else None)
    return is_sure is not None
