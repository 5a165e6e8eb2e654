"""The notes of a document on its page: which elements hold them, and which links call them.

A note and its call are known by their links: one leads from the text to an element after it, and another
back. What the site also says of them (`rel="footnote"`, the class `footnote`, ids such as `fn:d129fn1` and
`fnref:…`) counts where a link is lacking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.readers.saved_page.addresses import local_fragment
from edition.readers.saved_page.frame import seen_elements
from edition.readers.saved_page.markup import INLINE, attribute, classes, few_words, is_words, line_of, words
from edition.readers.saved_page.roles import is_inline_note

if TYPE_CHECKING:
    from bs4 import Tag

    from edition.readers.saved_page.addresses import Address

_CALL_ID = re.compile(r"(?:fn|foot|end)?-?(?:note)?-?ref(?:erence)?(?=[\W_\d]|$)", re.IGNORECASE)
_NOTE_ID = re.compile(r"(?:fn|(?:foot|end)?note|ftn)[:_.-]?\w", re.IGNORECASE)
_NAME = re.compile(r"d\d+\w*fn\w*")
_LABEL = re.compile(r"[\[(]?(?:\d{1,3}[a-z]?|[a-z]|[*†‡§‖║¶#]+)[\])]?")
_LONGEST_LABEL = 12
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

    `inline` are notes that stand where they are called, `lists` the elements in which notes stand.
    """

    found: list[FoundNote] = field(default_factory=list)
    positions: dict[int, int] = field(default_factory=dict)
    calls: dict[int, Call] = field(default_factory=dict)
    backlinks: set[int] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)
    lists: set[int] = field(default_factory=set)
    inline: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Links:
    """The links of a document that lead to a place on its own page, and those places by id."""

    order: dict[int, int]
    by_id: dict[str, Tag]
    links: list[tuple[Tag, str]]
    leading: dict[str, list[Tag]] = field(default_factory=dict)


def find_notes(container: Tag, address: Address | None) -> Notes:
    """Return the notes in the element that holds the document."""
    tags = list(seen_elements(container))
    by_id: dict[str, Tag] = {}
    for tag in tags:
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                by_id.setdefault(name, tag)
    links = [(tag, local_fragment(attribute(tag, "href"), address)) for tag in tags if tag.name == "a"]
    known = _Links(
        {id(tag): place for place, tag in enumerate(tags)}, by_id, [one for one in links if one[1]]
    )
    for link, fragment in known.links:
        known.leading.setdefault(fragment, []).append(link)
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


def _elements(tags: list[Tag], known: _Links, notes: Notes) -> list[Tag]:
    """Return the elements that hold notes, in their order; one printed again is only remembered."""
    chosen: dict[int, Tag] = {}
    for link, fragment in known.links:
        element = _called_element(link, fragment, known)
        if element is not None:
            chosen[id(element)] = element
    for tag in tags:
        listed = tag.name == "li" and _closest(tag, notes.lists, _UPWARDS)
        if is_inline_note(tag) or _says_note(tag) or (listed and not _closest(tag.parent, chosen, _MOST)):
            chosen[id(tag)] = tag
    elements = [tag for tag in tags if id(tag) in chosen]
    printed: dict[tuple[str, str], bool] = {}
    for element in sorted(elements, key=lambda tag: bool(_closest(tag.parent, chosen, _MOST))):
        key = (attribute(element, "id"), words(element))
        if key[0] and key in printed:
            notes.repeated.add(id(element))
        printed[key] = True
    return [element for element in elements if id(element) not in notes.repeated]


def _called_element(link: Tag, fragment: str, known: _Links) -> Tag | None:
    """Return the element that holds the note which a link calls; None where the link calls none."""
    target = known.by_id.get(fragment)
    if target is None or not few_words(link, _LONGEST_LABEL):
        return None
    element = _block_that_begins_with(target)
    if element is None or known.order.get(id(element), -1) < known.order[id(link)] or _lies_in(link, element):
        return None
    return element if _says_call(link) or _is_answered(link, element, known) else None


def _is_answered(link: Tag, element: Tag, known: _Links) -> bool:
    """Tell whether a link in an element leads back to a link that leads to it."""
    ids = {name for tag in _around(link) for name in (attribute(tag, "id"), attribute(tag, "name")) if name}
    return any(_lies_in(other, element) for name in ids for other in known.leading.get(name, ()))


def _block_that_begins_with(tag: Tag) -> Tag | None:
    """Return the element, or, if it only marks where a block begins, that block."""
    for _ in range(_UPWARDS):
        if tag.name not in INLINE:
            return tag if tag.name in {"li", "p", "div", "aside", "dd", "td", "section"} else None
        before = [node for node in tag.previous_siblings if not is_words(node) or str(node).strip()]
        if before or tag.parent is None:
            return None
        tag = tag.parent
    return None


