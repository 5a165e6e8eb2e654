"""From the disk to memory: the only module that reads an edition's files."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from edition import yaml_files
from edition.diagnostics import Code, Diagnostic, Location
from edition.schema import LONGEST_ID, Annotation, Entity, Metadata, PlaceEntity, Redirect, Thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SOURCE_NAMES = ("source.txt", "source.xml", "source.html")
METADATA_NAME = "metadata.yml"
ANNOTATIONS_NAME = "annotations.yml"
ANNOTATIONS_FOLDER = "annotations"
IMAGES_FOLDER = "pages"
IMAGE_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
THREADS_NAME = "threads.yml"
INDEX = "index"
"""The id under which lists stand, which no document or thread can have."""
ADDRESSES_NAME = "addresses.txt"
REDIRECTS_NAME = "redirects.yml"
ENTITY_NAMES = {"person": "people.yml", "body": "bodies.yml", "place": "places.yml", "term": "terms.yml"}

Model = TypeVar("Model", Annotation, Thread, Entity, PlaceEntity)

# What the reader is told: without it a source would be read wrongly, and its annotations lose their places.
_VITAL = frozenset({"format", "line-ends", "lines", "note-references", "page"})
# Bytes; the shortest volumes of FRUS have more, single documents hardly ever.
LARGE = 400_000
"""A source with more bytes is one of many documents: its size tells, not what is in it."""
_PICTURES = frozenset((*IMAGE_TYPES, ".jpeg", ".gif", ".tif", ".tiff", ".jp2"))
_PAGES = frozenset((".md", ".html"))
_IMAGE_BEGINNINGS: Mapping[str, Callable[[bytes], bool]] = {
    ".jpg": lambda head: head.startswith(b"\xff\xd8\xff"),
    ".png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    ".webp": lambda head: head.startswith(b"RIFF") and head.endswith(b"WEBP"),
}
# Where the end of an image is looked for.
_LAST_BYTES = 65_536
# What a document of a volume is called there.
_DIVISION = re.compile(r"d\d+")
_DOCUMENT_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
# The last two code points of each plane, and those that Unicode has set apart.
_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
"""What HTML cannot hold: controls but white space (a form feed is), surrogates, noncharacters."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """The image of a page, beside the source in the folder `folder`.

    `name` is the page's label as its address has it. `width` and `height` are in pixels, as the image is to
    be looked at. `stamp` is the file's size and when it was changed.
    """

    folder: str
    name: str
    suffix: str
    width: int
    height: int
    stamp: tuple[int, int]

    @property
    def path(self) -> str:
        """The file, relative to the edition."""
        return f"sources/{self.folder}/{IMAGES_FOLDER}/{self.name}{self.suffix}"


# The ids that a file names, whether their entries are in order or not; None where the file cannot be read.
NamedIds = frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsFile:
    """What editors say of one document; `ids` are those that the file names, in order or not.

    `content` is a digest of the file as it stands.
    """

    path: str
    annotations: tuple[Annotation, ...] = ()
    ids: NamedIds = frozenset()
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFiles:
    """A source and what editors wrote about it; `source` and `metadata` are None where they cannot be read.

    `annotations` come by the document of a volume that they are about, as their file's name has it; those
    about a source that is one document come under the empty name. `images` are those of pages, by their
    names.
    """

    id: str
    source: Source | MarkupSource | None
    metadata: Metadata | None
    metadata_path: str
    annotations: Mapping[str, AnnotationsFile]
    images: Mapping[str, PageImage]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFiles:
    """What is known of a document and what editors say of it, with the files that say so."""

    metadata: Metadata
    metadata_path: str
    annotations: tuple[Annotation, ...]
    annotations_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFiles:
    """What an edition's documents have in common: its threads, and its entities with their kinds.

    `content` is a digest of the files as they stand.
    """

    threads: tuple[Thread, ...]
    threads_path: str
    thread_ids: NamedIds
    entities: tuple[tuple[str, str, Entity], ...]
    entity_ids: NamedIds
    content: bytes


def find_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders of the sources under `root/sources`, in the order of their names."""
    folders = (root / "sources").glob("*")
    return tuple(sorted(path for path in folders if path.is_dir() and not path.name.startswith(".")))


