"""The names that a TEI file lists: its persons and terms, and which part holds each identifier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from edition.model import ListedName, MentionKind
from edition.readers.tei.parse import TEI, XML_ID, line_of
from edition.readers.tei.words import has_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_NAMES = {
    f"{TEI}persName": MentionKind.PERSON,
    f"{TEI}term": MentionKind.TERM,
    f"{TEI}gloss": MentionKind.TERM,
    f"{TEI}placeName": MentionKind.PLACE,
}
# Records of other projects: a person with a name in it, where FRUS has an item with a name in it.
_RECORDS = {f"{TEI}person": MentionKind.PERSON, f"{TEI}place": MentionKind.PLACE}
_ITEM, _LABEL, _HEAD, _LIST = (f"{TEI}{name}" for name in ("item", "label", "head", "list"))
_ENTRIES = frozenset({_ITEM, _LABEL, f"{TEI}row", f"{TEI}p"})
_ATTACHED = " ,;:"
_IDENTIFIED = etree.XPath("descendant-or-self::*[@xml:id]")
_IDENTIFIERS = etree.XPath("descendant-or-self::*/@xml:id", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Repeated:
    """An identifier that stands on a second element, and the line of it."""

    name: str
    line: int


@dataclass(slots=True)
class Identifiers:
    """Every identifier with the part that holds it, the first of two alike; and the others."""

    parts: dict[str, str] = field(default_factory=dict)
    repeated: list[Repeated] = field(default_factory=list)


def identifiers(parts: Iterable[tuple[str, _Element]]) -> Identifiers:
    """Return which part holds each identifier; parts come with their names."""
    found = Identifiers()
    for part, root in parts:
        names = _IDENTIFIERS(root)
        if names and names[0] != part and root.get(XML_ID) is not None:
            del names[0]  # one of two divisions alike, which has a name of ours
        if len(set(names)) == len(names) and found.parts.keys().isdisjoint(names):
            found.parts.update(dict.fromkeys(names, part))
        else:
            _enter_one_by_one(found, part, root)
    return found


def _enter_one_by_one(found: Identifiers, part: str, root: _Element) -> None:
    """Enter the identifiers of a part of which some are there already."""
    for element in _IDENTIFIED(root):
        name = element.get(XML_ID)
        if element is root and name != part:
            continue
        if name in found.parts:
            found.repeated.append(Repeated(name, line_of(element)))
        else:
            found.parts[name] = part


def listed_names(sections: Iterable[tuple[str, _Element]]) -> tuple[ListedName, ...]:
    """Return the entries of the lists in sections, which come with their names, once each."""
    found: dict[str, ListedName] = {}
    for division, section in sections:
        for element in section.iter(*_NAMES):
            name = element.get(XML_ID)
            entry = _entry_of(element) if name else None
            if entry is not None and name and name not in found:
                found[name] = _listed(name, element, entry, division)
    return tuple(found.values())


def recorded_names(root: _Element) -> tuple[ListedName, ...]:
    """Return the persons and places of which the file has records, as other projects' files do."""
    found: dict[str, ListedName] = {}
    for record in root.iter(*_RECORDS):
        name = record.get(XML_ID)
        if name and name not in found:
            kind = _RECORDS[str(record.tag)]
            named = next(record.iter(f"{TEI}persName", f"{TEI}placeName"), None)
            heading = words_of(record if named is None else named)
            words = words_of(record).removeprefix(heading).strip(_ATTACHED)
            found[name] = ListedName(name=name, kind=kind, heading=heading, words=words, division="")
    return tuple(found.values())


def is_name_list(element: _Element) -> bool:
    """Whether there is nothing in a section but its heading and lists of names that have identifiers."""
    lists = [child for child in element if child.tag == _LIST]
    others = [child for child in element if child.tag not in {_LIST, _HEAD}]
    if not lists or any(isinstance(child.tag, str) and has_words(child) for child in others):
        return False
    return all(
        any(named.get(XML_ID) for named in item.iter(*_NAMES))
        for one in lists
        for item in one
        if item.tag == _ITEM
    )


def _listed(name: str, element: _Element, entry: _Element, division: str) -> ListedName:
    """Return an entry: the name as it is printed, and what is said of it beside it."""
    heading = words_of(element)
    words = words_of(_explanation(entry) if entry.tag == _LABEL else entry)
    before, found, behind = words.partition(heading)
    words = f"{before.strip(_ATTACHED)} {behind.strip(_ATTACHED)}".strip() if found and heading else words
    return ListedName(
        name=name,
        kind=_NAMES[str(element.tag)],
        heading=heading.rstrip(_ATTACHED),
        words=words,
        division=division,
    )


def _entry_of(element: _Element) -> _Element | None:
    """Return the entry of a list in which a name stands."""
    return next((above for above in element.iterancestors() if above.tag in _ENTRIES), None)


def _explanation(label: _Element) -> _Element | None:
    """Return the item that belongs to a label."""
    return next(_items_behind(label), None)


def _items_behind(label: _Element) -> Iterator[_Element]:
    for sibling in label.itersiblings():
        if sibling.tag == _LABEL:
            return
        if sibling.tag == _ITEM:
            yield sibling
