"""The notes of a document on its page: which elements hold them, and which links call them.

A note and its call are known by their links: one leads from the text to an element after it, and another
back. What the site also says of them (`rel="footnote"`, the class `footnote`, ids such as `fn:d129fn1` and
`fnref:…`) counts where a link is lacking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.readers.saved_page.frame import seen_elements
from edition.readers.saved_page.markup import INLINE, attribute, classes, few_words, line_of, words
from edition.readers.saved_page.note_links import (
    LONGEST_LABEL,
    Links,
    around,
    block_that_begins_with,
    called_element,
    is_answered,
    is_within,
    lies_in,
    links_within,
    says_back,
    says_call,
)
from edition.readers.saved_page.roles import is_inline_note

if TYPE_CHECKING:
    from bs4 import Tag

    from edition.readers.saved_page.addresses import Address

_NAME = re.compile(r"d\d+\w*fn\w*")
_LABEL = re.compile(r"[\[(]?(?:\d{1,3}[a-z]?|[a-z]|[*†‡§‖║¶#]+)[\])]?")
_UPWARDS = 4
_MOST = 50


@dataclass(slots=True, eq=False)
class FoundNote:
    """An element that holds a note; `label` as printed, `calls` how often the text calls it."""

    element: Tag
    label: str = ""
    calls: int = 0

    @property
    def name(self) -> str:
        """The volume's own name of the note (`d129fn1`), where the page keeps it."""
        name = attribute(self.element, "id").removeprefix("fn:")
        return name if _NAME.fullmatch(name) else ""


@dataclass(frozen=True, slots=True)
class Call:
    """A place where the text calls a note; `note` is its position, or None where the page lacks it."""

    label: str
    note: int | None
    line: int


@dataclass(slots=True)
class Notes:
    """The notes of a page in order, and by the identity of elements what else belongs to them.

    `repeated` are elements that print once more what another holds, `inline` notes that stand where they are
    called, `lists` the elements in which notes stand.
    """

    found: list[FoundNote] = field(default_factory=list)
    positions: dict[int, int] = field(default_factory=dict)
    calls: dict[int, Call] = field(default_factory=dict)
    backlinks: set[int] = field(default_factory=set)
    repeated: dict[int, int] = field(default_factory=dict)
    lists: set[int] = field(default_factory=set)
    inline: set[int] = field(default_factory=set)


def find_notes(container: Tag, address: Address | None) -> Notes:
    """Return the notes in the element that holds the document."""
    tags = list(seen_elements(container))
    known = links_within(tags, address)
    notes = Notes()
    notes.lists = {id(tag) for tag in tags if _is_list_of_notes(tag)}
    elements = _elements(tags, known, notes)
    for place, element in enumerate(elements):
        inline = is_inline_note(element)
        notes.found.append(FoundNote(element, calls=int(inline)))
        notes.inline |= {id(element)} if inline else set()
        notes.positions[id(element)] = place
    _find_calls(known, notes)
    _find_unlinked_calls(tags, notes)
    _find_backlinks(known, notes)
    _name_the_others(notes)
    return notes


def _is_list_of_notes(tag: Tag) -> bool:
    """Tell whether an element says that it holds the notes."""
    names = {attribute(tag, "id").lower(), attribute(tag, "role"), *(name.lower() for name in classes(tag))}
    return tag.name not in INLINE and bool(names & {"footnotes", "endnotes", "doc-endnotes", "notes"})


def _elements(tags: list[Tag], known: Links, notes: Notes) -> list[Tag]:
    """Return the elements that hold notes, in their order; one printed again is only remembered."""
    chosen: dict[int, Tag] = {}
    for link, fragment in known.links:
        element = called_element(link, fragment, known)
        if element is not None:
            chosen[id(element)] = element
    for tag in tags:
        listed = tag.name == "li" and is_within(tag, notes.lists, _UPWARDS)
        if is_inline_note(tag) or _says_note(tag) or (listed and not is_within(tag.parent, chosen, _MOST)):
            chosen[id(tag)] = tag
    elements = [tag for tag in tags if id(tag) in chosen]
    printed: dict[tuple[str, str], int] = {}
    for element in sorted(elements, key=lambda tag: is_within(tag.parent, chosen, _MOST)):
        key = (attribute(element, "id"), words(element))
        if key[0] and key in printed:
            notes.repeated[id(element)] = printed[key]
        printed.setdefault(key, id(element))
    return [element for element in elements if id(element) not in notes.repeated]


