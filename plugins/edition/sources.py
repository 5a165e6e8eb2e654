"""From the disk to memory: the only module that reads an edition's files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from edition import yaml_files
from edition.diagnostics import Code, Diagnostic, Location
from edition.schema import Annotation, Entity, Metadata, Thread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SOURCE_NAMES = ("source.txt",)
METADATA_NAME = "metadata.yml"
ANNOTATIONS_NAME = "annotations.yml"
THREADS_NAME = "threads.yml"
INDEX = "index"
"""The id under which lists stand, which no document or thread can have."""
ENTITY_NAMES = {"person": "people.yml", "body": "bodies.yml", "place": "places.yml", "term": "terms.yml"}

Model = TypeVar("Model", Annotation, Thread, Entity)

# What the reader is told: without it a source would be read wrongly, and its annotations lose their places.
_VITAL = frozenset({"format", "line-ends", "lines", "note-references", "page"})
_DOCUMENT_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
# What HTML cannot hold: controls but white space, surrogates cannot come out of UTF-8, noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as received, decoded. `path` is relative to the edition, as messages name it."""

    id: str
    path: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupSource:
    """A source in XML or HTML as received: bytes, since the markup itself says how they are to be decoded."""

    id: str
    path: str
    data: bytes


# The ids that a file names, whether their entries are in order or not; None where the file cannot be read.
NamedIds = frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFiles:
    """What editors wrote in a document's folder, whether its source can be read or not.

    `metadata` is None where it cannot be read.
    """

    id: str
    metadata: Metadata | None
    metadata_path: str
    annotations: tuple[Annotation, ...]
    annotations_path: str
    annotation_ids: NamedIds


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFiles:
    """A document's source and what editors committed about it."""

    source: Source
    metadata: Metadata
    metadata_path: str
    annotations: tuple[Annotation, ...]
    annotations_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFiles:
    """Everything under an edition's `sources/`, loaded; entities come with their kind.

    `documents` are those that can be read, `folders` what editors wrote in all of them.
    """

    documents: tuple[DocumentFiles, ...]
    folders: tuple[FolderFiles, ...]
    threads: tuple[Thread, ...]
    threads_path: str
    thread_ids: NamedIds
    entities: tuple[tuple[str, str, Entity], ...]
    entity_ids: NamedIds


def read_files(root: Path) -> tuple[EditionFiles, list[Diagnostic]]:
    """Read every file under `root/sources`; what cannot be read is named in the diagnostics."""
    folder = root / "sources"
    problems: list[Diagnostic] = []
    if not folder.is_dir():
        problems.append(
            _problem(
                Code.SOURCE_MISSING,
                "there is no folder 'sources' here; make it, with a folder for each document in it",
                "sources",
            )
        )
    folders = sorted(path for path in folder.glob("*") if path.is_dir() and not path.name.startswith("."))
    written = [_read_folder(path, problems) for path in folders]
    documents = (_read_document(path, one, problems) for path, one in zip(folders, written, strict=True))
    threads_path = f"sources/{THREADS_NAME}"
    _refuse_strays(folder, (THREADS_NAME, *ENTITY_NAMES.values()), "sources", problems)
    threads, thread_ids = _read_list(folder / THREADS_NAME, threads_path, Thread, problems)
    entities, entity_ids = _read_entities(folder, problems)
    files = EditionFiles(
        documents=tuple(document for document in documents if document is not None),
        folders=tuple(written),
        threads=threads,
        threads_path=threads_path,
        thread_ids=thread_ids,
        entities=entities,
        entity_ids=entity_ids,
    )
    return files, problems


def check_pages(docs: Path, documents: Iterable[str]) -> list[Diagnostic]:
    """Return what is wrong with the editors' pages: one at a document's address, or one that is not UTF-8."""
    problems: list[Diagnostic] = []
    for path in sorted(docs.rglob("*.md")):
        _read_text(path, f"{docs.name}/{path.relative_to(docs).as_posix()}", problems)
    for document in documents:
        for form in (".md", ".html", "/index.md", "/README.md", "/index.html"):
            page = f"documents/{document}{form}"
            if (docs / page).exists():
                message = f"this address belongs to the document {document!r}; give the page another name"
                problems.append(_problem(Code.PAGE_TAKEN, message, f"{docs.name}/{page}"))
    return problems


def _read_entities(
    folder: Path, problems: list[Diagnostic]
) -> tuple[tuple[tuple[str, str, Entity], ...], NamedIds]:
    entities: list[tuple[str, str, Entity]] = []
    ids: NamedIds = frozenset()
    for kind, name in ENTITY_NAMES.items():
        entries, named = _read_list(folder / name, f"sources/{name}", Entity, problems)
        entities.extend((kind, f"sources/{name}", entity) for entity in entries)
        ids = None if ids is None or named is None else ids | named
    return tuple(entities), ids


