"""From the root of a TEI file to a volume with its divisions, or to one document: by what the file holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.model import Division, DivisionKind, FirstPage, Volume
from edition.readers.tei.dates import HEAD, document_dates, first_date, is_own
from edition.readers.tei.elements import Shape, role_of
from edition.readers.tei.header import Header, read_header
from edition.readers.tei.metadata import head_of, shared_metadata
from edition.readers.tei.names import identifiers, is_name_list, listed_names, recorded_names
from edition.readers.tei.naming import DivisionIds, name_parts, title_of
from edition.readers.tei.outline import HEADER, PAGE_BREAK, TEXT, Part, cut_out, landmarks, outline
from edition.readers.tei.parse import XML_ID, TeiError, line_of, parse
from edition.readers.tei.words import has_words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from edition.model import ListedName
    from edition.readers.tei.dates import StatedDate
    from edition.schema import Metadata
    from edition.sources import MarkupSource


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPart:
    """A division and the element that is to be read for it, which holds nothing that has a page of its own.

    `title` is the heading's, and empty where there is none; `first_page` is None where the division begins
    with a page break of its own. `dates` and `datelines` are a document's own, and not those of a text in
    it; `page_breaks` are all that stand in it.
    """

    division: Division
    element: _Element
    title: str
    first_page: FirstPage | None
    dates: tuple[StatedDate, ...] = ()
    datelines: tuple[_Element, ...] = ()
    page_breaks: tuple[_Element, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTei:
    """A TEI file, opened.

    `volume` is None where the file is one document; that is then the only one of `parts`, which are by the
    names of their divisions, in order. `names` are the entries of the file's lists of persons and terms, and
    `entries` their identifiers. `identifiers` tells in which division each `xml:id` stands. `frus_id` is the
    volume's name for itself (`frus1961-63v15`), also of a file cut from one, or the source's id where it has
    none; `frus_document` is a single document's `xml:id` in that volume. `shared` is what all the documents
    have in common.
    """

    id: str
    path: str
    volume: Volume | None
    parts: Mapping[str, OpenedPart]
    names: tuple[ListedName, ...]
    entries: frozenset[str]
    identifiers: Mapping[str, str]
    frus_id: str
    frus_document: str
    header: Header
    shared: Metadata
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Opening:
    """What is known of a file while it is opened."""

    source: MarkupSource
    root: etree._Element
    header: Header
    problems: list[Diagnostic] = field(default_factory=list)

    def notice(self, code: Code, message: str, line: int) -> None:
        """Say something of a source that no editor can change, so that it stops no build."""
        where = Location(self.source.path, line)
        self.problems.append(Diagnostic(code, message, where, Severity.NOTICE))


def open_tei(source: MarkupSource) -> OpenedTei:
    """Return a TEI file, opened; a TeiError carries the one line that says why it cannot be read.

    It is a volume where it holds documents (`div` of type `document`) and anything of substance beside them:
    further documents, chapters with words, front matter. A file without such divisions is one document, and
    so is one whose only document has nothing beside it but lists of the names in it.
    """
    root, notices = parse(source)
    found = landmarks(root)
    opening = _Opening(source, root, read_header(found.header), list(notices))
    _note_unknown_elements(opening, found.texts)
    if not found.documents:
        return _open_whole(opening)
    made = outline(found)
    parts = list(made.walk())
    own = [part for part in parts if part.kind is DivisionKind.DOCUMENT]
    others = [part for part in parts if part.kind is not DivisionKind.DOCUMENT]
    for part, code, message in name_parts(parts):
        opening.notice(code, message, line_of(part.element))
    if len(own) == 1 and not any(_has_substance(part) for part in others):
        lists = [("", part.element) for part in others]
        return _open_single(opening, own[0], (*listed_names(lists), *recorded_names(root)))
    return _open_volume(opening, made.parts, {name: part.name for name, part in made.opened.items()})


def _open_volume(opening: _Opening, parts: list[Part], opened: dict[str, str]) -> OpenedTei:
    """Return a volume, opened; `opened` are the page breaks that begin a division."""
    source, every = opening.source, [one for part in parts for one in part.walk()]
    sections = [(part.name, part.element) for part in every if part.kind is DivisionKind.SECTION]
    names = (*listed_names(sections), *recorded_names(opening.root))
    ids = DivisionIds(source.id)
    made: dict[str, OpenedPart] = {}
    divisions = tuple(_division(part, ids, made) for part in parts)
    volume = Volume(
        id=source.id,
        title=opening.header.title or source.id,
        divisions=divisions,
        names=names,
        imprint=_imprint(opening.header),
    )
    return _opened(opening, volume, {part.name: made[part.name] for part in every}, names, opened)


def _open_single(opening: _Opening, part: Part, names: tuple[ListedName, ...]) -> OpenedTei:
    """Return a file that is one document, opened."""
    number, title = head_of(part.element)
    datelines = _own_datelines(part)
    dates = document_dates(part.element, datelines)
    division = Division(
        id=opening.source.id,
        name=part.name,
        kind=DivisionKind.DOCUMENT,
        title=title or title_of(part, number),
        number=number,
        date=first_date(dates),
    )
    first, _ = opening.header.pages
    first_page = part.first_page or (FirstPage(first, begins=False) if first else None)
    made = OpenedPart(
        division=division,
        element=part.element,
        title=title,
        first_page=first_page,
        dates=dates,
        datelines=datelines,
        page_breaks=tuple(part.page_breaks),
    )
    return _opened(opening, None, {part.name: made}, names, {})


def _open_whole(opening: _Opening) -> OpenedTei:
    """Return a file without divisions for documents, which is one document, opened."""
    root, source = opening.root, opening.source
    texts = [text for text in root.iter(TEXT) if has_words(text)]
    if not texts:
        message = "the file holds no text outside its header; put the file as received here"
        raise TeiError(Diagnostic(Code.SOURCE_EMPTY, message, Location(source.path, line_of(root))))
    is_volume = opening.header.frus_id and not opening.header.frus_document
    if is_volume or _is_but_headings(texts):
        message = "there is no document in this volume: no <div type='document'>; put the whole volume here"
        raise TeiError(Diagnostic(Code.DOCUMENTS_NONE, message, Location(source.path, line_of(texts[0]))))
    names = recorded_names(root)
    for header in list(root.iter(HEADER)):
        cut_out(header)
    element = _only_part(texts[0]) if len(texts) == 1 else root
    name = element.get(XML_ID) or ""
    part = Part(element, DivisionKind.DOCUMENT, name=name)
    part.look_through()
    return _open_single(opening, part, names)


def _only_part(text: _Element) -> _Element:
    """Return the body of a text, or the whole text where something stands beside the body."""
    parts = [child for child in text if isinstance(child.tag, str)]
    filled = [part for part in parts if has_words(part) or next(part.iter(PAGE_BREAK), None) is not None]
    beside = [text.text, *(child.tail for child in text)]
    alone = len(filled) == 1 and not any(words and words.strip() for words in beside)
    return filled[0] if alone else text


def _opened(
    opening: _Opening,
    volume: Volume | None,
    parts: Mapping[str, OpenedPart],
    names: tuple[ListedName, ...],
    begun: dict[str, str],
) -> OpenedTei:
    found = identifiers((part.division.name, part.element) for part in parts.values())
    for one in found.repeated:
        message = f"the xml:id '{one.name}' stands here a second time; what refers to it leads to the first"
        opening.notice(Code.XML_ID_DUPLICATE, message, one.line)
    single = next(iter(parts), "") if volume is None else ""
    return OpenedTei(
        id=opening.source.id,
        path=opening.source.path,
        volume=volume,
        parts=parts,
        names=names,
        entries=frozenset(entry.name for entry in names),
        identifiers={**begun, **found.parts},
        frus_id=opening.header.frus_id or opening.source.id,
        frus_document=opening.header.frus_document or single,
        header=opening.header,
        shared=shared_metadata(opening.header),
        diagnostics=tuple(opening.problems),
    )


def _division(part: Part, ids: DivisionIds, made: dict[str, OpenedPart]) -> Division:
    """Return the division that a part is, with those in it, and enter all of them in `made`."""
    is_document = part.kind is DivisionKind.DOCUMENT
    number, title = head_of(part.element) if is_document else ("", words_of(part.element.find(HEAD)))
    datelines = _own_datelines(part) if is_document else ()
    dates = document_dates(part.element, datelines) if is_document else ()
    division = Division(
        id=ids.id_of(part.name),
        name=part.name,
        kind=part.kind,
        title=title or title_of(part, number),
        number=number,
        date=first_date(dates),
        children=tuple(_division(child, ids, made) for child in part.children),
    )
    made[part.name] = OpenedPart(
        division=division,
        element=part.element,
        title=title,
        first_page=part.first_page,
        dates=dates,
        datelines=datelines,
        page_breaks=tuple(part.page_breaks),
    )
    return division


def _own_datelines(part: Part) -> tuple[_Element, ...]:
    """Return a document's own datelines, not those of its notes, quotations and attachments."""
    return tuple([dateline for dateline in part.datelines if is_own(dateline, part.element)])


