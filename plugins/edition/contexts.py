"""What decides about a page: where it is the same as at the last build, the page is, and need not be made.

A page that is made though nothing has changed costs a moment; one that is not made though something has
changed is wrong. So everything that a renderer may ask the edition about a document stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.annotations.notes import render_note
from edition.chronology import ON_A_PAGE
from edition.links import End
from edition.packs.checks import hrefs_of
from edition.published import ledger_name
from edition.references import leads_out
from edition.render.entity_records import frus_place
from edition.render.moved import moves_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.entities import Authority
    from edition.links import ResolvedLink
    from edition.mentions import NamedEntity
    from edition.packs.model import AssignedPack
    from edition.pairs import DocumentPair
    from edition.records import DocumentRecord
    from edition.render.entities import Part
    from edition.resolved import Edition


def document_context(edition: Edition, document: DocumentRecord) -> tuple[object, ...]:
    """Return what decides about a document's page.

    Its key stands for its source, with all that its volume says of its other documents, for its metadata and
    its annotations, for the threads, the entities and the engine; the rest is what others decide. The
    names in a document cut from a volume lead to that volume, once the edition holds it whole.
    """
    links = (*edition.links_from(document.id), *edition.links_to(document.id))
    neighbours = edition.neighbours(document.id)
    return (
        edition.keys[document.id],
        edition.site.has_facing,
        _cited(edition),
        [(one.thread, _shown(edition, one.previous), _shown(edition, one.next)) for one in neighbours],
        [_link(edition, link) for link in links],
        [edition.reference(document, one) for one in document.references if leads_out(document, one)],
        _volume_beside(edition, document),
        _other_desks(edition, document),
        _side_by_side(edition, document),
        moves_context(edition, ledger_name(document)),
    )


def _cited(edition: Edition) -> tuple[str, str, bool, bool]:
    """Return what decides about a citation beside the document itself: the site."""
    return (edition.site.name, edition.site.address, edition.site.has_books, edition.site.has_pdfs)


def citation_context(edition: Edition, document: DocumentRecord) -> tuple[object, ...]:
    """Return what decides about the files of a citation."""
    return (edition.keys[document.id], edition.site.name, edition.site.address)


def pair_context(edition: Edition, pair: DocumentPair) -> tuple[object, ...]:
    """Return what decides about the page on which two documents face each other."""
    return tuple(document_context(edition, edition.by_id[name]) for name in (pair.left, pair.right))


def pack_context(edition: Edition, pack: AssignedPack) -> tuple[object, ...]:
    """Return what decides about a pack's page: its file, its documents, where its words lead, the site."""
    linked = [href.partition("#")[0] for href in hrefs_of(pack)]
    return (
        pack.file,
        pack.passages,
        [document_context(edition, edition.by_id[name]) for name in pack.documents],
        [edition.by_id[name].state for name in pack.documents],
        [(name, edition.by_id[name].page) for name in linked if name in edition.by_id],
        edition.site,
    )


def _side_by_side(edition: Edition, document: DocumentRecord) -> tuple[str, bool]:
    """Return beside what a document can be read."""
    pair = edition.companion(document.id)
    return (pair.page if pair else "", len(edition.documents) > 1)


def _other_desks(edition: Edition, document: DocumentRecord) -> list[object]:
    """Return what lay on other desks, and what tells on which page of the timeline the rest of it stands."""
    desks = edition.other_desks(document.id)
    shown = [[_shown(edition, one.document) for one in desk.documents] for desk in desks]
    is_cut = any(desk.count > len(desk.documents) for desk in desks)
    return [desks, shown, len(edition.moments[0]) > ON_A_PAGE] if is_cut else [desks, shown]


def text_context(edition: Edition, document: DocumentRecord) -> tuple[object, ...]:
    """Return what decides about a document's text as a file: its source, and the site that it names."""
    return (edition.keys[document.id], edition.site.name, edition.site.address)


