"""The box that takes the number of a page, on documents, on volumes and on the lists of their pages."""

from __future__ import annotations

# The page on which the printed pages of the whole edition resolve to documents.
PAGES = "pages/index"


def page_list(volume: str) -> str:
    """Return the name of the page that lists the pages of a volume."""
    return f"volumes/{volume}/pages"


def render_page_form(action: str, *, is_volume: bool) -> str:
    """Return the box that takes a page or a range; `action` is the list of pages that leads on without it."""
    return _form(action, " data-volume" if is_volume else "")


def render_edition_form(action: str, data: str) -> str:
    """Return the box that takes a page of any document; `data` lies beside the list, its `action`."""
    return _form(action, f' data-volume="{data}"')


def _form(action: str, attribute: str) -> str:
    return (
        f'<form class="edition-go" action="{action}"{attribute}>'
        '<label for="edition-go-page">Go to page</label> '
        '<input id="edition-go-page" name="page" size="7" autocomplete="off" autocapitalize="off" '
        'spellcheck="false" enterkeyhint="go"><button type="submit">Go</button>'
        '<p class="edition-go-answer" role="status"></p></form>\n'
    )
