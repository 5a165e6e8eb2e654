"""A page of history.state.gov made of a TEI document, by what is known of the site's markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SITE = "https://history.state.gov"
INLINE = {
    "date": "tei-date",
    "del": "tei-del",
    "gloss": "tei-gloss",
    "persName": "tei-persName",
    "placeName": "tei-placeName",
    "term": "tei-term",
    "unclear": "tei-unclear",
}
RENDERED = {
    "strong": "tei-hi1",
    "italic": "tei-hi2 font-italic",
    "smallcaps": "tei-hi3 font-smallcaps",
}
BLOCKS = {
    "closer": ("div", "tei-closer"),
    "dateline": ("div", "tei-dateline"),
    "opener": ("div", "tei-opener"),
    "postscript": ("div", "tei-postscript"),
    "signed": ("div", "tei-signed"),
    "row": ("tr", "tei-row"),
    "table": ("table", "tei-table2 table table-hover table-bordered"),
    "attachment": ("section", "tei-frus_attachment attachment"),
}
PAGE = """<!DOCTYPE html>
{saved}<html lang="en"><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>Historical Documents - Office of the Historian</title>{head}
<script type="text/javascript">var words = "<p>never seen</p>";</script>
<style>p {{ color: red }}</style></head>
<body id="body" onload="start()"><header class="hsg-header"><form action="/search"><p>Search <input name="q">
<button type="submit">GO</button></p></form></header>
<nav role="navigation" class="hsg-nav navbar"><ul><li><a href="{site}/">Home</a></li></ul></nav>
<div class="hsg-main"><section class="hsg-grid"><div class="container"><main id="content"><div>
<div class="row"><nav class="hsg-breadcrumb hsg-breadcrumb--wrap" aria-label="breadcrumbs">
<ol vocab="http://schema.org/" typeof="BreadcrumbList" class="hsg-breadcrumb__list">
<li class="hsg-breadcrumb__list-item"><a href="{site}/historicaldocuments">Historical Documents</a></li>
<li class="hsg-breadcrumb__list-item"><a href="{site}/historicaldocuments/{volume}">{title}</a></li>
<li class="hsg-breadcrumb__list-item"><a href="{site}/historicaldocuments/{volume}/{section}"
 aria-current="page"><span>Document</span></a></li></ol></nav></div>
<div class="row"><div class="hsg-navigation-wrapper"><h2 class="hsg-navigation-title"
 id="navigation-title">{title}</h2></div></div>
