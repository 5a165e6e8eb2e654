"""The printed pages of the whole edition: on which documents a page number stands, by volume."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from edition.citations.numbers import split_range
from edition.render.escaping import html_text
from edition.render.page_forms import PAGES, page_list, render_edition_form
from edition.render.page_lists import PrintedPage
from edition.render.volumes import ListPage, number_of, short_name, volume_label, volume_name
from edition.render.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

PAGE_DATA = "pages/pages.json"

# Beyond so many documents with pages of their own, each has one link and not one for each page.
_MANY = 200
# A range of pages that metadata give is taken page by page, unless it is longer than any document.
_LONGEST = 200
_NUMBER = re.compile(r"\d+")


def has_pages(edition: Edition) -> bool:
    """Whether anything is known of the pages of any document."""
    return bool(edition.paged_volumes) or any(_places(one) for one in _singles(edition))


def pages_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the page on which the printed pages of the edition resolve to documents, if it has any."""
    if has_pages(edition):
        yield ListPage(name=PAGES, title="Pages", render=partial(render_pages, edition))


def render_pages(edition: Edition, url_for: UrlFor) -> str:
    """Return the volumes that list their pages, the pages of others, and the documents with their own."""
    own, printed = _own(edition), _printed(edition)
    parts = [
        "<p>A page number of a source, and the documents that stand on that page.</p>\n",
        render_edition_form(url_for(PAGES), PAGE_DATA.rpartition("/")[2]),
        _section("edition-volumes", "Volumes", _volumes(edition, url_for)),
        *(
            _section(
                f"edition-printed-{number}",
                html_text(name),
                f'<ol class="edition-page-list">\n{"".join(_page(one, url_for) for one in pages)}</ol>\n',
            )
            for number, (name, pages) in enumerate(printed.items(), 1)
        ),
        _section("edition-own-pages", "Documents that count their own pages", _documents(own, url_for)),
    ]
    return "".join(parts)


def page_data_of_all(edition: Edition, url_for: UrlFor) -> str:
    """Return what the box asks: the lists of volumes, and the pages of all other documents.

    `volumes` are pairs of a name and the address of the volume's list, whose data lie beside it; `documents`
    and `pages` are as in the data of a volume.
    """
    documents: dict[str, int] = {}
    named: list[tuple[str, str]] = []
    rows: dict[str, list[object]] = {}
    whole = [
        (name, place) for name, pages in _printed(edition).items() for page in pages for place in _rows(page)
    ]
    whole += [("", (label, one, at)) for one in _own(edition) for label, at in one.page_places]
    for name, (label, record, fragment) in whole:
        if record.id not in documents:
            documents[record.id] = len(named)
            words = f"{short_name(name)}, {_called(record)}" if name else _title(record)
            named.append((words, url_for(record.page)))
        rows.setdefault(label, [label]).append((documents[record.id], fragment))
    volumes = [(volume_label(one), url_for(page_list(one.id))) for one in _paged(edition)]
    data = {"volumes": volumes, "documents": named, "pages": list(rows.values())}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _rows(page: PrintedPage) -> Iterator[tuple[str, DocumentRecord, str]]:
    return ((page.label, record, fragment) for record, fragment in page.places)


def _paged(edition: Edition) -> list[Volume]:
    return [one for one in edition.volumes if one.id in edition.paged_volumes]


def _singles(edition: Edition) -> Iterator[DocumentRecord]:
    """Yield the documents that are no part of a volume in the edition."""
    return (one for one in edition.documents if not one.volume)


def _own(edition: Edition) -> list[DocumentRecord]:
    """Return the documents with a count of pages of their own."""
    return [one for one in _singles(edition) if not one.printed_in and one.page_places]


def _printed(edition: Edition) -> dict[str, list[PrintedPage]]:
    """Return the pages of each printed volume that the edition holds in part, by its name, in its order."""
    found: dict[str, dict[str, list[tuple[DocumentRecord, str]]]] = defaultdict(dict)
    for record in _singles(edition):
        if record.printed_in:
            for label, fragment in _places(record):
                found[record.printed_in].setdefault(label, []).append((record, fragment))
    return {
        name: [PrintedPage(label, tuple(pages[label])) for label in sorted(pages, key=_order)]
        for name, pages in sorted(found.items())
    }


def _places(record: DocumentRecord) -> list[tuple[str, str]]:
    """Return the pages of a document: those of its text, and those that its metadata state beyond them."""
    known = {label for label, _ in record.page_places}
    stated = _stated(record.printed_pages) if record.printed_in else []
    return [*record.page_places, *((label, "") for label in stated if label not in known)]


def _stated(words: str) -> list[str]:
    """Return the pages that metadata state: `587-588`, `739-40`, and what is no such range as it stands."""
    first, last = split_range(words)
    if not (first.isdecimal() and last.isdecimal()):
        return [words] if words else []
    return [str(label) for label in range(int(first), min(int(last), int(first) + _LONGEST) + 1)]


def _order(label: str) -> tuple[bool, int, str]:
    """Return where a label stands among others: the numbers in their order, behind what is no number."""
    number = _NUMBER.match(label)
    return (number is not None, int(number[0]) if number else 0, label)


def _section(name: str, title: str, content: str) -> str:
    return f'<h2 id="{name}">{title}</h2>\n{content}' if content else ""


def _volumes(edition: Edition, url_for: UrlFor) -> str:
    items = "".join(
        f'<li><a href="{url_for(page_list(one.id))}">{html_text(volume_name(one))}</a></li>\n'
        for one in _paged(edition)
    )
    return f"<ul>\n{items}</ul>\n" if items else ""


def _page(page: PrintedPage, url_for: UrlFor) -> str:
    """Return a page as a link to where it begins, and links to the other documents on it."""
    label = f"<b>{html_text(page.label)}</b> "
    links = [
        f'<a href="{url_for(record.page, fragment)}">{label if place == 0 else ""}'
        f"<span>{html_text(_called(record))}</span></a>"
        for place, (record, fragment) in enumerate(page.places)
    ]
    return f"<li>{', '.join(links)}</li>\n"


def _documents(documents: list[DocumentRecord], url_for: UrlFor) -> str:
    show = _whole if len(documents) > _MANY else _each
    items = "".join(f"<li>{show(one, url_for)}</li>\n" for one in documents)
    return f'<ul class="edition-own-pages">\n{items}</ul>\n' if items else ""


def _each(record: DocumentRecord, url_for: UrlFor) -> str:
    """Return a document with a link to each of its pages."""
    links = " ".join(
        f'<a href="{url_for(record.page, fragment)}">{html_text(label) or "–"}</a>'
        for label, fragment in record.page_places
    )
    return f'<a href="{url_for(record.page)}">{html_text(_title(record))}</a> <span>pages {links}</span>'


def _whole(record: DocumentRecord, url_for: UrlFor) -> str:
    """Return a document with its pages in words."""
    labels = dict.fromkeys((record.page_places[0][0], record.page_places[-1][0]))
    words = f"{'pages' if len(labels) > 1 else 'page'} {'–'.join(labels)}"
    return f'<a href="{url_for(record.page)}">{html_text(_title(record))}</a> <span>{html_text(words)}</span>'


def _called(record: DocumentRecord) -> str:
    return f"document {number_of(record)}" if record.number else _title(record)


def _title(record: DocumentRecord) -> str:
    return record.label or shorten(record.title, 70) or "Untitled"