def _has_substance(part: Part) -> bool:
    """Whether a part holds more than lists of names."""
    if part.kind is DivisionKind.CHAPTER:
        return has_words(part.element)
    return has_words(part.element) and not is_name_list(part.element)


def _is_but_headings(texts: list[_Element]) -> bool:
    """Whether every word of the divisions stands in a heading, as in the shell of a volume."""
    return all(not words_of(text, but=frozenset({HEAD})) for text in texts)


def _note_unknown_elements(opening: _Opening, texts: list[_Element]) -> None:
    """Say once of each element that we do not know what becomes of it, in the order in which they come."""
    tags = {str(element.tag) for text in texts for element in text.iter(etree.Element)}
    unknown = {tag for tag in tags if role_of(tag).shape is Shape.UNKNOWN}
    for text in texts if unknown else ():
        for element in text.iter(*unknown):
            if (tag := str(element.tag)) in unknown:
                unknown.remove(tag)
                name = tag.rpartition("}")[2]
                message = f"we do not know the element <{name}>; its words are kept, as plain text"
                opening.notice(Code.ELEMENT_UNKNOWN, message, line_of(element))


def _imprint(header: Header) -> tuple[str, ...]:
    """Return who edited and published a volume, where and when."""
    facts = header.imprint
    editors = facts.get("editor", ())
    place = ": ".join(filter(None, (*facts.get("publisher_place", ())[:1], *facts.get("publisher", ())[:1])))
    general = facts.get("collection_editor", ())
    said = (
        facts.get("collection_title", ("",))[0],
        f"edited by {', '.join(editors)}" if editors else "",
        f"general editor {', '.join(general)}" if general else "",
        place,
        facts.get("issued", ("",))[0],
    )
    return tuple(filter(None, said))