def read_shared(root: Path) -> tuple[SharedFiles, list[Diagnostic]]:
    """Read what the documents under `root/sources` have in common, and what is wrong with it."""
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
    threads_path = f"sources/{THREADS_NAME}"
    _refuse_strays(folder, (THREADS_NAME, REDIRECTS_NAME, *ENTITY_NAMES.values()), "sources", problems)
    _refuse_loose_sources(folder, problems)
    threads, thread_ids = _read_list(folder / THREADS_NAME, threads_path, Thread, problems)
    entities, entity_ids = _read_entities(folder, problems)
    shared = SharedFiles(
        threads=threads,
        threads_path=threads_path,
        thread_ids=thread_ids,
        entities=entities,
        entity_ids=entity_ids,
        content=b"".join(file_digest(folder / name) for name in (THREADS_NAME, *ENTITY_NAMES.values())),
    )
    return shared, problems


def read_addresses(root: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """Return the ledger of published addresses as it stands, or None where there is none to be read."""
    problems: list[Diagnostic] = []
    path = root / "sources" / ADDRESSES_NAME
    data = _read_bytes(path, f"sources/{ADDRESSES_NAME}", problems) if _is_there(path) else None
    return data, problems


def write_addresses(root: Path, data: bytes) -> None:
    """Write the ledger of published addresses, whole or not at all."""
    path = root / "sources" / ADDRESSES_NAME
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def read_redirects(root: Path) -> tuple[Mapping[str, Redirect] | None, list[Diagnostic]]:
    """Return where published addresses lead that are no more; None where the file cannot be read."""
    problems: list[Diagnostic] = []
    path, name = root / "sources" / REDIRECTS_NAME, f"sources/{REDIRECTS_NAME}"
    text = read_text(path, name, problems) if _is_there(path) else ""
    if text is None:
        return None, problems
    redirects, found = yaml_files.load_redirects(text, name)
    return redirects, [*problems, *found]


def read_bytes_of(root: Path, folder_name: str) -> tuple[str, bytes]:
    """Return the path of the source in a folder, as messages name it, and its bytes."""
    folder = root / "sources" / folder_name
    path = next(folder / name for name in SOURCE_NAMES if (folder / name).is_file())
    return path.relative_to(root).as_posix(), path.read_bytes()


def source_size(folder: Path) -> int:
    """Return the size of a folder's source in bytes; 0 where it has none."""
    sizes = 0
    for name in SOURCE_NAMES:
        with suppress(OSError):
            sizes += (folder / name).stat().st_size
    return sizes


def file_digest(path: Path) -> bytes:
    """Return a digest of what a file holds; of one that cannot be read, always the same."""
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def content_digest(folder: Path) -> bytes:
    """Return a digest of the names and bytes of all files that are read from a folder of sources."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_files_of(folder)):
        digest.update(path.relative_to(folder).as_posix().encode(errors="surrogateescape") + b"\0")
        digest.update(file_digest(path))
    for image in sorted(_image_files(folder), key=lambda entry: entry.name):
        digest.update(f"{image.name}\0{_stamp(image)}".encode(errors="surrogateescape"))
    for name, meant in _stray_folders(folder):
        digest.update(f"{name}\0{meant}".encode(errors="surrogateescape"))
    return digest.digest()


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of the annotations in it, links to nowhere included."""
    for place in (folder, folder / ANNOTATIONS_FOLDER):
        with suppress(OSError), os.scandir(place) as entries:
            yield from (Path(entry.path) for entry in entries if not _is_folder(entry))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def read_folder(folder: Path) -> tuple[FolderFiles, list[Diagnostic]]:
    """Read a source and what editors wrote about it; what cannot be read is named in the diagnostics."""
    problems: list[Diagnostic] = []
    path = f"sources/{folder.name}"
    _refuse_strays(folder, (METADATA_NAME, ANNOTATIONS_NAME), path, problems)
    _refuse_stray_folders(folder, path, problems)
    annotations = dict(_read_annotations(folder, path, problems))
    metadata_path = f"{path}/{METADATA_NAME}"
    metadata = _read_metadata(folder / METADATA_NAME, metadata_path, problems)
    source = None
    if remedy := _unfit_id(folder.name):
        message = f"{folder.name!r} cannot be a document's id; {remedy}"
        problems.append(_problem(Code.DOCUMENT_ID, message, path))
    else:
        source = _read_source(folder, path, problems)
    files = FolderFiles(
        id=folder.name,
        source=source,
        metadata=metadata,
        metadata_path=metadata_path,
        annotations=annotations,
        images=_read_images(folder, path, problems),
    )
    return files, problems


def read_image(root: Path, image: PageImage) -> bytes:
    """Return the bytes of a page's image."""
    return (root / image.path).read_bytes()


def _image_files(folder: Path) -> list[os.DirEntry[str]]:
    """Return the files among which the images of pages are, but for hidden ones."""
    with suppress(OSError), os.scandir(folder / IMAGES_FOLDER) as entries:
        return [entry for entry in entries if not entry.name.startswith(".") and not _is_folder(entry)]
    return []


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int]:
    """Return the size of a file and when it was changed; a link to nowhere has neither."""
    try:
        now = entry.stat()
    except OSError:
        return (0, 0)
    return (now.st_size, now.st_mtime_ns)


