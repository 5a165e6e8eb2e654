"""What the list of pages of a book calls each page."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edition.render.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.books.model import Book, Chapter

_NOT_NUMBERED = "not numbered"
_TITLE_LENGTH = 60


class ListedPage(NamedTuple):
    """A page break as a book's list of pages has it: what it is called, its chapter and its id there."""

    label: str
    chapter: str
    id: str


def listed_pages(book: Book) -> tuple[ListedPage, ...]:
    """Return every page break of the book, in order, under the label that is printed.

    Readers type a page's number, and reading systems look for a label that is or begins with it. So a label
    that several chapters have is told apart behind the number: `2 (Secto 8)`, and by the chapter's place in
    the book where two chapters have one title.
    """
    chapters = Counter(label for chapter in book.chapters for label in {name for name, _ in chapter.pages})
    titles = _short_titles(book.chapters)
    found = (
        ListedPage(
            f"{label or _NOT_NUMBERED} ({titles[chapter.id]})"
            if chapters[label] > 1
            else label or _NOT_NUMBERED,
            chapter.id,
            name,
        )
        for chapter in book.chapters
        for label, name in chapter.pages
    )
    return tuple(_told_apart(found))


def _short_titles(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Return a short title of each chapter that has pages, no two the same."""
    titles = {one.id: shorten(one.label or one.title, _TITLE_LENGTH) for one in chapters if one.pages}
    times = Counter(titles.values())
    return {
        name: title if times[title] == 1 else f"{title}, {number}"
        for number, (name, title) in enumerate(titles.items(), 1)
    }


def _told_apart(pages: Iterator[ListedPage]) -> Iterator[ListedPage]:
    """Yield the pages; where one chapter has a label twice, its second page is told apart by a number."""
    times: defaultdict[str, int] = defaultdict(int)
    for page in pages:
        times[page.label] += 1
        yield page if times[page.label] == 1 else page._replace(label=f"{page.label}, {times[page.label]}")