def _says_note(tag: Tag) -> bool:
    """Tell whether an element says of itself that it is a note."""
    return "footnote" in classes(tag) and tag.name in {"li", "p", "div", "aside"}


def _find_calls(known: _Links, notes: Notes) -> None:
    """Remember the links that call notes, those too whose note the page lacks.

    A link that says nothing of itself, and to which none leads back, calls a note only if it is nothing but a
    label, and no other link calls the note: it may be a reference to it ("see footnote 4").
    """
    unsure: list[tuple[Tag, str, int]] = []
    for link, fragment in known.links:
        label = few_words(link, _LONGEST_LABEL)
        target = known.by_id.get(fragment)
        element = _block_that_begins_with(target) if target is not None else None
        if not label or (element is not None and _lies_in(link, element)):
            continue
        position = notes.positions.get(id(element)) if element is not None else None
        if position is not None and element is not None:
            if _says_call(link) or _is_answered(link, element, known):
                _remember(notes, link, label, position)
            elif _LABEL.fullmatch(label):
                unsure.append((link, label, position))
        elif element is None and _says_call(link):
            _remember(notes, link, label, None)
    uncalled = {place for place, note in enumerate(notes.found) if not note.calls}
    for link, label, position in unsure:
        if position in uncalled:
            _remember(notes, link, label, position)


def _remember(notes: Notes, tag: Tag, label: str, position: int | None) -> None:
    """Remember a call, for the widest inline element that holds nothing else: the `sup` around the link."""
    call = Call(label, position, line_of(tag))
    while (
        tag.parent is not None
        and tag.parent.name in INLINE
        and few_words(tag.parent, _LONGEST_LABEL) == label
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
        label = few_words(tag, _LONGEST_LABEL) if tag.name == "sup" else None
        within = any(id(place) in notes.positions or id(place) in notes.calls for place in tag.parents)
        if label and label in open_notes and not within and tag.find("a", href=True) is None:
            _remember(notes, tag, label, open_notes[label])


def _find_backlinks(known: _Links, notes: Notes) -> None:
    """Remember the links in notes that lead back to their calls."""
    called = {
        id(around)
        for link, _ in known.links
        for tag in _around(link)
        if id(tag) in notes.calls
        for around in _around(link)
    }
    for link, fragment in known.links:
        label = few_words(link, _LONGEST_LABEL)
        if label is None or id(link) in notes.calls or not _closest(link, notes.positions, _MOST):
            continue
        target = known.by_id.get(fragment)
        if _says_back(link, label) or (target is not None and id(target) in called):
            notes.backlinks.add(id(link))


def _says_back(link: Tag, label: str) -> bool:
    """Tell whether a link in a note leads back: it says so, leads to a call's id, or is but an arrow."""
    names = classes(link)
    by_name = any(name in names for name in ("fn-back", "footnote-back", "backlink", "reversefootnote"))
    by_role = "backlink" in attribute(link, "role") or "footnote" in attribute(link, "rev")
    leads_to_call = bool(_CALL_ID.match(attribute(link, "href").rpartition("#")[2]))
    return by_name or by_role or leads_to_call or not any(sign.isalnum() for sign in label)


def _says_call(link: Tag) -> bool:
    """Tell whether a link says of itself that it calls a note."""
    if "footnote" in attribute(link, "rel") or attribute(link, "role") == "doc-noteref":
        return True
    by_name = any(name in {"note", "footnote", "footnote-ref", "noteref"} for name in classes(link))
    by_id = any(_CALL_ID.match(attribute(tag, "id")) for tag in _around(link))
    raised = any(tag.name == "sup" for tag in _around(link)) or link.find("sup") is not None
    return (by_name or by_id or raised) and bool(_NOTE_ID.match(attribute(link, "href").rpartition("#")[2]))


def _around(tag: Tag) -> list[Tag]:
    """Return an element and the inline elements closely around it."""
    found = [tag]
    while len(found) < _UPWARDS and tag.parent is not None and tag.parent.name in INLINE:
        tag = tag.parent
        found.append(tag)
    return found


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
        return (few_words(first, _LONGEST_LABEL) or "").strip(" .)[]") if first is not None else ""
    before = element.find_previous_siblings("li")
    return str(len(before) + 1)


def _closest(tag: Tag | None, known: dict[int, int] | dict[int, Tag] | set[int], most: int) -> bool:
    """Tell whether an element, or one of those around it, is known."""
    for _ in range(most):
        if tag is None:
            return False
        if id(tag) in known:
            return True
        tag = tag.parent
    return False


def _lies_in(tag: Tag, element: Tag) -> bool:
    place: Tag | None = tag
    while place is not None:
        if place is element:
            return True
        place = place.parent
    return False
