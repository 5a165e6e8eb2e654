"""What we know of a document, as a table that says of each value how it is known."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.render.escaping import html_text
from edition.schema import Certainty, Statement

if TYPE_CHECKING:
    from edition.annotations.passages import AnnotatedDocument
    from edition.schema import Metadata, Related, StatementItem

# Key of the metadata, name of the row; those marked are shown even where nobody knows the value.
_ROWS = (
    ("title", "Title"),
    ("type", "Kind"),
    ("number", "Number"),
    ("date", "Date"),
    ("event_date", "Date of the event"),
    ("received", "Received"),
    ("place", "Place"),
    ("from_", "From"),
    ("to", "To"),
    ("author", "Author"),
    ("participants", "Participants"),
    ("subject", "Subject"),
    ("classification", "Classification"),
    ("precedence", "Precedence"),
    ("distribution", "Distribution"),
    ("control_number", "Control number"),
    ("declassification", "Declassification"),
    ("language", "Language"),
    ("container_title", "Printed in"),
    ("collection_title", "Series"),
    ("volume", "Volume"),
    ("page", "Pages"),
    ("number_of_pages", "Number of pages"),
    ("editor", "Editor"),
    ("collection_editor", "Editor of the series"),
    ("publisher", "Publisher"),
    ("publisher_place", "Place of publication"),
    ("issued", "Published"),
    ("archive", "Archive"),
    ("archive_location", "Place in the archive"),
    ("url", "Address"),
)
_ALWAYS = {"date", "place", "classification", "archive"}
_DATES = {"date", "event_date", "received", "issued"}
# The keys whose values are not shown as they are.
_TOLD_OTHERWISE = {*_DATES, "url"}


def render_metadata(document: AnnotatedDocument) -> str:
    """Return the table; every row has its own header, and a value nobody knows is said to be not stated."""
    rows = [
        _row(key, name, statement, document.metadata)
        for key, name in _ROWS
        if (statement := getattr(document.metadata, key)) is not None or key in _ALWAYS
    ]
    if document.metadata.related:
        related = "".join(_related(one) for one in document.metadata.related)
        rows.append(f'<tr><th scope="row">See also</th><td><ul>{related}</ul></td></tr>\n')
    if document.metadata.rights:
        rows.append(_plain_row("Rights", document.metadata.rights))
    return f'<table class="edition-metadata"><tbody>\n{"".join(rows)}</tbody></table>'


def _row(key: str, name: str, statement: Statement | None, metadata: Metadata) -> str:
    """Return what is known under a key; most of it is one value, which the source states and others share."""
    if statement is not None and len(statement.items) == 1 and key not in _TOLD_OTHERWISE:
        item = statement.items[0]
        if not (item.evidence or item.supplied):
            return _plain_row(name, item.value)
    return f'<tr><th scope="row">{name}</th><td>{_value(key, metadata)}</td></tr>\n'


@lru_cache(maxsize=4096)
def _plain_row(name: str, words: str) -> str:
    return f'<tr><th scope="row">{name}</th><td>{html_text(words)}</td></tr>\n'


def _value(key: str, metadata: Metadata) -> str:
    """Return what is known under a key; of a date also how it is printed, or only that if it is none."""
    cell = _cell(key, getattr(metadata, key))
    if key != "date" or metadata.date_printed is None:
        return cell
    printed = "; ".join(f"<q>{html_text(words)}</q>" for words in metadata.date_printed.values)
    if metadata.date is None:
        return printed
    return f'{cell} <span class="edition-how"><b>printed</b> {printed}</span>'


def _cell(key: str, statement: Statement | None) -> str:
    if statement is None:
        return '<span class="edition-not-stated">not stated</span>'
    items = [_item(key, item) for item in statement.items]
    if len(items) == 1:
        return items[0]
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _item(key: str, item: StatementItem) -> str:
    words = html_text(humanize(parse(item.value)) if key in _DATES else item.value)
    if key == "url":
        words = f'<a href="{escape(item.value)}" rel="external">{words}</a>'
    evidence = f" <b>evidence</b> <q>{html_text(item.evidence)}</q>" if item.evidence else ""
    if item.supplied:
        likely = ", likely" if item.certainty is Certainty.LIKELY else ""
        how = f"<b>supplied{likely}</b> {html_text(item.supplied)}{evidence}"
        return f'<span class="supplied">{words}</span> <span class="edition-how">{how}</span>'
    return f'{words} <span class="edition-how">{evidence.strip()}</span>' if evidence else words


def _related(related: Related) -> str:
    title = html_text(related.title)
    if related.url:
        title = f'<a href="{escape(related.url)}" rel="external">{title}</a>'
    return f"<li>{title} {html_text(related.why)}</li>"
