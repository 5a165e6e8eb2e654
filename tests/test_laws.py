"""The five laws over editions that nobody has written: random sources, passages and links."""

from __future__ import annotations

import string
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.annotations.anchor import describe, find_quote
from edition.edition import load, open_document
from edition.model import Fate, Span
from edition.pages import file_specs, page_specs
from edition.specs import whole_page
from tests.reading_text import fold, reading_text, soup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.resolved import Edition
    from edition.typeset import ReadDocument

LETTERS = string.ascii_letters + "....,;:-  12345é“”’&<>*_#[]()"
LINES = st.one_of(
    st.text(alphabet=LETTERS, min_size=1, max_size=90),
    st.sampled_from(
        [
            "SECRET",
            "- 2 -",
            "-3- TO PARIS",
            "DECLASSIFIED",
            "[Page 7]",
            "words [Page 8] and more words",
            "",
            "",
            "",
        ]
    ),
    st.builds(
        "  {}. {}".format, st.integers(1, 3), st.text(alphabet=string.ascii_letters + " .", min_size=3)
    ),
)
HEADS = st.sampled_from(["", "12. Memorandum From Rusk to Ball1\n", "INCOMING TELEGRAM\n"])
SOURCES = st.builds(
    lambda head, lines: f"{head}{chr(10).join(lines)}\nThe end of it.\n", HEADS, st.lists(LINES, max_size=12)
)


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}#{fragment}" if fragment else f"/{page}"


def write_edition(root: Path, sources: list[str], data: st.DataObject) -> None:
    """Write an edition whose annotations are described from random passages of its own texts."""
    for number, source in enumerate(sources):
        folder = root / "sources" / f"document-{number}"
        folder.mkdir(parents=True)
        (folder / "source.txt").write_text(source, encoding="utf-8")
    edition, _ = load(root)
    names = [document.id for document in edition.documents]
    for document in edition.documents:
        entries = [
            draw_entry(data, number, opened(root, document.id).document.document.text, names)
            for number in range(data.draw(st.integers(0, 4)))
        ]
        path = root / "sources" / document.id / "annotations.yml"
        path.write_text(
            yaml.safe_dump([entry for entry in entries if entry], allow_unicode=True), encoding="utf-8"
        )
    words = [word for source in sources for word in source.split()]
    forms = data.draw(st.lists(st.lists(st.sampled_from(words), min_size=1, max_size=3), max_size=8))
    (root / "sources" / "people.yml").write_text(
        yaml.safe_dump(list(records(forms, data)), allow_unicode=True), encoding="utf-8"
    )
    (root / "sources" / "threads.yml").write_text(
        "- {id: cuba, title: Cuba}\n- {id: berlin, title: Berlin}\n"
    )


def records(forms: list[list[str]], data: st.DataObject) -> Iterator[dict[str, object]]:
    """Yield a few people, of whom some have the same forms: words that stand in the sources, or nearly."""
    for number in range(3):
        own = [" ".join(form) for form in forms if data.draw(st.booleans())]
        yield {
            "id": f"person-{number}",
            "name": f"Person {number}",
            "forms": [form for form in own if any(sign.isalnum() for sign in form)],
        }


def opened(root: Path, name: str) -> ReadDocument:
    found, _ = open_document(root, name)
    assert found is not None
    return found


def draw_entry(data: st.DataObject, number: int, text: str, names: list[str]) -> dict[str, object] | None:
    """Return an entry about a random passage, or nothing where no quotation can name that passage."""
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    try:
        selector = describe(text, Span(start, end))
    except ValueError:
        return None
    assert find_quote(text, selector) == Span(start, end)  # law (c)
    entry: dict[str, object] = {"id": f"entry-{number}", "exact": selector.exact}
    entry |= {key: value for key in ("prefix", "suffix") if (value := getattr(selector, key))}
    if data.draw(st.booleans()):
        entry["entity"] = data.draw(st.sampled_from(["person-0", "person-1"]))
    what = data.draw(st.sampled_from(["note", "correction", "question", "unclear", "threads", "links"]))
    to = data.draw(st.sampled_from(names))
    links = [{"to": to, "relation": "answers", "why": "Because."}]
    entry[what] = {"threads": ["cuba", "berlin"], "links": links}.get(what, "Some *words* on [it](#entry-0).")
    if what in {"note", "question", "unclear"}:
        entry[what] = f"Some *words* on [it]({to})."
    return entry


def rendered(edition: Edition) -> dict[str, str]:
    return {
        f"/{spec.name}": spec.render(url_for).content
        if spec.name.startswith("documents/") and spec.name != "documents/index"
        else whole_page(spec, spec.render(url_for).content)
        for spec in page_specs(edition)
    }


@given(st.lists(SOURCES, min_size=1, max_size=3), st.data())
@settings(max_examples=60)
def test_the_five_laws(sources: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_edition(root, sources, data)
        edition, problems = load(root)
        assert [problem for problem in problems if problem.code.startswith(("quote", "yaml", "value"))] == []
        pages = rendered(edition)
        assert rendered(load(root)[0]) == pages  # law (d)
        documents = [opened(root, document.id) for document in edition.documents]
    for one in documents:
        document, content = one.document, one.part.content()
        account = document.document.account
        assert "".join(stretch.span.of(content) for stretch in account) == content  # law (a)
        kept = "".join(one.span.of(content) for one in account if one.fate is Fate.TEXT)
        assert "".join(kept.split()) == "".join(document.document.text.split())
        text = soup(pages[f"/documents/{document.id}"]).select_one(".edition-text")
        assert text is not None
        assert reading_text(text) == fold(document.document.text)  # law (b)
    assert dangling(pages, {f"/{spec.name}" for spec in file_specs(edition)}) == []  # law (e)
    check_mentions(edition, pages)


def check_mentions(edition: Edition, pages: dict[str, str]) -> None:
    """Every mention that is counted is listed, and one element has its address; none overlaps another."""
    for document in edition.documents:
        text = soup(pages[f"/documents/{document.id}"])
        assert not text.select(".mention .mention")
        for named in document.named:
            page = soup(pages[f"/people/{named.entity}"])
            listed = [
                str(link["href"]) for link in page.select(f"#in-{document.id} .edition-named-words > a")
            ]
            assert listed == [f"/documents/{document.id}#{one.fragment}" for one in named.mentions]
            assert len(listed) == named.times
            for one in named.mentions:
                (element,) = text.select(f'[id="{one.fragment}"]')
                assert fold(one.words).startswith(reading_text(element))


def dangling(pages: dict[str, str], files: set[str]) -> list[str]:
    """Return every address on the pages that leads to no element of any, and to no file."""
    parsed = {name: soup(html) for name, html in pages.items()}
    ids = {name: {str(element["id"]) for element in page.select("[id]")} for name, page in parsed.items()}
    lost: list[str] = []
    for name, page in parsed.items():
        for link in page.select("a[href]"):
            address, _, fragment = str(link["href"]).partition("#")
            target = address.partition("?")[0] or name
            if target in files or (target in ids and "=" in fragment):
                continue  # what a script reads of an address is no place
            if target not in ids or (fragment and unquote(fragment) not in ids[target]):
                lost.append(f"{name}: {link['href']}")
    return lost
