"""The document's own notes of a passage: those that it calls, and those that these call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement


def keep_notes(text: HtmlElement, html: str, *, wanted: bool, is_whole: bool) -> HtmlElement:
    """Return the notes that stand with a text; where they are not wanted, their calls go from it.

    `html` are all notes of the document. With the whole text stand those, too, that nothing calls.
    """
    kept: HtmlElement = lxml_html.fragment_fromstring("<div></div>")
    calls = text.find_class("note-ref")
    if not wanted:
        for call in calls:
            for sup in call.iterancestors("sup"):
                sup.drop_tree()
        return kept
    if not html:
        return kept
    notes = {
        one.get("id", ""): one
        for one in lxml_html.fragment_fromstring(html, create_parent="div").iter("li")
        if one.get("id")
    }
    called = notes.keys() if is_whole else _called(calls, notes)
    items = [note for name, note in notes.items() if name in called]
    if not items:
        return kept
    listed = lxml_html.Element("ol")
    listed.extend(items)
    kept.append(listed)
    here = {name for part in (text, kept) for one in part.iter() if (name := one.get("id"))}
    for back in kept.find_class("note-back"):
        if back.get("href", "")[1:] not in here:
            back.drop_tree()
    return kept


def _called(calls: Iterable[HtmlElement], notes: dict[str, HtmlElement]) -> set[str]:
    """Return the ids of the notes that are called, and of those that they call."""
    waiting, found = list(calls), set[str]()
    while waiting:
        name = waiting.pop().get("href", "")[1:]
        if name in notes and name not in found:
            found.add(name)
            waiting += notes[name].find_class("note-ref")
    return found
