"""Small TEI files for tests, and the real ones."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from edition.readers.tei import open_tei
from edition.sources import MarkupSource

if TYPE_CHECKING:
    from pathlib import Path

    from edition.readers.tei import OpenedTei

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
VOLUMES = ("frus1961-63v06", "frus1961-63v15")


def source(data: str | bytes, name: str = "v1") -> MarkupSource:
    """Return a file as a source."""
    written = data.encode() if isinstance(data, str) else data
    return MarkupSource(id=name, path=f"sources/{name}/source.xml", data=written)


def tei(body: str, *, front: str = "", back: str = "", header: str = "") -> str:
    """Return a TEI file; its body begins on line 2."""
    head = f"<teiHeader><fileDesc>{header}</fileDesc></teiHeader>"
    parts = f"{front and f'<front>{front}</front>'}\n<body>{body}</body>{back and f'<back>{back}</back>'}"
    return f"<TEI {TEI}>{head}<text>{parts}</text></TEI>"


def document(name: str = "d1", content: str = "<p>Words.</p>", head: str = "Letter") -> str:
    """Return a document of a volume."""
    number = name.removeprefix("d")
    return f'<div type="document" xml:id="{name}" n="{number}"><head>{number}. {head}</head>{content}</div>'


def opened(data: str | bytes) -> OpenedTei:
    """Return a file, opened."""
    return open_tei(source(data))


def volume_data(shared: Path, name: str) -> bytes:
    """Return one of the real volumes."""
    return gzip.decompress((shared / f"tei/volumes/{name}.xml.gz").read_bytes())


def open_volume(shared: Path, name: str) -> OpenedTei:
    """Return one of the real volumes, opened."""
    return open_tei(source(volume_data(shared, name), name))
