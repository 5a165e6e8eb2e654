"""The styles in which a document is cited, and what each says of the edition in which it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.citations import apa, chicago, mla
from edition.citations.numbers import Shortening
from edition.citations.text import html

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.citations.record import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style: what it is called, what it makes of a citation, and how it says where a passage is.

    An entry of a list, which is the same whatever page is cited, has no `locators`. `annotation` says of
    which words one of our annotations speaks: before an entry or a note; in the text, in place of author and
    year. `printed` and `paper` are what it says of the edition: of a document that is printed elsewhere, and
    of any other. In them {name} is the edition's name and {address} the document's address there.
    """

    id: str
    name: str
    cite: Callable[[Citation, str], str]
    locators: Callable[[Citation], tuple[str, str, str, str]] | None = None
    shortening: Shortening = Shortening.NONE
    annotation: str
    printed: str = ""
    paper: tuple[str, str] = ("", "")


STYLES = (
    Style(
        id="chicago-note",
        name="Chicago (17th ed.) and Turabian (9th ed.), note",
        cite=chicago.note,
        locators=chicago.locators,
        shortening=Shortening.CHICAGO,
        annotation="Editors’ annotation to “{}” in ",
        printed="; consulted in {name}, {address}",
        paper=(", in {name}", ", {address}"),
    ),
    Style(
        id="chicago-bibliography",
        name="Chicago (17th ed.) and Turabian (9th ed.), bibliography",
        cite=chicago.entry,
        annotation="Editors’ annotation to “{}.” In ",
        printed=" Consulted in {name}. {address}.",
        paper=(" In {name}.", " {address}."),
    ),
    Style(
        id="mla",
        name="MLA, 9th edition",
        cite=mla.entry,
        annotation="Editors’ annotation to “{}.” ",
        printed=" {name}, {address}.",
        paper=(" {name}", ", {address}"),
    ),
    Style(
        id="mla-text",
        name="MLA, in the text",
        cite=mla.in_text,
        locators=mla.locators,
        shortening=Shortening.MLA,
        annotation="Editors’ annotation to “{}”",
    ),
    Style(
        id="apa",
        name="APA, 7th edition",
        cite=apa.entry,
        annotation="[Editors’ annotation to “{}”]. (n.d.). In ",
        printed=". Consulted in {name}, {address}",
        paper=(" {name}.", " {address}"),
    ),
    Style(
        id="apa-text",
        name="APA, in the text",
        cite=apa.in_text,
        locators=apa.locators,
        annotation="[Editors’ annotation to “{}”], n.d.",
    ),
)
STYLES_BY_ID = {style.id: style for style in STYLES}


def is_stopped(style: Style, one: Citation) -> bool:
    """Whether a citation ends with a full stop before anything is said of the edition, and not behind it."""
    by_style = {"chicago-note": chicago.is_stopped, "apa": apa.is_stopped}
    return style.id in by_style and by_style[style.id](one)


def consulted(style: Style, name: str, address: str, *, is_printed: bool, is_stopped: bool = False) -> str:
    """Return what a style says of the edition; where nobody knows its address, a script may show it.

    `is_stopped` tells that what stands before it ends with a full stop.
    """
    if not name or not style.printed:
        return ""
    named, open_tag = f"<i>{html(name)}</i>", '<span class="cite-edition"'
    end = "." if style.id == "mla" and not is_printed else ""
    stop = "." if style.id == "chicago-note" and is_stopped else ""
    before, behind = ("", style.printed) if is_printed else style.paper
    where = f'<span class="cite-address">{html(address)}</span>'
    said = behind.format(name=named, address=where)
    said = said.removeprefix(".") + stop * is_printed if is_stopped else said
    said = f"{open_tag}>{said}</span>" if address else f"{open_tag} hidden>{said}</span>"
    return before.format(name=named) + said + (end or stop * (not is_printed))