def _says_note(tag: Tag) -> bool:
    """Tell whether an element says of itself that it is a note."""
    return "footnote" in classes(tag) and tag.name in {"li", "p", "div", "aside"}


def _find_calls(known: Links, notes: Notes) -> None:
    """Remember the links that call notes, those too whose note the page lacks.

    A link that says nothing of itself, and to which none leads back, calls a note only if it is nothing but a
    label, and no other link calls the note: it may be a reference to it ("see footnote 4").
    """
    unsure: list[tuple[Tag, str, int]] = []
    for link, fragment in known.links:
        label = few_words(link, LONGEST_LABEL)
        target = known.by_id.get(fragment)
        element = block_that_begins_with(target) if target is not None else None
        if not label or (element is not None and lies_in(link, element)):
            continue
        position = notes.positions.get(notes.repeated.get(id(element), id(element))) if element else None
        if position is not None and element is not None:
            if says_call(link) or is_answered(link, element, known):
                _remember(notes, link, label, position)
            elif _LABEL.fullmatch(label):
                unsure.append((link, label, position))
        elif element is None and says_call(link):
            _remember(notes, link, label, None)
    uncalled = {place for place, note in enumerate(notes.found) if not note.calls}
    for link, label, position in unsure:
        if position in uncalled:
            _remember(notes, link, label, position)


def _remember(notes: Notes, tag: Tag, label: str, position: int | None) -> None:
    """Remember a call, for the widest inline element that holds nothing else: the `sup` around the link."""
    call = Call(label, position, line_of(tag))
    while (
        tag.parent is not None and tag.parent.name in INLINE and few_words(tag.parent, LONGEST_LABEL) == label
    ):
        tag = tag.parent
    notes.calls[id(tag)] = call
    if position is not None:
        note = notes.found[position]
        note.label = note.label or label
        note.calls += 1


def _find_unlinked_calls(tags: list[Tag], notes: Notes) -> None:
    """Take a raised figure without link for a call if it is the label of a note that nothing else calls."""
    open_notes = {_own_label(note.element): place for place, note in enumerate(notes.found) if not note.calls}
    if not open_notes:
        return
    for tag in tags:
        label = few_words(tag, LONGEST_LABEL) if tag.name == "sup" else None
        within = any(id(place) in notes.positions or id(place) in notes.calls for place in tag.parents)
        if label and label in open_notes and not within and tag.find("a", href=True) is None:
            _remember(notes, tag, label, open_notes[label])


def _find_backlinks(known: Links, notes: Notes) -> None:
    """Remember the links in notes that lead back to their calls."""
    called = {
        id(tag)
        for link, _ in known.links
        if any(id(tag) in notes.calls for tag in around(link))
        for tag in around(link)
    }
    for link, fragment in known.links:
        label = few_words(link, LONGEST_LABEL)
        within = is_within(link, notes.positions, _MOST) or is_within(link, notes.lists, _UPWARDS)
        if label is None or id(link) in notes.calls or not within:
            continue
        target = known.by_id.get(fragment)
        if says_back(link, label) or (target is not None and id(target) in called):
            notes.backlinks.add(id(link))


def _name_the_others(notes: Notes) -> None:
    """Give the notes that nothing calls the label that they have themselves."""
    for note in notes.found:
        if id(note.element) not in notes.inline:
            note.label = note.label or _own_label(note.element)


def _own_label(element: Tag) -> str:
    """Return the label that a browser would print before a note."""
    if value := attribute(element, "value"):
        return value
    if element.name != "li" or element.parent is None or element.parent.name != "ol":
        first = next((tag for tag in element.find_all(("a", "sup"), limit=1)), None)
        return (few_words(first, LONGEST_LABEL) or "").strip(" .)[]") if first is not None else ""
    before = element.find_previous_siblings("li")
    return str(len(before) + 1)