def _read_folder(folder: Path, problems: list[Diagnostic]) -> FolderFiles:
    path = f"sources/{folder.name}"
    _refuse_strays(folder, (METADATA_NAME, ANNOTATIONS_NAME), path, problems)
    metadata_path, annotations_path = f"{path}/{METADATA_NAME}", f"{path}/{ANNOTATIONS_NAME}"
    annotations, ids = _read_list(folder / ANNOTATIONS_NAME, annotations_path, Annotation, problems)
    return FolderFiles(
        id=folder.name,
        metadata=_read_metadata(folder / METADATA_NAME, metadata_path, problems),
        metadata_path=metadata_path,
        annotations=annotations,
        annotations_path=annotations_path,
        annotation_ids=ids,
    )


def _read_document(folder: Path, files: FolderFiles, problems: list[Diagnostic]) -> DocumentFiles | None:
    path = f"sources/{folder.name}"
    if not _DOCUMENT_ID.fullmatch(folder.name) or folder.name == INDEX:
        remedy = "name the folder with lower-case letters, digits, hyphens and dots"
        if folder.name == INDEX:
            remedy = "it is that of the list of documents, so choose another"
        message = f"{folder.name!r} cannot be a document's id; {remedy}"
        problems.append(_problem(Code.DOCUMENT_ID, message, path))
        return None
    source = _read_source(folder, path, problems)
    if source is None or files.metadata is None:
        return None
    return DocumentFiles(
        source=source,
        metadata=files.metadata,
        metadata_path=files.metadata_path,
        annotations=files.annotations,
        annotations_path=files.annotations_path,
    )


def _read_source(folder: Path, path: str, problems: list[Diagnostic]) -> Source | None:
    names = [name for name in SOURCE_NAMES if (folder / name).is_file()]
    if not names:
        message = f"there is no source here; put the file as received beside this, as {SOURCE_NAMES[0]}"
        problems.append(_problem(Code.SOURCE_MISSING, message, f"{path}/{SOURCE_NAMES[0]}"))
        return None
    name = f"{path}/{names[0]}"
    content = _read_text(folder / names[0], name, problems)
    if content is None:
        return None
    if forbidden := _FORBIDDEN.search(content):
        line = content.count("\n", 0, forbidden.start()) + 1
        message = (
            f"the character U+{ord(forbidden.group()):04X} cannot stand on a web page; ask for a clean copy "
            "of the source, or remove it there and say so in metadata.yml"
        )
        problems.append(_problem(Code.SOURCE_CHARACTER, message, name, line))
        return None
    if not content.strip("\ufeff \t\r\n"):
        problems.append(
            _problem(Code.SOURCE_EMPTY, "the source holds no text; put the file as received here", name)
        )
        return None
    return Source(id=folder.name, path=name, content=content)


def _read_text(path: Path, name: str, problems: list[Diagnostic]) -> str | None:
    """Return the file's characters, line ends as they are; None where it is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check the file and its permissions"
        problems.append(_problem(Code.SOURCE_MISSING, message, name))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = (
            f"not UTF-8: byte 0x{data[error.start]:02X} at byte {column} of the line; save the file as UTF-8"
        )
        problems.append(_problem(Code.SOURCE_ENCODING, message, name, line))
        return None


def _is_there(path: Path) -> bool:
    """Whether there is a file, were it only a link to one that cannot be reached."""
    return path.exists() or path.is_symlink()


def _read_metadata(path: Path, name: str, problems: list[Diagnostic]) -> Metadata | None:
    text = _read_text(path, name, problems) if _is_there(path) else ""
    if text is None:
        return None
    metadata, found = yaml_files.load(text, name, Metadata, _VITAL)
    problems.extend(found)
    return metadata


def _read_list(
    path: Path, name: str, model: type[Model], problems: list[Diagnostic]
) -> tuple[tuple[Model, ...], NamedIds]:
    text = _read_text(path, name, problems) if _is_there(path) else ""
    if text is None:
        return (), None
    entries, found = yaml_files.load_list(text, name, model)
    problems.extend(found)
    return entries, yaml_files.named_ids(text)


def _refuse_strays(folder: Path, names: tuple[str, ...], path: str, problems: list[Diagnostic]) -> None:
    """Name the YAML files that nothing would read: a misspelt name must not silence its content."""
    for stray in sorted(folder.glob("*.y*ml")):
        if stray.name in names:
            continue
        near = get_close_matches(stray.name, names, n=1, cutoff=0.5)
        remedy = f"did you mean {near[0]!r}?" if near else f"the files read here are {', '.join(names)}"
        problems.append(
            _problem(
                Code.FILE_UNKNOWN, f"nothing reads a file of this name; {remedy}", f"{path}/{stray.name}"
            )
        )


def _problem(code: Code, message: str, path: str, line: int = 1) -> Diagnostic:
    return Diagnostic(code, message, Location(path, line))
