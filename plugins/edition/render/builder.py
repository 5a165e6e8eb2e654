"""The page on which a teacher builds a pack, and its address, in which a whole pack has room.

All that the page does is done in the browser, by assets/builder.js and what stands beside it: there is no
server, and nothing need be stored. The pack stands in the page's address, behind `#`, as `key=value`, joined
by `&`, each value encoded as in a form (a blank is `+`). The keys are those of a file in `docs/packs`, in the
order of the pack:

    v=1                               the version of this grammar; the builder writes it first
    form=1                            the form is open; without it a pack is shown as students see it
    title= description= author=       as in the file; what is absent is empty
    show=notes,annotations,questions  what is shown with every passage; absent: all three; `show=`: nothing
    text=                             the teacher's own words (Markdown), where they stand between passages
    document=excomm-24                a passage; the keys up to the next `document` or `text` are its own:
        id=  pages=2-4  paragraphs=3-5  annotation=  exact= prefix= suffix=  show=  question= (any number)

So `packs/builder/#document=excomm-24&pages=2-4` opens the builder with that excerpt as its one passage.
The pack comes first, under its title, for this is what a class is given; `form=1` opens the form as well.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from edition.edtf import humanize, parse
from edition.render.builder_form import FORM, TEMPLATES
from edition.render.escaping import html_text
from edition.render.pack_facts import WORDS_A_MINUTE
from edition.render.volumes import number_of, volume_label
from edition.schema import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.packs.model import AssignedPack
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.schema import PackPassage

BUILDER = "packs/builder"
"""The builder's page."""
PACKS = "packs/index"
"""The page that lists the packs."""
BUILDER_DOCUMENTS = "packs/documents.json"
"""What the builder lists: every document of the edition."""
BUILDER_ASSETS = (
    *("packs.css", "builder.css", "excerpts.js"),
    *("builder_pack.js", "builder_sheet.js", "builder_words.js", "builder.js"),
)
VERSION = "1"
FORM_IS_OPEN = ("form", "1")
"""What a link says that leads to the builder to change a pack; it does not stay in the address."""

# The example is that of a whole file: who copies it has a pack.
_WITHOUT_A_SCRIPT = """\
<noscript><p>With this page, a teacher chooses documents and pages, puts them in order, adds questions and
words, and prints the pack, sends it as a link, or hands its file to an editor. That needs JavaScript. Without
it, a pack is a file that is written by hand, <code>docs/packs/quarantine.md</code>:</p>
<pre><code>---
title: The quarantine after the missiles
description: One sentence for lists.
show: [notes, annotations, questions]
passages:
  - document: {document}
    pages: 2-4
    questions:
      - A question of your own?
---

Words of your own, in Markdown. The text of the first passage follows.

[[1]]
</code></pre>
{packs}</noscript>
"""
# What need not be encoded behind `#`, and may be read there as it is.
_PLAIN = ",/:"


def builder_address(url_for: UrlFor, pairs: Iterable[tuple[str, str]]) -> str:
    """Return the address that opens the builder with what `pairs` say, keys and values in the order above."""
    return f"{url_for(BUILDER)}#{builder_fragment(pairs)}"


def builder_fragment(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a pack as it stands behind `#`; mail programs leave a sentence's last sign out of an address."""
    written = "&".join(f"{key}={quote_plus(value, safe=_PLAIN)}" for key, value in pairs)
    return written[:-1] + f"%{ord(written[-1]):02X}" if written[-1:] in (*_PLAIN, ".") else written


def pack_address(pack: AssignedPack, url_for: UrlFor) -> str:
    """Return the address that opens the builder with a pack of the edition."""
    return builder_address(url_for, [FORM_IS_OPEN, *pack_pairs(pack)])


def pack_pairs(pack: AssignedPack) -> Iterator[tuple[str, str]]:
    """Yield what the builder's address says of a pack: its passages, and the words between them."""
    front = pack.pack
    yield "v", VERSION
    for key, value in (("title", front.title), ("description", front.description), ("author", front.author)):
        if value:
            yield key, " ".join(value.split())
    if set(front.show) != set(Layer):
        yield "show", _layers(front.show)
    lines, begin = pack.file.words.split("\n"), 0
    for line, one in zip(pack.lines, pack.passages, strict=False):
        yield from _text(lines[begin:line])
        yield from _passage_pairs(one.passage)
        begin = line + 1
    yield from _text(lines[begin:])
    for one in pack.passages[len(pack.lines) :]:
        yield from _passage_pairs(one.passage)


def _layers(shown: Iterable[Layer]) -> str:
    return ",".join(layer for layer in Layer if layer in set(shown))


def _text(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield a teacher's words that stand in some lines, if there are any."""
    words = "\n".join(lines)
    if words.strip():
        yield "text", re.sub(r"\A(?:[ \t]*\n)+", "", words).rstrip()


def _passage_pairs(passage: PackPassage) -> Iterator[tuple[str, str]]:
    """Yield what the address says of a passage."""
    yield "document", passage.document
    for key in ("id", "pages", "paragraphs", "annotation", "exact", "prefix", "suffix"):
        if value := getattr(passage, key):
            yield key, value
    if passage.show is not None:
        yield "show", _layers(passage.show)
    for question in passage.questions:
        yield "question", question


def render_builder(edition: Edition, url_for: UrlFor) -> str:
    """Return the page of the builder; without a script it says how the file of a pack is written."""
    address = url_for(edition.documents[0].page).replace(edition.documents[0].id, "{id}")
    folder = "" if url_for(BUILDER).endswith(".html") else "../"
    threads = "".join(
        f'<option value="{escape(name)}">{html_text(title)}</option>'
        for name, title in edition.thread_titles.items()
    )
    packs = f'<p><a href="{url_for(PACKS)}">Packs of this edition</a></p>\n' if edition.packs else ""
    return (
        f"{_WITHOUT_A_SCRIPT.format(document=html_text(edition.documents[0].id), packs=packs)}"
        f'<div class="edition-builder" data-documents="{folder}documents.json" '
        f'data-address="{escape(address)}" data-site="{escape(edition.site.name)}" '
        f'data-pace="{WORDS_A_MINUTE}">\n'
        f"{FORM.replace('<!-- threads -->', threads)}</div>\n{TEMPLATES}"
    )


def builder_documents(edition: Edition) -> str:
    """Return every document as the builder lists it, without what it has not, and where old links lead."""
    rows = [_row(edition, document) for document in edition.documents]
    listed = {"documents": rows, "moved": dict(builder_moves(edition))}
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def builder_moves(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the addresses of documents and of places in them that are elsewhere now, with where they are."""
    moves = edition.moves
    return tuple(
        (one.source, one.to)
        for one in moves.followed
        if one.to and one.source not in moves.reused and "/" not in one.source + one.to
    )


def _row(edition: Edition, document: DocumentRecord) -> dict[str, object]:
    """Return one document: `day` is its first day, for the order and the choice of a time."""
    date = parse(document.date) if document.date else None
    volume = edition.volumes_by_id.get(document.volume)
    row: dict[str, object] = {
        "id": document.id,
        "title": document.title or "Untitled",
        "label": f"{volume_label(volume)}, {number_of(document)}" if volume else document.label,
        "date": humanize(date) if date else "",
        "day": date.earliest.date().isoformat() if date else "",
        "threads": document.threads,
        "pages": len(document.pages),
        "paragraphs": document.paragraphs,
        "supplied": document.date_supplied,
        "zone": document.clock.words if document.clock else "",
    }
    return {key: value for key, value in row.items() if value}