def _read_images(folder: Path, path: str, problems: list[Diagnostic]) -> Mapping[str, PageImage]:
    """Return the images of pages by their names."""
    images: dict[str, PageImage] = {}
    for entry in sorted(_image_files(folder), key=lambda entry: entry.name):
        where = f"{path}/{IMAGES_FOLDER}/{entry.name}"
        name, suffix = os.path.splitext(entry.name)  # noqa: PTH122 — a name, no path
        if suffix not in IMAGE_TYPES:
            problems.append(_problem(Code.PAGE_IMAGE_TYPE, _unfit_image(name, suffix), where))
        elif name in images:
            message = f"page {name} has another image, {name}{images[name].suffix}; keep one of them"
            problems.append(_problem(Code.PAGE_IMAGE_TWICE, message, where))
        elif size := _image_size(Path(entry.path), suffix):
            width, height = size
            images[name] = PageImage(
                folder=folder.name, name=name, suffix=suffix, width=width, height=height, stamp=_stamp(entry)
            )
        else:
            kind = IMAGE_TYPES[suffix].removeprefix("image/").upper()
            message = f"this is no {kind} image that can be read; make it anew, or remove it"
            problems.append(_problem(Code.PAGE_IMAGE_UNREADABLE, message, where))
    return images


def _unfit_image(name: str, suffix: str) -> str:
    """Return what to do about a file that no browser would show as the image of a page."""
    if suffix.lower() in {".jpeg", ".jpe", *IMAGE_TYPES}:
        ending = ".jpg" if suffix.lower().startswith(".jp") else suffix.lower()
        return f"nothing reads a file of this name; call it {name}{ending}"
    return "the image of a page is a .jpg, a .png or a .webp; make one of it, or remove it"


def _image_size(path: Path, suffix: str) -> tuple[int, int] | None:
    """Return the width and the height of an image, or None where the file is none of its type."""
    import imagesize  # noqa: PLC0415 — most editions have no images

    try:
        with path.open("rb") as file:
            head = file.read(12)
            if not _IMAGE_BEGINNINGS[suffix](head) or not _is_whole(suffix, head, file):
                return None
        width, height = imagesize.get(path)
    except OSError:
        return None
    return (width, height) if width > 0 and height > 0 else None


def _is_whole(suffix: str, head: bytes, file: BinaryIO) -> bool:
    """Tell whether an image ends as one of its type does; cameras append to theirs what is no image."""
    size = file.seek(0, os.SEEK_END)
    if suffix == ".webp":  # RIFF: the length of all that follows it
        return size >= int.from_bytes(head[4:8], "little") + 8
    file.seek(max(0, size - _LAST_BYTES))
    tail = file.read()
    if suffix == ".png":
        return b"IEND\xaeB`\x82" in tail
    # JPEG: the end of the image stands behind the start of the last scan, within which neither can stand.
    return tail.rfind(b"\xff\xd9") > tail.rfind(b"\xff\xda")


def _read_annotations(
    folder: Path, path: str, problems: list[Diagnostic]
) -> Iterator[tuple[str, AnnotationsFile]]:
    """Yield the annotations of a source, and of each document of a volume, by the names of their files."""
    names = {"": ANNOTATIONS_NAME}
    for inner in sorted((folder / ANNOTATIONS_FOLDER).glob("*")):
        if inner.suffix == ".yml":
            names[inner.stem] = f"{ANNOTATIONS_FOLDER}/{inner.name}"
        elif inner.suffix in {".yaml", ".YML", ".YAML"}:
            message = f"nothing reads a file of this name; call it {inner.stem}.yml"
            where = f"{path}/{ANNOTATIONS_FOLDER}/{inner.name}"
            problems.append(_problem(Code.FILE_UNKNOWN, message, where))
    for name, file in names.items():
        annotations, ids = _read_list(folder / file, f"{path}/{file}", Annotation, problems)
        yield (
            name,
            AnnotationsFile(
                path=f"{path}/{file}", annotations=annotations, ids=ids, content=file_digest(folder / file)
            ),
        )