def markdown_context(edition: Edition, document: DocumentRecord) -> tuple[object, ...]:
    """Return what decides about a document's Markdown, where what the editors say stands with its links."""
    own = text_context(edition, document)
    if not document.anchored:
        return own
    links = (*edition.links_from(document.id), *edition.links_to(document.id))
    return (*own, [_link(edition, link) for link in links])


def facing_context(edition: Edition, document: DocumentRecord) -> tuple[object, ...]:
    """Return what decides about a document's facing page: source, volume, title, old addresses."""
    return (
        edition.keys[document.id],
        bool(edition.site.address) and bool(document.images),
        edition.moves.aliases(document.id),
    )


def image_context(edition: Edition, document: DocumentRecord) -> tuple[object, ...]:
    """Return what decides about a document's manifest, and about the descriptions of its images."""
    return (edition.keys[document.id], edition.site.address, edition.site.has_facing)


def _volume_beside(edition: Edition, document: DocumentRecord) -> str:
    """Return what decides about the volume that has the names of a document which stands outside of it."""
    held = edition.registry.volume(document.part_of) if document.part_of and not document.volume else None
    return edition.keys[held.id] if held and held.is_whole else ""


def _shown(edition: Edition, document: str | None) -> tuple[str, ...]:
    """Return what other pages show of a document."""
    if document is None:
        return ()
    one = edition.by_id[document]
    volume = edition.volumes_by_id.get(one.volume)
    held = (one.number, volume.title) if volume else ()
    return (one.page, one.label, one.title, one.date, str(one.date_supplied), *held)


def _link(edition: Edition, link: ResolvedLink) -> tuple[object, ...]:
    ends = (link.origin, link.target)
    shown = [_shown(edition, end.document) for end in ends if isinstance(end, End)]
    return (ends, link.link.model_dump(), shown)


def entity_context(
    edition: Edition,
    entity: str,
    named_in: Sequence[tuple[DocumentRecord, NamedEntity]],
    parts: Sequence[Part],
) -> tuple[object, ...]:
    """Return what decides about a page of an entity: its record, and its mentions in the documents shown.

    A link in its note leads where that document's page is. `parts` are its further pages, to which it leads.
    """
    authority = edition.authorities[entity]
    record = authority.record
    hrefs = render_note(record.note).hrefs if record.note else ()
    linked = [edition.by_id[name].page for one in hrefs if (name := one.partition("#")[0]) in edition.by_id]
    conditions = [name for form in record.forms for name in (*form.in_, *form.not_in)]
    return (
        authority.kind,
        record.model_dump(exclude={"yaml_line", "yaml_key_lines"}),
        [(_shown(edition, document.id), named.packed) for document, named in named_in],
        [
            (role, [_shown(edition, name) for name in names])
            for role, names in edition.entity_roles.get(entity, {}).items()
        ],
        [(name, _shown(edition, name)) for name in conditions if name in edition.by_id],
        [frus_place(edition, one) for one in record.identifiers.get("frus", ())],
        [volume.title for volume in edition.volumes],
        linked,
        len(edition.named_in.get(entity, ())),
        [(part.key, part.name, part.times) for part in parts],
    )


def entity_facts(edition: Edition, authority: Authority) -> tuple[object, ...]:
    """Return what decides about what other pages show of an entity: its record, and how often it is named."""
    record = authority.record
    times = [named.times for _, named in edition.named_in.get(record.id, ())]
    return (
        authority.kind,
        record.model_dump(exclude={"yaml_line", "yaml_key_lines"}),
        len(times),
        sum(times),
    )


def volume_context(edition: Edition, volume: str) -> tuple[object, ...]:
    """Return what decides about a list that a volume alone gives."""
    return (edition.keys[volume],)


def whole_context(edition: Edition) -> tuple[object, ...]:
    """Return what decides about a list that any source may change."""
    return tuple(sorted(set(edition.keys.values())))
