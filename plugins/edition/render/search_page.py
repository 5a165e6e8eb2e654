"""The page on which readers search; what it shows is made in the browser, by assets/search.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.render.escaping import html_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.render.urls import UrlFor

_FORM = """<form class="edition-search-form" role="search" aria-label="Search the edition">
<label for="edition-query">Words, or a phrase in quotation marks</label>
<div><input type="search" id="edition-query" name="q" autocomplete="off" spellcheck="false">
<button type="submit">Search</button></div>
</form>
"""
_RESULTS = """<div class="edition-search-columns">
<details class="edition-narrow"><summary>Narrow the search</summary>
<div class="edition-facets"></div></details>
<section class="edition-results" id="edition-results" aria-label="Results">
<div class="edition-search-line"><p role="status" aria-live="polite"></p>
<label class="edition-order" hidden>Order <select autocomplete="off"><option value="best">best first</option>\
<option value="date">by date</option></select></label>
<button type="button" class="edition-clear" hidden>Clear</button></div>
%s<ol class="edition-hits"></ol>
<button type="button" class="edition-more" hidden>More results</button>
</section>
</div>
"""
_ADVICE = "Try fewer words, or the same words without quotation marks. These lists lead to every document:"
# The page is one folder deep, whichever form the addresses have.
_SCRIPT = '<script type="module" src="../assets/edition/search.js"></script>\n'


def render_search_page(lists: Sequence[tuple[str, str]], url_for: UrlFor) -> str:
    """Return the search page; `lists` are the title and the page's name of each list that needs no script."""
    links = _lists(lists, url_for)
    advice = f'<div class="edition-advice" hidden><p>{_ADVICE}</p>\n{links}</div>\n'
    return (
        f'<div class="edition-search">\n{_FORM}{_RESULTS % advice}</div>\n'
        f"<noscript><p>Search needs JavaScript. Without it, these lists lead to every document:</p>\n"
        f"{links}</noscript>\n"
        f"{_SCRIPT}"
    )


def render_search_preview(lists: Sequence[tuple[str, str]], url_for: UrlFor) -> str:
    """Return what stands in the search page's place in a preview, which makes no index."""
    words = "A preview makes no search index: that is made by a build. These lists lead to every document:"
    return f'<p class="edition-nothing">{words}</p>\n{_lists(lists, url_for)}'


def _lists(lists: Sequence[tuple[str, str]], url_for: UrlFor) -> str:
    items = "".join(f'<li><a href="{url_for(page)}">{html_text(title)}</a></li>' for title, page in lists)
    return f"<ul>{items}</ul>\n"
