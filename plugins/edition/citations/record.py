"""What a citation of a document is made of: the variables of CSL, taken from what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from edition.citations.dates import CitedDate
from edition.citations.names import Name, parse_name
from edition.schema import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.schema import Metadata, Statement

HISTORY_STATE_GOV = "https://history.state.gov/historicaldocuments/"
# What the title of a volume says of its series and its number, which citations say apart.
_WHOLE_TITLE = re.compile(r"^.*?,\s*Volumes? [IVXLCDM\d–—-]+(?:,\s*Part \w+)?,\s*(?=\S)")
_DOCUMENT = re.compile(r"\bdocument (\w+)$")
_CANONICAL = re.compile(r"historicaldocuments/[^/#?]+/d(\d+\w*)")
# Nobody sends the memorandum of a conversation: whom a heading names are those who spoke.
_CONVERSATION = re.compile(r"\bconversations?\b", re.IGNORECASE)
_FRUS = re.compile(r"frus\d")
_FRUS_DOCUMENT = re.compile(r"d\d+\w*")


class Fact(NamedTuple):
    """Something that is known, whether the editors supply it, and whether it is then only likely."""

    words: str = ""
    is_supplied: bool = False
    is_likely: bool = False

    @property
    def certain(self) -> str:
        """The words, if they are certain."""
        return "" if self.is_likely else self.words


_NONE = Fact()


class Container(NamedTuple):
    """The volume in which a document is printed: what most documents of an edition have in common."""

    container_title: str
    collection_title: str
    volume: str
    editor: tuple[Name, ...]
    collection_editor: tuple[Name, ...]
    publisher: str
    publisher_place: str
    issued: CitedDate | None

    @property
    def is_multivolume(self) -> bool:
        """Whether it is one of several of a work that has a title of its own."""
        return bool(self.collection_title and self.volume)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation of a document is made of, in the variables of CSL.

    A document may have a title only from its editors: `has_own_title` tells. `author` wrote it, or sent it,
    and then perhaps to a `recipient`; `genre` is the kind of document, `number` its own (Secto 8),
    `document_number` that in the volume in which it is printed. `date` is the document's own, `issued` that
    of the volume; both may be missing. `printed_date` is how the source prints the former. One that has a
    `container_title` is printed there, any other is a paper of an archive.
    """

    id: str
    title: str
    has_own_title: bool = True
    genre: str = ""
    number: str = ""
    document_number: str = ""
    author: tuple[Name, ...] = ()
    recipient: tuple[Name, ...] = ()
    date: CitedDate | None = None
    printed_date: str = ""
    place: Fact = _NONE
    container_title: str = ""
    collection_title: str = ""
    volume: str = ""
    page: str = ""
    editor: tuple[Name, ...] = ()
    collection_editor: tuple[Name, ...] = ()
    publisher: str = ""
    publisher_place: str = ""
    issued: CitedDate | None = None
    archive: Fact = _NONE
    archive_location: Fact = _NONE
    url: str = ""
    language: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether it is printed in a volume."""
        return bool(self.container_title)

    @property
    def is_letter(self) -> bool:
        """Whether it has a sender and a recipient, by whom one cites it."""
        return bool(self.author and self.recipient)

    @property
    def container(self) -> Container:
        """The volume in which it is printed; what is made of that is made once for all its documents."""
        return Container(
            self.container_title,
            self.collection_title,
            self.volume,
            self.editor,
            self.collection_editor,
            self.publisher,
            self.publisher_place,
            self.issued,
        )


class InVolume(NamedTuple):
    """Where a document stands in a volume: the name of the volume, of the document, and its number there."""

    volume: str = ""
    name: str = ""
    number: str = ""


def citation_of(
    identifier: str,
    title: str,
    metadata: Metadata,
    place: InVolume,
    people: Mapping[str, str] | None = None,
) -> Citation:
    """Return what a citation of a document is made of; `people` are full names by the names in the metadata.

    Of the document's own facts, those that are only likely are marked as such; of the volume's, left out.
    """
    people = people or {}
    container = _certain(metadata.container_title)
    url = _certain(metadata.url) or _canonical(place)
    sender = None if _CONVERSATION.search(_certain(metadata.type)) else metadata.from_
    author = metadata.author or sender
    return Citation(
        id=identifier,
        title=" ".join(title.split()).rstrip(" ,;:"),
        has_own_title=not (metadata.title and metadata.title.items[0].supplied),
        genre=_certain(metadata.type),
        number=_own_number(metadata),
        document_number=_document_number(metadata, place, url) if container else "",
        author=_names(author, people),
        recipient=_names(metadata.to, people) if sender and author is sender else (),
        date=_date(metadata.date),
        printed_date=_certain(metadata.date_printed),
        place=_fact(metadata.place),
        container_title=_WHOLE_TITLE.sub("", container),
        collection_title=_certain(metadata.collection_title),
        volume=_certain(metadata.volume),
        page=_certain(metadata.page),
        editor=_names(metadata.editor, {}),
        collection_editor=_names(metadata.collection_editor, {}),
        publisher=_certain(metadata.publisher),
        publisher_place=_certain(metadata.publisher_place),
        issued=_published(metadata.issued),
        archive=_fact(metadata.archive),
        archive_location=_fact(metadata.archive_location),
        url=url,
        language=_certain(metadata.language),
    )


def full_names(metadata: Metadata, listed: Sequence[str]) -> dict[str, str]:
    """Return names of a source's list by the family names in a heading, where only one can be meant."""
    found: dict[str, str] = {}
    for statement in (metadata.from_, metadata.to):
        for words in statement.values if statement else ():
            fitting = {name for name in listed if " " not in words and parse_name(name).family == words}
            if len(fitting) == 1:
                found[words] = fitting.pop()
    return found


