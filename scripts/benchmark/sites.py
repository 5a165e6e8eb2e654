"""The same documents as a site of each of the three tools."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.benchmark.corpus import REVISION, single
from scripts.benchmark.to_markdown import Links, to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.benchmark.corpus import Volume

EDITION, FOLDERS, MATERIAL, HUGO = "edition", "edition, a folder for each document", "mkdocs-material", "hugo"
_TEMPLATES = Path(__file__).parent / "sites"
_MKDOCS = (sys.executable, "-m", "mkdocs", "build")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that a command builds in its folder.

    `output` is what is built, `caches` what a clean build may not find, `edited` a file that holds an
    annotation, `text` the XPath of the element that holds a document's text. `page` returns where the page
    of a document is, from the ids of its volume and its own.
    """

    tool: str
    folder: Path
    command: tuple[str, ...]
    output: Path
    caches: tuple[Path, ...]
    edited: Path
    text: str
    page: Callable[[str, str], Path]

    def clean(self) -> None:
        """Take away what earlier builds have left."""
        for path in (self.output, *self.caches):
            shutil.rmtree(path, ignore_errors=True)

    def edit(self) -> None:
        """Change the first annotation in `edited`."""
        before = self.edited.read_text(encoding="utf-8")
        after = REVISION.sub(lambda found: str(int(found[0]) + 1), before, count=1)
        if after == before:
            raise ValueError(f"{self.edited} holds no annotation to edit")
        self.edited.write_text(after, encoding="utf-8")


def write_edition(folder: Path, volumes: Sequence[Volume], *, search: bool) -> Site:
    """Write an edition of whole volumes."""
    for volume in volumes:
        _write(folder / f"sources/{volume.id}/source.xml", volume.data)
        for document in volume.documents:
            if document.passages:
                entries = "\n".join(passage.entry() for passage in document.passages)
                _write(folder / f"sources/{volume.id}/annotations/{document.id}.yml", entries)
    edited = f"sources/{volumes[0].id}/annotations/{_annotated(volumes[0])}.yml"
    return _edition(EDITION, folder, edited, search=search)


def write_edition_of_folders(folder: Path, volumes: Sequence[Volume]) -> Site:
    """Write an edition in which every document has a folder and a file of its own."""
    for volume in volumes:
        for document in volume.documents:
            place = folder / f"sources/{volume.id}-{document.id}"
            _write(place / "source.xml", single(volume, document))
            if document.passages:
                _write(place / "annotations.yml", "\n".join(passage.entry() for passage in document.passages))
    edited = f"sources/{volumes[0].id}-{_annotated(volumes[0])}/annotations.yml"
    return _edition(FOLDERS, folder, edited, search=False)


def write_material(folder: Path, volumes: Sequence[Volume], *, search: bool) -> Site:
    """Write a site of mkdocs-material: a page for each document, and one with the contents of each volume."""
    _write_pages(folder / "docs/documents", volumes)
    for volume in volumes:
        lines = [f"- [Document {document.id}]({document.id}.md)" for document in volume.documents]
        _write(
            folder / f"docs/documents/{volume.id}/index.md", f"# {volume.id}\n\n" + "\n".join(lines) + "\n"
        )
    _write_home(folder / "docs/index.md", volumes)
    settings = (_TEMPLATES / "material.yml").read_text(encoding="utf-8")
    _write(folder / "mkdocs.yml", f"{settings}\nplugins: [{'search' if search else ''}]\n")
    return Site(
        tool=MATERIAL,
        folder=folder,
        command=_MKDOCS,
        output=folder / "site",
        caches=(folder / ".cache",),
        edited=folder / f"docs/documents/{volumes[0].id}/{_annotated(volumes[0])}.md",
        text="//article",
        page=lambda volume, document: folder / f"site/documents/{volume}/{document}/index.html",
    )


def write_hugo(folder: Path, volumes: Sequence[Volume]) -> Site:
    """Write a site of Hugo with a minimal theme: a page for each document, a list for each volume."""
    _write_pages(folder / "content/documents", volumes)
    shutil.copytree(_TEMPLATES / "hugo", folder, dirs_exist_ok=True)
    return Site(
        tool=HUGO,
        folder=folder,
        command=(str(hugo_program()), "build", "--noBuildLock"),
        output=folder / "public",
        caches=(folder / "resources",),
        edited=folder / f"content/documents/{volumes[0].id}/{_annotated(volumes[0])}.md",
        text="//article",
        page=lambda volume, document: folder / f"public/documents/{volume}/{document}/index.html",
    )


def hugo_program() -> Path:
    """Return Hugo itself, without the Python that its package starts before it."""
    return Path(str(distribution("hugo").locate_file("hugo/binaries/hugo")))


def _edition(tool: str, folder: Path, edited: str, *, search: bool) -> Site:
    _write(folder / "docs/index.md", "# The edition\n\nDocuments of several volumes.\n")
    settings = (_TEMPLATES / "edition.yml").read_text(encoding="utf-8")
    _write(folder / "mkdocs.yml", settings.replace("search: false", f"search: {str(search).lower()}"))
    return Site(
        tool=tool,
        folder=folder,
        command=_MKDOCS,
        output=folder / "site",
        caches=(folder / ".cache",),
        edited=folder / edited,
        text="//*[@class='edition-text']",
        page=lambda volume, document: folder / f"site/documents/{volume}-{document}/index.html",
    )


def _write_pages(folder: Path, volumes: Sequence[Volume]) -> None:
    for volume in volumes:
        links = Links(volume=volume.id, homes=volume.homes())
        for document in volume.documents:
            _write(folder / f"{volume.id}/{document.id}.md", to_markdown(document.annotated(), links))


def _write_home(path: Path, volumes: Sequence[Volume]) -> None:
    lines = [f"- [{volume.id}](documents/{volume.id}/index.md)" for volume in volumes]
    _write(path, "# Documents\n\n" + "\n".join(lines) + "\n")


def _annotated(volume: Volume) -> str:
    return next(document.id for document in volume.documents if document.passages)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