<div class="row"><a class="page-nav nav-prev" href="d1"><i class="glyphicon"></i></a>
<div class="hsg-width-main"><div id="content-inner">
<div id="content-container"><div class="content">
{content}</div></div></div></div>
<aside class="hsg-width-sidebar"><div class="hsg-panel" id="person-panel">
<h4 class="hsg-sidebar-title">Persons</h4>
<div class="list-group"><a href="persons#p_KJF1" data-toggle="tooltip" title="President">Kennedy, John F.</a>
</div></div></aside></div></div></main></div></section></div>
<footer class="hsg-footer"><p>Office of the Historian, Foreign Service Institute</p></footer></body></html>
"""


@dataclass(slots=True)
class Page:
    """A page that is being made: its notes wait for the end."""

    volume: str
    notes: list[str] = field(default_factory=list)
    calls: int = 0


def site_page(document: _Element, volume: str, title: str, *, saved: bool) -> str:
    """Return the page of a document; as a browser saves it, with whole addresses, or as the site sends it."""
    section = document.get(XML_ID, "")
    page = Page(volume)
    text = f'<div class="tei-div3" id="{section}">{inner(page, document)}</div>'
    if page.notes:
        text += f'<div class="footnotes"><ol>{"".join(page.notes)}</ol></div>'
    url = f"{SITE}/historicaldocuments/{volume}/{section}"
    if saved:
        text = re.sub(r'href="#', f'href="{url}#', text)
        text = re.sub(r'href="/', f'href="{SITE}/', text)
    return PAGE.format(
        saved=f"<!-- saved from url=({len(url):04}){url} -->\n" if saved else "",
        head="" if saved else f'<link rel="canonical" href="{url}">',
        site=SITE if saved else "",
        volume=volume,
        section=section,
        title=escape(title),
        content=text,
    )


def inner(page: Page, element: _Element) -> str:
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(rendered(page, child))
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def rendered(page: Page, element: _Element) -> str:  # noqa: C901, PLR0911, PLR0912
    name = str(element.tag).rpartition("}")[2]
    rend = element.get("rend", "")
    match name:
        case "p":
            kind = {"center": "tei-p1", "flushleft": "tei-p2"}.get(rend, "tei-p3")
            return f'<p class="{kind} {rend}">{inner(page, element)}</p>'
        case "hi":
            return f'<span class="{RENDERED.get(rend, "tei-hi4")} {rend}">{inner(page, element)}</span>'
        case "pb":
            number, pg = element.get("n", ""), element.get(XML_ID, "")
            href = f"/historicaldocuments/{page.volume}/{pg}"
            return f'<a href="{href}" class="tei-pb1" id="{pg}">[Page {number}]</a>'
        case "lb":
            return '<br class="tei-lb">'
        case "gap":
            return ""
        case "note":
            return note(page, element)
        case "ref":
            return f'<a href="{reference(page, element)}">{inner(page, element)}</a>'
        case "head":
            return head(page, element)
        case "list":
            return listed(page, element)
        case "item" | "label":
            above = next(element.iterancestors())
            tag = "li" if above.find("{*}label") is None else {"item": "dd", "label": "dt"}[name]
            return f'<{tag} class="tei-item">{inner(page, element)}</{tag}>'
        case "cell":
            span = f' colspan="{element.get("cols")}"' if element.get("cols") else ""
            return f'<td class="tei-cell"{span}>{inner(page, element)}</td>'
        case "quote":
            inside = any(str(above.tag).endswith("}p") for above in element.iterancestors())
            inline = inside and element.find(".//{*}p") is None
            tag, kind = ("span", "tei-quote1") if inline else ("div", "tei-quote2")
            return f'<{tag} class="{kind}">{inner(page, element)}</{tag}>'
        case _ if name in BLOCKS:
            tag, kind = BLOCKS[name]
            return f'<{tag} class="{kind}">{inner(page, element)}</{tag}>'
        case _ if name in INLINE:
            return f'<span class="{INLINE[name]}">{inner(page, element)}</span>'
        case _:
            return inner(page, element)


def note(page: Page, element: _Element) -> str:
    if element.get("rend") == "inline":
        return f'<p class="tei-note2 inline">{inner(page, element)}</p>'
    page.calls += 1
    name = element.get(XML_ID) or f"1.5.4.4.{page.calls}"
    label = element.get("n") or str(page.calls)
    place = len(page.notes)
    page.notes.append("")
    page.notes[place] = (
        f'<li class="footnote" id="fn:{name}" value="{escape(label)}">\n<span class="fn-content">\n'
        f'{inner(page, element)}</span>\n<a class="fn-back" href="#fnref:{name}">↩</a>\n</li>\n'
    )
    link = f'<a class="note" rel="footnote" href="#fn:{name}">\n{escape(label)}\n</a>'
    return f'<span id="fnref:{name}">\n{link}</span>'


def head(page: Page, element: _Element) -> str:
    above = str(next(element.iterancestors()).tag).rpartition("}")[2]
    if above == "list":
        return f'<h4 class="tei-list1 listHead">{inner(page, element)}</h4>'
    if above == "table":
        return f'<caption class="tei-head2">{inner(page, element)}</caption>'
    return f'<h4 class="tei-head7">{inner(page, element)}</h4>'


def listed(page: Page, element: _Element) -> str:
    tag = "ul" if element.find("{*}label") is None else "dl"
    type_ = element.get("type", "")
    heading = element.find("{*}head")
    before = "" if heading is None else rendered(page, heading) + escape(heading.tail or "")
    rest = escape(element.text or "") if heading is None else ""
    for child in element:
        if isinstance(child.tag, str) and child is not heading:
            rest += rendered(page, child) + escape(child.tail or "", quote=False)
    return f'{before}<{tag} class="tei-list2 list {type_}">{rest}</{tag}>'


def reference(page: Page, element: _Element) -> str:
    target = element.get("target", "")
    if target.startswith("http"):
        return target
    volume, _, name = target.partition("#")
    match = re.fullmatch(r"(d\d+[a-z]?)(fn\w+)", name)
    place = f"{match[1]}#fn:{name}" if match else name
    return f"/historicaldocuments/{volume or page.volume}" + (f"/{place}" if place else "")
