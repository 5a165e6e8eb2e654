"""What a pack holds and what has changed since it was made, in lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.render.pack_facts import length_words, state_words
from edition.render.packs import pack_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.packs.model import AssignedPack
    from edition.resolved import Edition


def account_of_pack(edition: Edition, pack: AssignedPack) -> Iterator[str]:
    """Yield a line for the pack, one for each passage in order, and those on what has changed."""
    sheets = {
        part.id: part.sheet.words for part in pack_parts(edition, pack, _nowhere) if part.sheet is not None
    }
    yield f"{pack.file.path}: {pack.pack.title}"
    yield length_words(sum(sheets.values()))
    width = max(map(len, sheets), default=0)
    for one in pack.passages:
        extent = one.extent.words or "the whole"
        yield f"  {one.id:{width}}  {one.document}, {extent}: {sheets[one.id]:,} words"
    lead, items = state_words(edition, pack)
    yield lead
    yield from (f"  {item}" for item in items)


def _nowhere(page: str, fragment: str = "") -> str:
    """Give no true address: only words are counted."""
    return f"{page}#{fragment}"
