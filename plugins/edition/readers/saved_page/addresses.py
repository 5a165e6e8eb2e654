"""Addresses of the site, as they stand in links: absolute, relative, or rewritten by the Wayback Machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

SITE = "https://history.state.gov"
_ARCHIVED = re.compile(r"(?:(?:https?:)?//web\.archive\.org)?/web/\d+[a-z_]*/(?=https?:|//)", re.IGNORECASE)
_ON_SITE = re.compile(r"(?:https?:)?//(?:[\w-]+\.)?history\.state\.gov\.?(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
# The second part is where the site's own software lies on a machine that shows it unconfigured.
_PATH = re.compile(r"(?:/exist/apps/hsg-shell)?/historicaldocuments/(frus[\w.-]+)(?:/([\w.-]+))?/?")
_TAIL = re.compile(r"(?:.*/)?(frus[\w.-]+)(?:/([\w.-]+))?/?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FOREIGN = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
# Names that the volumes themselves give: documents and their notes, pages, persons and terms.
_NAME = re.compile(r"d\d+\w*|[A-Za-z][\w-]*_[\w.-]+")
_SAVED_FILE = re.compile(r"[^/?#]*\.html?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place on the site: a volume, a section of it (`d129`, `ch5`, `persons`), a fragment of that page.

    Volume and section are empty where a link names neither, as one on a page of unknown address may.
    """

    volume: str = ""
    section: str = ""
    fragment: str = ""

    @property
    def url(self) -> str:
        """The address of the page, without the fragment."""
        return "/".join(part for part in (f"{SITE}/historicaldocuments", self.volume, self.section) if part)


def unarchived(href: str) -> str:
    """Return a link as it was before the Wayback Machine rewrote it."""
    match = _ARCHIVED.match(href)
    return href[match.end() :] if match else href


def site_address(href: str, page: Address | None) -> Address | None:
    """Return the place on the site to which a link on `page` leads; None where it leads elsewhere."""
    path, _, fragment = unarchived(href.strip()).partition("#")
    fragment = unquote(fragment)
    path = path.partition("?")[0]
    if not path:
        return Address(
            volume=page.volume if page else "", section=page.section if page else "", fragment=fragment
        )
    if match := _ON_SITE.match(path):
        path = path[match.end() :] or "/"
    elif path.startswith("//") or _SCHEME.match(path):
        return None
    elif not path.startswith("/"):
        return _relative(path, fragment, page)
    return _on_site(path, fragment)


def local_fragment(href: str, page: Address | None) -> str:
    """Return the id to which a link leads on its own page, or nothing where it leads to another.

    A browser that saves a page writes the page's own address before the `#`, or that of the file.
    """
    path, mark, _ = unarchived(href.strip()).partition("#")
    if not mark:
        return ""
    address = site_address(href, page)
    if address is None:
        is_file = path.lower().startswith("file:") or _SAVED_FILE.fullmatch(path)
        return unquote(href.partition("#")[2]) if is_file else ""
    here = page is None or not path or (address.volume, address.section) == (page.volume, page.section)
    return address.fragment if here else ""


def reference_target(href: str, page: Address | None) -> str:
    """Return what a link names: in FRUS's own form (`frus1961-63v15#d129`), or an address elsewhere.

    Nothing is returned for what must not be followed, such as `javascript:`.
    """
    address = site_address(href, page)
    if address is None:
        url = unarchived(href.strip())
        return url if _FOREIGN.fullmatch(url) else ""
    fragment = address.fragment.removeprefix("fn:")
    name = fragment if _NAME.fullmatch(fragment) else address.section
    return f"{address.volume}#{name}" if name else address.volume


def _relative(path: str, fragment: str, page: Address | None) -> Address | None:
    """Return the place to which a link without a beginning leads."""
    if page is not None and page.volume:
        try:
            joined = urljoin(f"/historicaldocuments/{page.volume}/{page.section or 'x'}", path)
        except ValueError:
            return None
        return _on_site(joined, fragment)
    if match := _TAIL.fullmatch(path):
        return Address(volume=match[1], section=match[2] or "", fragment=fragment)
    return Address(section=path, fragment=fragment) if re.fullmatch(r"d\d+\w?|persons|terms", path) else None


def _on_site(path: str, fragment: str) -> Address | None:
    """Return the place that a path on the site names, if it is in a volume."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    volume, section = match[1], match[2] or ""
    # A link as the volume has it, `frus1952-54v05#d3`, is taken by browsers for one within this volume.
    if section.startswith("frus"):
        volume, section = section, ""
    return Address(volume=volume, section=section, fragment=fragment)
