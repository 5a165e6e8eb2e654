"""What is wrong with a teacher's own words: links that lead nowhere, and what cannot be shown."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from edition.annotations.notes import TOO_DEEP
from edition.annotations.words import render_words
from edition.diagnostics import Code, Diagnostic, Severity, did_you_mean, shortened
from edition.links import TargetError, find_place, is_external, is_lost, moved_address
from edition.packs.files import FOLDER
from edition.packs.model import is_page, page_of_link

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from edition.annotations.words import Words
    from edition.links import Astray, Records
    from edition.packs.model import AssignedPack

# Where Markdown begins a footnote.
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]]*)\]:")


def check_words(pack: AssignedPack, known: Records, astray: Astray) -> Iterator[Diagnostic]:
    """Yield what is wrong with a teacher's words: links that lead nowhere, and what cannot be shown."""
    for words, href, line in _hrefs(pack):
        if is_external(href) or is_page(href) or is_lost(href, "", astray.lost):
            continue
        if href.startswith("#"):
            if pack.file.is_whole and href[1:] not in own_ids(pack):
                message = f"there is no {href[1:]!r} on this page; {_own_places(href[1:], pack)}"
                yield Diagnostic(Code.TARGET_UNKNOWN, message, pack.file.location(line))
            continue
        try:
            find_place(href, "", known)
        except TargetError as error:
            problem = moved_address(href, astray.moves) or error
            yield Diagnostic(problem.code, f"in {words}: {problem}", pack.file.location(line))
    for key, where, one in _all_words(pack):
        for what in one.removed:
            message = (
                f"{key} hold {shortened(what)}, which they cannot; "
                "it is shown as plain words, write it in Markdown"
            )
            at = _line_of_removed(what, pack) if where is None else where
            yield Diagnostic(Code.UNSAFE_HTML, message, pack.file.location(at), Severity.WARNING)
    yield from _lost_footnotes(pack)


def _lost_footnotes(pack: AssignedPack) -> Iterator[Diagnostic]:
    """Yield a problem for each footnote that would be lost: the second of a label, those of questions."""
    lines: dict[str, int] = {}
    for number, line in enumerate(pack.file.words.split("\n"), pack.file.begins):
        label = found[1] if (found := _FOOTNOTE.match(line)) else None
        if label is not None and label in lines:
            message = (
                f"the note [^{label}] is written on line {lines[label]} already, and only one of the two "
                "would be shown; give this one another label"
            )
            yield Diagnostic(Code.ID_DUPLICATE, message, pack.file.location(number))
        elif label is not None:
            lines[label] = number
    for one in pack.passages:
        if any(render_words(question).footnotes for question in one.passage.questions):
            message = "'questions': a question has no footnotes; write what it says into the question"
            yield Diagnostic(
                Code.VALUE_INVALID, message, pack.file.location(one.passage.line_of("questions"))
            )


def hrefs_of(pack: AssignedPack) -> Iterator[str]:
    """Yield where the links in a teacher's words lead, as written."""
    yield from (href for _, href, _ in _hrefs(pack))


def _all_words(pack: AssignedPack) -> Iterator[tuple[str, int | None, Words]]:
    """Yield all that the teacher wrote in Markdown: what it is called, and its line, if there is only one."""
    yield "the words of the pack", None, pack.words
    for one in pack.passages:
        for question in one.passage.questions:
            yield "the questions", one.passage.line_of("questions"), render_words(question)


def _hrefs(pack: AssignedPack) -> Iterator[tuple[str, str, int]]:
    """Yield where the links in a teacher's words lead, with what these are called and the line."""
    for words, line, rendered in _all_words(pack):
        for href in rendered.hrefs:
            yield words, href, _line_of_link(href, pack) if line is None else line


def _line_of_link(href: str, pack: AssignedPack) -> int:
    """Return the line of a teacher's words in which an address stands, which a link may name by a word."""
    way = re.escape(href)
    return pack.file.line_with(rf"\(<?{way}", rf"\]:\s*<?{way}", way)


def _line_of_removed(what: str, pack: AssignedPack) -> int:
    """Return the line of a teacher's words in which stands what cannot be shown."""
    if what == TOO_DEEP:
        return pack.file.deepest_line()
    if what.startswith("<"):
        return pack.file.line_with(rf"(?i){re.escape(what.strip('<>')).join(('</?', chr(92) + 'b'))}")
    if "'" in what:
        return _line_of_link(what.partition("'")[2].removesuffix("'"), pack)
    return pack.file.line_with(r"!\[" if what == "an image" else r"<[!?]")


def own_ids(pack: AssignedPack) -> set[str]:
    """Return the ids on a pack's page to which the teacher's own words may lead."""
    passages = {one.id or f"passage-{number}" for number, one in enumerate(pack.pack.passages, 1)}
    return passages.union(name for _, name, _ in pack.words.headings)


def _own_places(name: str, pack: AssignedPack) -> str:
    return did_you_mean(name, own_ids(pack), "name a passage by its id, or a heading")


def unknown_pages(packs: Iterable[AssignedPack], pages: Iterable[str]) -> list[Diagnostic]:
    """Return a problem for each link to a page that the site does not have; `pages` are the names of all."""
    names = frozenset(pages)
    problems: list[Diagnostic] = []
    for pack in packs:
        for words, href, line in _hrefs(pack):
            if not is_page(href) or page_of_link(href)[0] in names:
                continue
            ways = [_way_to(name) for name in names]
            remedy = did_you_mean(
                _way_to(page_of_link(href)[0]), ways, "write the way to a file of docs/, as ../index.md"
            )
            message = f"in {words}: {shortened(repr(href))} leads to no page; {remedy}"
            problems.append(Diagnostic(Code.LINK_BROKEN, message, pack.file.location(line)))
    return problems


def _way_to(page: str) -> str:
    """Return how a pack names the file of a page: `../threads/cuba.md`."""
    return f"{posixpath.relpath(page, FOLDER)}.md"


def unknown_places(
    packs: Iterable[AssignedPack], ids_of: Callable[[str], Container[str] | None]
) -> list[Diagnostic]:
    """Return a warning for each link to a place that a page does not have.

    `ids_of` gives the ids on the page of a name, or None where there is no such page.
    """
    problems: list[Diagnostic] = []
    for pack in packs:
        for words, href, line in _hrefs(pack):
            name, fragment = page_of_link(href) if is_page(href) else ("", "")
            ids = ids_of(name) if fragment else None
            if ids is not None and fragment not in ids:
                message = (
                    f"in {words}: there is no {fragment!r} on {_way_to(name)}; name a place that is there"
                )
                location = pack.file.location(line)
                problems.append(Diagnostic(Code.LINK_BROKEN, message, location, Severity.WARNING))
    return problems
