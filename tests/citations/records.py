"""Citations for the tests: that of the Chicago Manual's own example, and others made up."""

from __future__ import annotations

from edition.citations.dates import CitedDate
from edition.citations.names import parse_name
from edition.citations.record import Citation, Fact

CHILE = Citation(
    id="frus1969-76v21-d190",
    title="Memorandum From the President’s Assistant (Kissinger) to President Nixon",
    genre="Memorandum",
    document_number="190",
    author=(parse_name("Henry Kissinger"),),
    recipient=(parse_name("Richard Nixon"),),
    date=CitedDate("1970-12-18"),
    place=Fact("Washington"),
    container_title="Chile, 1969–1973",
    collection_title="Foreign Relations of the United States, 1969–1976",
    volume="XXI",
    editor=(parse_name("James McElveen"), parse_name("James Siekmeier")),
    collection_editor=(parse_name("Adam Howard"),),
    publisher="Government Printing Office",
    publisher_place="Washington, DC",
    issued=CitedDate("2014"),
    url="https://history.state.gov/historicaldocuments/frus1969-76v21/d190",
)
"""The document that the Chicago Manual of Style cites in its Q&A (faq0443)."""