def check_pages(docs: Path, pages: Mapping[str, str]) -> list[Diagnostic]:
    """Return what is wrong with the editors' pages: one at an address that is taken, one that is not UTF-8.

    `pages` are the names of the pages that sources give (`documents/secto-8`), with their documents' ids.
    """
    problems: list[Diagnostic] = []
    written = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.suffix in _PAGES}
    for name in sorted(written):
        if name.endswith(".md"):
            read_text(docs / name, f"{docs.name}/{name}", problems)
    for page, document in pages.items() if written else ():
        for form in (".md", ".html", "/index.md", "/README.md", "/index.html"):
            if f"{page}{form}" in written:
                message = f"this address belongs to the document {document!r}; give the page another name"
                problems.append(_problem(Code.PAGE_TAKEN, message, f"{docs.name}/{page}{form}"))
    return problems


def page_names(docs: Path) -> list[str]:
    """Return the names of the editors' pages: `guide/index` for `guide/index.md`."""
    return [path.relative_to(docs).as_posix().removesuffix(".md") for path in sorted(docs.rglob("*.md"))]


def _read_entities(
    folder: Path, problems: list[Diagnostic]
) -> tuple[tuple[tuple[str, str, Entity], ...], NamedIds]:
    entities: list[tuple[str, str, Entity]] = []
    ids: NamedIds = frozenset()
    for kind, name in ENTITY_NAMES.items():
        model = PlaceEntity if kind == "place" else Entity
        entries, named = _read_list(folder / name, f"sources/{name}", model, problems)
        entities.extend((kind, f"sources/{name}", entity) for entity in entries)
        ids = None if ids is None or named is None else ids | named
    return tuple(entities), ids


def _unfit_id(name: str) -> str:
    """Return what to do about a folder's name that cannot be an address, or nothing."""
    if not _DOCUMENT_ID.fullmatch(name):
        return "name the folder with lower-case letters, digits, hyphens and dots"
    if len(name) > LONGEST_ID:
        return f"it has {len(name)} characters, and an id {LONGEST_ID} at most, so shorten it"
    return "it is that of the list of documents, so choose another" if name == INDEX else ""


def _read_source(folder: Path, path: str, problems: list[Diagnostic]) -> Source | MarkupSource | None:
    names = [name for name in SOURCE_NAMES if (folder / name).is_file()]
    if not names:
        message = f"there is no source here; put the file as received beside this, as {SOURCE_NAMES[0]}"
        where = SOURCE_NAMES[0]
        others = _files_like_sources(folder)
        if len(others) == 1:
            where, name = others[0]
            message = f"there is no source here but this file; if it is the source, call it {name}"
        problems.append(_problem(Code.SOURCE_MISSING, message, f"{path}/{where}"))
        return None
    name = f"{path}/{names[0]}"
    if len(names) > 1:
        message = f"{' and '.join(names)} stand side by side; keep the one that is to be read"
        problems.append(_problem(Code.SOURCE_TWICE, message, name))
        return None
    if names[0].endswith(".txt"):
        return _read_typed(folder / names[0], name, problems)
    data = _read_bytes(folder / names[0], name, problems)
    if data is None or _is_empty(data, name, problems):
        return None
    return MarkupSource(id=folder.name, path=name, data=data)


def _read_typed(path: Path, name: str, problems: list[Diagnostic]) -> Source | None:
    """Return a source that is plain text."""
    content = read_text(path, name, problems)
    if content is None:
        return None
    if forbidden := FORBIDDEN.search(content):
        line = content.count("\n", 0, forbidden.start()) + 1
        message = (
            f"the character U+{ord(forbidden.group()):04X} cannot stand on a web page; ask for a clean copy "
            "of the source, or remove it there and say so in metadata.yml"
        )
        problems.append(_problem(Code.SOURCE_CHARACTER, message, name, line))
        return None
    if _is_empty(content.encode(), name, problems):
        return None
    return Source(id=path.parent.name, path=name, content=content)


def _is_empty(data: bytes, name: str, problems: list[Diagnostic]) -> bool:
    """Whether a source holds nothing but white space, which is reported."""
    if data.removeprefix(codecs.BOM_UTF8).strip():
        return False
    message = "the source holds no text; put the file as received here"
    problems.append(_problem(Code.SOURCE_EMPTY, message, name))
    return True


