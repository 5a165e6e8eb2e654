"""What a page says of both ends of a link."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.addresses import Place, PlaceKind
from edition.links import End, ResolvedLink
from edition.model import Span
from edition.render.document import render_end
from edition.render.link_lists import link_items
from edition.schema import Link
from tests.volume_editions import edition_of, url_for

WHOLE = Place(kind=PlaceKind.DOCUMENT, fragment="", label="", span=Span(0, 9), words="Memo 1 has")
PASSAGE = Place(
    kind=PlaceKind.PARAGRAPH, fragment="p1", label="paragraph 1", span=Span(0, 9), words="has words"
)
DATE = '<time datetime="1962-10-03">3 October 1962</time>'
TITLE = '<p class="edition-card-title"><a href="/documents/memo-1">Memo 1</a></p>'
ENDS = {
    "a document by its title": ("", WHOLE, DATE, TITLE),
    "a document by its own number": (
        "Secto 8",
        WHOLE,
        f'<a href="/documents/memo-1">Secto 8</a>, {DATE}',
        TITLE,
    ),
    "a passage": (
        "",
        PASSAGE,
        f'<a href="/documents/memo-1">Memo 1</a>, {DATE}',
        '<blockquote class="edition-quote"><a href="/documents/memo-1#p1">has words</a></blockquote>',
    ),
}


@pytest.mark.parametrize(("label", "place", "facts", "words"), ENDS.values(), ids=list(ENDS))
def test_only_a_passage_is_quoted_and_a_title_stands_once(
    label: str, place: Place, facts: str, words: str
) -> None:
    edition = edition_of(single=2, dates={"memo-1": "1962-10-03"})
    first, second = edition.documents
    edition = replace(edition, documents=(replace(first, label=label), second))
    far = End(document="memo-1", place=place, threads=())
    assert render_end(edition, far, url_for, here="memo-2") == (
        f'<div class="edition-end"><p class="edition-end-facts"> {facts}</p>{words}</div>'
    )
    link = Link.model_validate({"to": "memo-1", "relation": "answers", "why": "So."})
    near = End(document="memo-2", place=PASSAGE, threads=())
    resolved = ResolvedLink(origin=near, target=far, link=link)
    inner = words[words.index("<a") : words.index("</a>")]
    assert link_items(replace(edition, links=(resolved,)), "memo-2", "p1", url_for) == (
        f'<li><span class="edition-relation">answers</span> {inner}</a> '
        f'<span class="edition-end-facts">{facts} </span> <span class="edition-why">So.</span></li>\n'
    )
