"""From where a document is, as its book says it: who made it, whose pages it has, how it is cited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from edition.citations.text import shown
from edition.render.cite import citation_file, cite_fillings
from edition.render.holes import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

_MOST_SOURCES = 5


class Origin(NamedTuple):
    """Who made a document, and the volume or the paper of which it has the pages."""

    creators: tuple[str, ...] = ()
    source: str = ""


def origin_of(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> Origin:
    """Return from where a document is, by its citation; `url_for` is as seen from the site's first page."""
    if not edition.galleys[document.id].cited[1]:
        return Origin()
    cited: Mapping[str, str] = json.loads(citation_file(edition, document, 1, url_for))[0]
    creators = tuple(_name(one) for one in cited.get("author", ()))  # type: ignore[arg-type]
    # A paper is cited as in the edition itself.
    is_printed = cited.get("container-title", edition.site.name) != edition.site.name
    volume = f"vol. {cited['volume']}" if "volume" in cited else ""
    printed = (cited.get("collection-title"), volume, cited.get("container-title"))
    paper = (document.label or document.title, cited.get("archive"), cited.get("archive_location"))
    return Origin(creators, ", ".join(filter(None, printed if is_printed else paper)))


def _name(parts: Mapping[str, str]) -> str:
    """Return a name of a citation as it is said."""
    keys = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return parts.get("literal") or " ".join(parts[key] for key in keys if parts.get(key))


def common_source(origins: Iterable[Origin]) -> str:
    """Return of what several documents have the pages."""
    sources = list(dict.fromkeys(one.source for one in origins if one.source))
    return "; ".join(sources) if len(sources) <= _MOST_SOURCES else "The source that each chapter names"


def render_citation(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return how a document is cited, as the foot of its printed page has it."""
    return shown(fill(edition.galleys[document.id].cited[0], cite_fillings(edition, document, url_for)))
