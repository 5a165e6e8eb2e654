"""How to cite a document, on its page: the styles as text, the files, and the foot of a printed page."""

from __future__ import annotations

from html import escape
from json import dumps
from typing import TYPE_CHECKING

from edition.citations.files import OfTheSite, bibtex, csl_json, of_the_site, ris
from edition.citations.styles import STYLES, STYLES_BY_ID, consulted, is_stopped
from edition.render.downloads import pdf_file, render_downloads
from edition.render.head import in_script
from edition.render.holes import fill, hole
from edition.render.urls import whole_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.citations.record import Citation
    from edition.citations.styles import Style
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

_KINDS = ("csl", "ris", "bib")
_HOLES = {
    kind: OfTheSite(*(hole(f"{kind}-{part}", "") for part in ("note", "address", "container")))
    for kind in _KINDS
}
_FOOT = "chicago-bibliography"


def cited_parts(citation: Citation | None) -> tuple[str, str, str, str, str]:
    """Return the panel of a document, the foot of its text, and the files in CSL-JSON, RIS and BibTeX.

    They have holes for what the site adds; without a citation they are empty.
    """
    if citation is None:
        return ("", "", "", "", "")
    texts = {style.id: style.cite(citation, _edition(style, citation)) for style in STYLES}
    styles = "".join([_style(style, citation, texts[style.id]) for style in STYLES])
    panel = (
        '<details class="edition-cite" id="edition-cite"><summary>Cite and download</summary>\n'
        f'<dl class="edition-citations">\n{styles}</dl>\n{hole("cite-files", "")}</details>\n'
    )
    return (
        panel,
        f'<p class="edition-colophon">{texts[_FOOT]}</p>\n',
        csl_json(citation, _HOLES["csl"]),
        ris(citation, _HOLES["ris"]),
        bibtex(citation, _HOLES["bib"]),
    )


def _style(style: Style, citation: Citation, text: str) -> str:
    """Return a citation, and how its script says where a passage is."""
    at = ""
    if style.locators:
        at = f' data-at="{escape("|".join(style.locators(citation)))}" data-short="{style.shortening}"'
    return (
        f'<div><dt id="cite-{style.id}">{style.name}</dt><dd{at} data-annotation="{style.annotation}">'
        f"{text}</dd></div>\n"
    )


def _edition(style: Style, citation: Citation) -> str:
    stopped = "-stopped" if is_stopped(style, citation) else ""
    return hole(f"cite-{'printed' if citation.is_printed else 'paper'}{stopped}", style.id)


def cite_fillings(
    edition: Edition, document: DocumentRecord, url_for: UrlFor
) -> dict[str, Callable[[str], str]]:
    """Return what fills the holes of a document's citation on its page."""
    name, address = edition.site.name, whole_address(edition.site, document.page, url_for)

    def said(*, is_printed: bool, is_stopped: bool) -> Callable[[str], str]:
        return lambda style: consulted(
            STYLES_BY_ID[style], name, address, is_printed=is_printed, is_stopped=is_stopped
        )

    def head(canonical: str) -> str:
        return _head(edition, document, address or canonical, is_own=bool(address))

    return {
        "cite-printed": said(is_printed=True, is_stopped=False),
        "cite-printed-stopped": said(is_printed=True, is_stopped=True),
        "cite-paper": said(is_printed=False, is_stopped=False),
        "cite-paper-stopped": said(is_printed=False, is_stopped=True),
        "cite-files": lambda _: render_downloads(edition, document, url_for),
        "cite-head": head,
        "cite-title": lambda _: _meta("citation_book_title", name) if name else "",
        "cite-schema": lambda kind: _schema(name, edition.site.address, address, kind),
    }


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{escape(value)}">\n'


def _head(edition: Edition, document: DocumentRecord, address: str, *, is_own: bool) -> str:
    """Return the addresses of a document, for its head."""
    if not address:
        return ""
    pdf = pdf_file(edition, document)
    made = _meta("citation_public_url", address) + _meta("DC.identifier", address)
    return made + (_meta("citation_pdf_url", edition.site.address + pdf) if is_own and pdf else "")


def _schema(name: str, site: str, address: str, kind: str) -> str:
    """Return the document's address, and the edition of which a paper is a part, as JSON."""
    found = {"url": address} if address else {}
    said = dumps(found, ensure_ascii=False)[1:-1]
    if kind == "paper" and name:
        whole = {"@type": "Collection", "name": name, **({"url": site} if site else {})}
        part = f'"isPartOf": {dumps(whole, ensure_ascii=False)}'
        said = f"{said}, {part}" if said else part
    return in_script(f", {said}") if said else ""


def citation_file(edition: Edition, document: DocumentRecord, part: int, url_for: UrlFor) -> str:
    """Return a file of a document's citation: CSL-JSON, RIS or BibTeX, by their order from 1."""
    kind = _KINDS[part - 1]
    adds = of_the_site(edition.site.name, whole_address(edition.site, document.page, url_for))[kind]
    return fill(
        edition.galleys[document.id].cited[part],
        {
            f"{kind}-note": lambda _: adds.note,
            f"{kind}-address": lambda _: adds.address,
            f"{kind}-container": lambda _: adds.container,
        },
    )
