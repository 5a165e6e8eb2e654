"""What our editors say of a passage, as lists behind its text: annotations, and the questions they ask."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from edition.render.sheet_tree import TextTree


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What stands with a text: the document's own notes, our annotations, the questions that they ask."""

    notes: bool = True
    annotations: bool = True
    questions: bool = True


ALL_LAYERS = Layers()
Remarks = dict[str, "HtmlElement"]


def lift_remarks(tree: TextTree) -> Remarks:
    """Take the notes of annotations out of a text, and return them by the ids of their annotations.

    With them goes what only a page on the site can do: the links to paragraphs.
    """
    remarks: Remarks = {}
    points, tree.points = tree.points, []
    for point in points:
        is_note = point.tag == "aside"
        if is_note:
            remarks[point.get("id", "").removeprefix("note-")] = point
        if not is_note and "permalink" not in point.get("class", "").split():
            tree.points.append(point)
        else:
            for one in point.iter():
                tree.ranges.pop(one, None)
            point.drop_tree()
    return remarks


def place_remarks(text: HtmlElement, remarks: Remarks, layers: Layers) -> tuple[HtmlElement, HtmlElement]:
    """Return the annotations of a text and the questions; a sign at each passage leads to them."""
    annotations, questions = lxml_html.Element("div"), lxml_html.Element("div")
    letters, signs = _letters(), _signs(text)
    for name, marks in _in_order_of_signs(text, _passages(text), signs):
        remark = remarks.get(name)
        body = _body(remark) if remark is not None and layers.annotations else []
        question = _question(remark) if remark is not None and layers.questions else None
        if remark is None or not (body or question is not None):
            _unmark(marks, signs.get(name, []))
            continue
        letter = next(letters)
        words = remark.find_class("annotation-quote")[0].text_content()
        if body:
            _list(annotations).append(_item(f"note-{name}", name, letter, words, body))
        if question is not None:
            target = f"question-{name}" if body else f"note-{name}"
            _list(questions).append(_item(target, name, letter, words, [question]))
        _sign(name, marks, letter, signs.get(name, []))
    return annotations, questions


def _passages(text: HtmlElement) -> dict[str, list[HtmlElement]]:
    """Return the parts of each annotated passage, in the order of the text."""
    found: dict[str, list[HtmlElement]] = {}
    for mark in text.iter("mark"):
        name = mark.get("id") or mark.get("data-annotation")
        if name:
            found.setdefault(name, []).append(mark)
    return found


def _in_order_of_signs(
    text: HtmlElement, passages: Mapping[str, list[HtmlElement]], signs: Mapping[str, list[HtmlElement]]
) -> list[tuple[str, list[HtmlElement]]]:
    """Return the passages in the order in which their signs are met, at the end of each."""
    ends = {element: place for place, (_, element) in enumerate(etree.iterwalk(text, events=("end",)))}
    return sorted(passages.items(), key=lambda one: ends[signs.get(one[0], one[1][-1:])[0]])


def _letters() -> Iterator[str]:
    """Yield a, b … z, aa, ab …: figures are those of the document's own notes."""
    for number in count():
        letters, rest = "", number
        while rest >= 0:
            rest, place = divmod(rest, len(ascii_lowercase))
            letters, rest = ascii_lowercase[place] + letters, rest - 1
        yield letters


def _question(remark: HtmlElement) -> HtmlElement | None:
    """Return what an annotation asks, without the word that says so."""
    for question in remark.find_class("annotation-question"):
        for tag in question.find_class("edition-tag"):
            tag.drop_tree()
        return question
    return None


def _body(remark: HtmlElement) -> list[HtmlElement]:
    """Return all that an annotation says, but for its question."""
    others = {"annotation-label", "annotation-quote", "annotation-question"}
    return [one for one in remark if not others.intersection(one.get("class", "").split())]


def _list(place: HtmlElement) -> HtmlElement:
    """Return the list at this place, which is made with its first item."""
    if len(place) == 0:
        place.append(lxml_html.Element("ol"))
    return place[0]


def _item(target: str, name: str, letter: str, words: str, body: list[HtmlElement]) -> HtmlElement:
    """Return an item of a list: its letter, which leads back, the words that it is about, its body."""
    item = lxml_html.Element("li", {"id": target})
    quote = lxml_html.Element("p", {"class": "sheet-quote"})
    back = lxml_html.Element("a", {"class": "sheet-letter", "role": "doc-backlink", "href": f"#{name}"})
    back.text, back.tail = letter, " "
    back.set("aria-label", f"Back to the passage {letter}")
    quoted = lxml_html.Element("q")
    quoted.text = " ".join(words.split())
    quote.extend([back, quoted])
    item.append(quote)
    item.extend(body)
    return item


def _unmark(marks: list[HtmlElement], signs: list[HtmlElement]) -> None:
    """Leave of an annotated passage its words."""
    for sign in signs:
        sign.drop_tree()
    for mark in marks:
        for one in [*mark.find_class("corr"), *mark.find_class("sic")]:
            if next(one.iterancestors("mark")) is mark:
                one.drop_tree() if "corr" in one.get("class", "").split() else one.drop_tag()
        mark.drop_tag()


def _sign(name: str, marks: list[HtmlElement], letter: str, signs: list[HtmlElement]) -> None:
    """Set the letter behind a passage, and what the editors read for the source's form."""
    for mark in marks:
        mark.set("class", "sheet-passage")
        for reading in mark.find_class("corr"):
            if not (reading.text or "").startswith(" ["):
                reading.text = f" [read {reading.text_content()}]"
    if not marks[0].get("id"):
        marks[0].set("id", name)
        marks[0].attrib.pop("data-annotation")
    sign = signs[0] if signs else lxml_html.Element("a", {"href": f"#note-{name}", "data-apparatus": ""})
    if not signs:
        marks[-1].addnext(sign)
        sign.tail, marks[-1].tail = marks[-1].tail, None
    sign.set("class", "sheet-sign")
    sign.set("role", "doc-noteref")
    sign.set("aria-label", f"Annotation {letter}")
    for key in ("data-sic", "data-corr"):
        sign.attrib.pop(key, None)
    sign.text = letter


def _signs(text: HtmlElement) -> dict[str, list[HtmlElement]]:
    """Return the signs in a text that lead to annotations, by the ids of these."""
    found: dict[str, list[HtmlElement]] = {}
    for one in text.iter("a"):
        kind, name = one.get("href", "").partition("#note-")[1:]
        if kind:
            found.setdefault(name, []).append(one)
    return found
