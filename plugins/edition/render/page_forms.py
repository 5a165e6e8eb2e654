"""The box that takes the number of a page, on documents, on volumes and on the lists of their pages."""

from __future__ import annotations


def page_list(volume: str) -> str:
    """Return the name of the page that lists the pages of a volume."""
    return f"volumes/{volume}/pages"


def render_page_form(action: str, *, is_volume: bool) -> str:
    """Return the box that takes a page or a range; `action` is the list of pages that leads on without it."""
    kind = " data-volume" if is_volume else ""
    return (
        f'<form class="edition-go" action="{action}"{kind}>'
        '<label for="edition-go-page">Go to page</label> '
        '<input id="edition-go-page" name="page" size="7" autocomplete="off" autocapitalize="off" '
        'spellcheck="false" enterkeyhint="go"><button type="submit">Go</button>'
        '<p class="edition-go-answer" role="status"></p></form>\n'
    )