def _read_bytes(path: Path, name: str, problems: list[Diagnostic]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check the file and its permissions"
        problems.append(_problem(Code.SOURCE_MISSING, message, name))
        return None


def read_text(path: Path, name: str, problems: list[Diagnostic]) -> str | None:
    """Return the file's characters, line ends as they are; None where it is not UTF-8."""
    data = _read_bytes(path, name, problems)
    if data is None:
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
    text = read_text(path, name, problems) if _is_there(path) else ""
    if text is None:
        return None
    metadata, found = yaml_files.load(text, name, Metadata, _VITAL)
    problems.extend(found)
    return metadata


def _read_list(
    path: Path, name: str, model: type[Model], problems: list[Diagnostic]
) -> tuple[tuple[Model, ...], NamedIds]:
    text = read_text(path, name, problems) if _is_there(path) else ""
    if text is None:
        return (), None
    entries, ids, found = yaml_files.load_list(text, name, model)
    problems.extend(found)
    return entries, ids


def _refuse_strays(folder: Path, names: tuple[str, ...], path: str, problems: list[Diagnostic]) -> None:
    """Name the YAML files that nothing would read: a misspelt name must not silence its content."""
    is_markup = (folder / "source.xml").is_file()
    for stray in sorted(folder.glob("*.y*ml")):
        if stray.name in names:
            continue
        near = get_close_matches(stray.name, names, n=1, cutoff=0.5)
        remedy = f"did you mean {near[0]!r}?" if near else f"the files read here are {', '.join(names)}"
        if is_markup and (_DIVISION.fullmatch(stray.stem) or stray.stem.startswith(f"{folder.name}-")):
            remedy = f"annotations of a volume's document belong into {ANNOTATIONS_FOLDER}/{stray.stem}.yml"
        problems.append(
            _problem(
                Code.FILE_UNKNOWN, f"nothing reads a file of this name; {remedy}", f"{path}/{stray.name}"
            )
        )


def _refuse_stray_folders(folder: Path, path: str, problems: list[Diagnostic]) -> None:
    """Name the folders in which images or annotations lie, and in which nothing reads them."""
    for name, meant in _stray_folders(folder):
        what = "the images of pages" if meant == IMAGES_FOLDER else "annotations"
        message = f"nothing reads a folder of this name; {what} belong into {meant}/"
        problems.append(_problem(Code.FILE_UNKNOWN, message, f"{path}/{name}"))


def _stray_folders(folder: Path) -> list[tuple[str, str]]:
    """Return the folders beside a source that hold what nothing reads, with the one that may be meant.

    A browser puts the pictures of a page that it saves into a folder called after the file.
    """
    strays: list[tuple[str, str]] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_read = entry.name in {IMAGES_FOLDER, ANNOTATIONS_FOLDER}
            if (
                is_read
                or entry.name.startswith(".")
                or entry.name.endswith("_files")
                or not _is_folder(entry)
            ):
                continue
            endings = _endings(Path(entry.path))
            if endings & _PICTURES:
                strays.append((entry.name, IMAGES_FOLDER))
            elif endings & {".yml", ".yaml"}:
                strays.append((entry.name, ANNOTATIONS_FOLDER))
    return sorted(strays)


def _endings(folder: Path) -> set[str]:
    """Return how the names of the files in a folder end."""
    with suppress(OSError):
        return {path.suffix.lower() for path in folder.iterdir()}
    return set()


def _refuse_loose_sources(folder: Path, problems: list[Diagnostic]) -> None:
    """Name the sources that stand in no folder of their own, where nothing reads them."""
    for loose, name in _files_like_sources(folder):
        home = re.sub(r"[^a-z0-9.]+", "-", Path(loose).stem.lower()).strip("-.") or "name"
        message = f"nothing reads a file here; make a folder sources/{home}/ and put it there as {name}"
        problems.append(_problem(Code.FILE_UNKNOWN, message, f"sources/{loose}"))


def _files_like_sources(folder: Path) -> list[tuple[str, str]]:
    """Return the files of a folder that may be sources, each with the name under which it would be read."""
    endings = {Path(name).suffix: name for name in SOURCE_NAMES} | {".htm": "source.html"}
    paths = sorted(path for path in folder.glob("[!.]*.*") if path.is_file())
    return [
        (path.name, endings[ending])
        for path in paths
        if (ending := path.suffix.lower()) in endings
        and path.name != ADDRESSES_NAME
        and path.stem.lower() != "readme"
    ]


def _problem(code: Code, message: str, path: str, line: int = 1) -> Diagnostic:
    return Diagnostic(code, message, Location(path, line))
