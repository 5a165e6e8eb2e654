"""An edition whose documents have more notes than any real one, and longer, and closer together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VOLUME = "frus1961-63v99"
# What a source note of a volume is like at its longest.
LONG = (
    "Source: Department of State, Central Files, 762.00/10-2162. Secret; Limit Distribution. Drafted by "
    "a member of the staff and approved in the Secretary's office on the following day, after it had "
    "been read to the President. The meeting was held in the Cabinet Room. According to the President's "
    "Appointment Book it began at 10 a.m. and ended at noon, and those present were the members of the "
    "Executive Committee and two officials of the Joint Chiefs of Staff, who left before the discussion "
    "of the third point. A memorandum of conversation that covers the same ground is in another file, "
    "with handwritten corrections by a participant whose name cannot be read. For the preparatory "
    "papers see the documents printed before this one; the text of the letter that was mentioned in the "
    "course of the conversation was not found, and neither was its translation, which was sent to Bonn, "
    "London and Paris in the night of the same day, with instructions."
)
BLOCKS = (
    "First paragraph of the note. <p>A second paragraph of the note, which says more than the first.</p>"
    "<list><item>one thing</item><item>another thing</item></list>"
    "<table><row><cell>Berlin</cell><cell>1,200,000</cell><cell>Helmstedt</cell></row>"
    "<row><cell>Cuba</cell><cell>42</cell><cell>Mariel</cell></row></table> Last words."
)
WORDS = (
    "The Secretary said that the position of the three powers was the same as it had been in the spring, and "
    "that nothing which had been said in the meantime by either side had changed it in substance"
)


def _note(number: int) -> str:
    """Return a note: most are short, each fifth is long, each ninth has blocks of its own."""
    words = LONG if number % 5 == 0 else BLOCKS if number % 9 == 0 else f"See document {number}."
    return f'<note n="{number}">{words}</note>'


def _document(name: str, notes: int, *, together: int, more: str = "") -> str:
    """Return a document with so many notes, some of them together on one line."""
    paragraphs = []
    for first in range(1, notes + 1, together):
        called = [_note(number) for number in range(first, min(first + together, notes + 1))]
        inside = ", as was known".join(called[:2])
        paragraphs.append(
            f"<p>{WORDS}{inside}, in matter {first} of the day{''.join(called[2:])}. {WORDS}.</p>"
        )
    return (
        f'<div type="document" xml:id="{name}" n="{name[1:]}"><head>{name[1:]}. Memorandum</head>'
        '<dateline><date when="1962-10-21">October 21, 1962</date></dateline>'
        f"{''.join(paragraphs)}{more}</div>"
    )


SPECIAL = (
    '<p>A first call<note n="1" xml:id="d4fn1">The note that is called twice.</note> and words. '
    f'{WORDS}. {WORDS}. {WORDS}. {WORDS}.</p><p>A second call<note n="1" target="#d4fn1"/> of it. A note'
    '<note n="2">that calls <note n="3">the note of a note</note> another.</note> ends the document.</p>'
)
DOCUMENTS = (
    _document("d1", 60, together=3),
    _document("d2", 200, together=5),
    _document("d3", 40, together=2),
    _document("d4", 0, together=1, more=SPECIAL),
    _document("d5", 300, together=3),
)
SOURCE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
    '<title type="complete">A Volume</title></titleStmt><publicationStmt>'
    f'<idno type="frus">{VOLUME}</idno></publicationStmt></fileDesc></teiHeader><text><body>'
    f'<div type="chapter" xml:id="ch1"><head>One</head>{"".join(DOCUMENTS)}</div></body></text></TEI>'
)
FEW, MANY, BOTH, TWICE, MOST = (f"documents/{VOLUME}-d{number}/" for number in (1, 2, 3, 4, 5))


def write_noted_edition(folder: Path, sources: dict[str, bytes]) -> None:
    """Write the edition into `folder`, beside volumes that are given by their names."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Home\n\nWords.[^1]\n\n[^1]: A footnote.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Notes\ntheme: {name: material, font: false, features: [content.footnote.tooltips]}\n"
        "plugins: [edition: {search: false}]\nmarkdown_extensions: [footnotes]\n",
        encoding="utf-8",
    )
    for name, source in {VOLUME: SOURCE.encode(), **sources}.items():
        (folder / "sources" / name).mkdir(parents=True)
        (folder / "sources" / name / "source.xml").write_bytes(source)
    (folder / "sources/people.yml").write_text("- {id: rusk, name: Dean Rusk}\n", encoding="utf-8")
    annotations = folder / "sources" / VOLUME / "annotations/d3.yml"
    annotations.parent.mkdir()
    annotations.write_text("\n".join(map(_annotation, range(1, 41, 2))), encoding="utf-8")


def _annotation(number: int) -> str:
    """Return an annotation: each third only names a person, the others say something."""
    says = "entity: rusk" if number % 3 == 0 else f"note: {LONG if number % 4 == 1 else 'A comment.'!r}"
    return f"- {{id: a{number}, exact: matter {number} of the day, {says}}}"