def _fact(statement: Statement | None) -> Fact:
    """Return a fact, on one line, and without what would part it from the next."""
    if statement is None:
        return _NONE
    item = statement.items[0]
    return Fact(
        " ".join(item.value.split()).rstrip(" ,;:"), bool(item.supplied), item.certainty is Certainty.LIKELY
    )


def _certain(statement: Statement | None) -> str:
    return _fact(statement).certain if statement else ""


def _names(statement: Statement | None, people: Mapping[str, str]) -> tuple[Name, ...]:
    """Return the names that are certain."""
    if statement is None:
        return ()
    certain = [item for item in statement.items if item.certainty is not Certainty.LIKELY]
    return tuple([parse_name(people.get(one.value, one.value), one.family) for one in certain])


def _date(statement: Statement | None) -> CitedDate | None:
    if statement is None:
        return None
    item = statement.items[0]
    return CitedDate(item.value, bool(item.supplied), item.certainty is Certainty.LIKELY)


def _published(statement: Statement | None) -> CitedDate | None:
    """Return when a volume was published; what its own title page says is not supplied."""
    date = _date(statement)
    return CitedDate(date.edtf, is_supplied=False, is_likely=date.is_likely) if date else None


def _own_number(metadata: Metadata) -> str:
    """Return the number by which a document is called; that of its place in a volume is none of its own."""
    number = _certain(metadata.number)
    return "" if _DOCUMENT.search(number) else number


def _document_number(metadata: Metadata, place: InVolume, url: str) -> str:
    stated = _DOCUMENT.search(_certain(metadata.number)) or _CANONICAL.search(url)
    return stated[1] if stated else place.number


def _canonical(place: InVolume) -> str:
    """Return the address of a document of FRUS at the Office of the Historian."""
    if _FRUS.match(place.volume) and _FRUS_DOCUMENT.fullmatch(place.name):
        return f"{HISTORY_STATE_GOV}{place.volume}/{place.name}"
    return ""
