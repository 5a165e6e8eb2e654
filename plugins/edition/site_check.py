"""Whether every link of a built site lands, and whether the site is shown without asking anyone else.

A page is read once for what it holds and what it refers to; then every reference is looked up. Reading
one page needs no other, so that several processes can share a large site.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from edition.diagnostics import Code, Diagnostic, Location

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

# HTML: a `link` with one of these relations is fetched for the page itself; any other only names an address.
_FETCHING_RELATIONS = frozenset(
    {
        "apple-touch-icon",
        "dns-prefetch",
        "icon",
        "manifest",
        "modulepreload",
        "preconnect",
        "prefetch",
        "preload",
        "stylesheet",
    }
)
_CSS_REFERENCE = re.compile(
    r"/\*.*?\*/"
    r"""|@import\s+(?P<import>["'])(?P<sheet>.*?)(?P=import)"""
    r"""|url\(\s*(?P<quote>["']?)(?P<file>.*?)(?P=quote)\s*\)""",
    re.DOTALL,
)
_IMAGE_OF_SET = re.compile(r"(?:^|,)\s*([^\s,]\S*)")
_NO_ADDRESS = "http://site.invalid/"
# Material: ids with two underscores belong to its own switches, some of which it names on every page but
# makes only on pages of the navigation. No reader is led there.
_THEME_PREFIX = "__"


def _attributes(names: str) -> etree.XPath:
    """Return the search for every attribute of these names; XPath alone cannot name `xlink:href`."""
    return etree.XPath("//@*[" + " or ".join(f"name()='{name}'" for name in names.split()) + "]")


_find_ids = etree.XPath("//@id | //a[not(@id)]/@name")
_find_id_references = _attributes("aria-describedby aria-details aria-labelledby for headers")
_find_references = _attributes("action data href imagesrcset poster src srcset style xlink:href")
_find_styles = etree.XPath("//style")
_find_documents = etree.XPath("//article/@data-document")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address as it is written, its line, and whether a browser fetches it to show the page."""

    target: str
    line: int
    fetched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """What a page or a style sheet holds and what it refers to, each with its line.

    `path` is relative to the site, `id_references` name elements of the page itself, and `documents` are
    those whose text the page shows.
    """

    path: str
    references: tuple[Reference, ...]
    ids: tuple[tuple[str, int], ...] = ()
    id_references: tuple[tuple[str, int], ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Site:
    """What references are looked up in: the paths of all files, the ids of each page, the site's address."""

    paths: frozenset[str]
    ids: Mapping[str, frozenset[str]]
    address: str


def check_site(
    folder: Path,
    *,
    documents: Collection[str],
    address: str = "",
    each: Callable[[Callable[[str], SiteFile], list[str]], Iterable[SiteFile]] = map,
) -> list[Diagnostic]:
    """Return everything that is wrong with the site built in `folder`, file by file.

    `documents` are the ids that must each have a page; no other document may. `address` is the site's own
    (MkDocs' `site_url`), where it has one. `each` reads the files: `map`, or the map of a pool of processes.
    """
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    readable = [path for path in paths if path.endswith((".html", ".css"))]
    files = list(each(partial(read_site_file, folder), readable))
    ids = {file.path: frozenset(name for name, _ in file.ids) for file in files}
    site = _Site(frozenset(paths), ids, (address or _NO_ADDRESS).rstrip("/") + "/")
    found = [problem for file in files for problem in _problems_of_file(file, site)]
    found += _problems_of_documents(files, documents)
    return [
        Diagnostic(code, message, Location(f"{folder.name}/{path}", line))
        for code, message, path, line in found
    ]


def read_site_file(folder: Path, path: str) -> SiteFile:
    """Return what the page or style sheet at `path` holds and refers to."""
    content = (folder / path).read_bytes()
    if path.endswith(".css"):
        return SiteFile(path=path, references=tuple(_css_references(content.decode(), 1)))
    root = etree.fromstring(content or b"<html/>", etree.HTMLParser(encoding="utf-8", huge_tree=True))
    styles = [
        reference
        for style in _find_styles(root)
        for reference in _css_references(style.text or "", style.sourceline or 1)
    ]
    return SiteFile(
        path=path,
        references=(*_references(root), *styles),
        ids=tuple((str(name), _line(name)) for name in _find_ids(root)),
        id_references=tuple(
            (name, _line(names)) for names in _find_id_references(root) for name in names.split()
        ),
        documents=tuple(map(str, _find_documents(root))),
    )


def _line(attribute: etree._ElementUnicodeResult) -> int:
    """Return the line of the element that has this attribute."""
    element = attribute.getparent()
    return (element.sourceline if element is not None else None) or 1


def _references(root: _Element) -> Iterator[Reference]:
    """Yield every address that an attribute of the page names."""
    for value in _find_references(root):
        element, line = value.getparent(), _line(value)
        match value.attrname:
            case "style":
                yield from _css_references(value, line)
            case "srcset" | "imagesrcset":
                yield from (
                    Reference(image.rstrip(","), line, fetched=True) for image in _IMAGE_OF_SET.findall(value)
                )
            case "data" if element.tag != "object":
                pass
            case _:
                yield Reference(value.strip(), line, fetched=_is_fetched(element))


def _is_fetched(element: _Element) -> bool:
    """Return whether a browser fetches what the element names, without being asked by its reader."""
    if element.tag == "link":
        return not _FETCHING_RELATIONS.isdisjoint(element.get("rel", "").lower().split())
    return element.tag not in {"a", "area", "base", "form"}


def _css_references(css: str, line: int) -> Iterator[Reference]:
    """Yield every address that a piece of CSS, beginning on `line`, makes a browser fetch."""
    for match in _CSS_REFERENCE.finditer(css):
        if target := match["sheet"] or match["file"]:
            yield Reference(target, line + css.count("\n", 0, match.start()), fetched=True)


_Problem = tuple[Code, str, str, int]


def _problems_of_file(file: SiteFile, site: _Site) -> Iterator[_Problem]:
    """Yield what is wrong with one page or style sheet."""
    counts: Counter[str] = Counter()
    for name, line in file.ids:
        counts[name] += 1
        if counts[name] > 1:
            yield Code.ID_DUPLICATE, f"the id {name!r} stands on the page twice", file.path, line
    for name, line in file.id_references:
        if name not in counts and not name.startswith(_THEME_PREFIX):
            message = f"the page has no element {name!r}{_nearest(name, counts)}"
            yield Code.LINK_BROKEN, message, file.path, line
    for reference in dict.fromkeys(file.references):
        problem = _problem_of_reference(reference, file.path, site)
        if problem:
            yield *problem, file.path, reference.line


def _problem_of_reference(reference: Reference, path: str, site: _Site) -> tuple[Code, str] | None:
    """Return what is wrong with a reference that stands in the file at `path`, if anything is."""
    try:
        target = urlsplit(urljoin(site.address + quote(path), reference.target))
    except ValueError:
        return Code.LINK_BROKEN, f"{reference.target!r} is not an address"
    home = urlsplit(site.address)
    if target.scheme not in {"http", "https"}:
        return None
    if (target.scheme, target.netloc) != (home.scheme, home.netloc):
        message = f"a browser would fetch {reference.target!r} from elsewhere; make it a file of the site"
        return (Code.REQUEST_FOREIGN, message) if reference.fetched else None
    landed = _file_at(unquote(target.path), home.path, site.paths)
    if not landed:
        return Code.LINK_BROKEN, f"{reference.target!r} leads to no file of the site"
    # Text fragments (`#:~:text=`) are looked for by the browser, not among the ids.
    fragment = target.fragment.partition(":~:")[0]
    # `#document=secto-8` is what the script of a page is asked for: no id of ours has the sign.
    fragment = "" if "=" in fragment else fragment
    ids = site.ids.get(landed, frozenset())
    if landed.endswith(".html") and not {fragment, unquote(fragment)} & (ids | {"", "top"}):
        nearest = _nearest(fragment, ids)
        return Code.LINK_BROKEN, f"{reference.target!r} leads to no element of {landed}{nearest}"
    return None


def _file_at(path: str, home: str, paths: frozenset[str]) -> str:
    """Return the file that a web server sends for `path`, or nothing."""
    if not f"{path}/".startswith(home):
        return ""
    inside = path[len(home) :]
    folder = inside.rstrip("/")
    candidates = (inside, f"{folder}/index.html" if folder else "index.html")
    return next((candidate for candidate in candidates if candidate in paths), "")


def _nearest(name: str, names: Iterable[str]) -> str:
    """Return the words that name the id most like `name`, if there is one."""
    return "".join(f"; nearest: {near!r}" for near in get_close_matches(name, list(names), 1))


def _problems_of_documents(files: list[SiteFile], expected: Collection[str]) -> Iterator[_Problem]:
    """Yield the documents that have no page, and the pages whose document the edition does not have."""
    built = {document: file.path for file in files for document in file.documents}
    if built and built.keys().isdisjoint(expected):
        message = "none of the site's documents is in this edition; name its own folder with --root"
        yield Code.DOCUMENT_UNKNOWN, message, min(built.values()), 1
        return
    for document in sorted(set(expected) - built.keys()):
        message = f"the document {document!r} has no page; its build went wrong unnoticed"
        yield Code.DOCUMENT_MISSING, message, f"documents/{document}/index.html", 1
    for document in sorted(built.keys() - set(expected)):
        message = f"the edition has no document {document!r}; build the site anew"
        yield Code.DOCUMENT_UNKNOWN, message, built[document], 1
