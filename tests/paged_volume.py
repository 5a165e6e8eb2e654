"""A volume for tests of pages: two parts that count from 1, and a document that begins in mid-page."""

from __future__ import annotations

DOCUMENT = '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Memorandum</head>{1}</div>'


def pages_of(*labels: str) -> str:
    return "".join(f'<pb n="{label}"/><p>Words of page {label}.</p>' for label in labels)


# Two parts, each with its own count of pages; a document that begins on a page that another has begun.
VOLUME = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">A Volume</title></titleStmt><publicationStmt><idno type="frus">v1</idno>
</publicationStmt></fileDesc></teiHeader><text><front><div xml:id="preface"><head>Preface</head>
{pages_of("XI", "XII")}</div></front><body><pb n="20"/><div type="chapter" xml:id="ch1"><head>Part one</head>
{DOCUMENT.format(1, pages_of("21"))}{DOCUMENT.format(2, f"<p>Words.</p>{pages_of('22', '22a', '23')}")}
</div><pb n="1"/><div type="chapter" xml:id="ch2"><head>Part two</head>{DOCUMENT.format(3, pages_of("20"))}
<pb n="30"/>{DOCUMENT.format(4, "<p>Words.</p>")}</div></body></text></TEI>"""
