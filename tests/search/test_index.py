"""The index: the same bytes of the same words, nothing that no page asks for, and a reason where it fails."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from edition.search.entries import Part, SearchEntry, SearchPassage, Stretch, pack_entries
from edition.search.index import IndexingError, index_key, is_current, keep_index, write_index
from edition.search.subjects import Subject, Value
from tests.harness import digests

if TYPE_CHECKING:
    from pathlib import Path


def entry(page: str, words: str, part: Part = Part.TEXT) -> SearchEntry:
    passage = SearchPassage(fragment="p1", label="a label", stretches=(Stretch("[5]", words),))
    return SearchEntry(page=page, part=part, passages=(passage,) if words else ())


def subject(page: str, title: str = "A <title> & “more”") -> Subject:
    persons = tuple(Value(f"person-{number}", f"Person {number}") for number in range(20))
    return Subject(page=page, address=f"{page}/", title=title, number="Secto 8", date="1962", persons=persons)


PAGES = [f"volumes/v é/d{number}" for number in range(60)]
ENTRIES = [
    entry(page, f"words of {page} — naïve, well-known & <tagged>", part)
    for page in PAGES
    for part in (Part.TEXT, Part.NOTES, Part.ANNOTATIONS)
]
SUBJECTS = [subject(page) for page in PAGES]


def test_the_same_entries_give_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    write_index(ENTRIES, SUBJECTS, tmp_path / "one", language="en")
    write_index(ENTRIES[::-1], SUBJECTS[::-1], tmp_path / "two", language="en")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_an_index_that_another_build_has_made_meanwhile_is_in_nobodys_way(tmp_path: Path) -> None:
    write_index(ENTRIES, SUBJECTS, tmp_path / "one", language="en")
    made = digests(tmp_path / "one")
    write_index(ENTRIES, SUBJECTS, tmp_path / "one", language="en")
    assert digests(tmp_path / "one") == made
    write_index(ENTRIES[:1], SUBJECTS, tmp_path / "one", language="en")
    assert digests(tmp_path / "one") != made


def test_the_index_holds_what_a_browser_asks_for_and_no_more(tmp_path: Path) -> None:
    write_index(ENTRIES, SUBJECTS, tmp_path / "index", language="en")
    files = {
        re.sub(r"_[0-9a-f]{7,}", "_*", path.relative_to(tmp_path / "index").as_posix())
        for path in (tmp_path / "index").rglob("*")
        if path.is_file()
    }
    assert files == {
        "facets.data",
        "fragment/en_*.pf_fragment",
        "index/en_*.pf_index",
        "pages-0.data",
        "pagefind-entry.json",
        "pagefind.en_*.pf_meta",
        "pagefind.js",
        "persons.data",
        "wasm.en.pagefind",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_a_record_keeps_its_words_and_shows_its_title_which_is_found_once(tmp_path: Path) -> None:
    entries = [entry("a", "the tanks—at once"), entry("a", "a note", Part.NOTES), entry("b", "")]
    write_index(entries, [subject("a"), subject("b", "Without words")], tmp_path / "index", language="en")
    kept = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (tmp_path / "index/fragment").iterdir()
    ]
    found = {one["url"]: (one["content"], one["meta"], [a["id"] for a in one["anchors"]]) for one in kept}
    shown = "i:%5B%22a%2F%22%2C%20%22A%20%3Ctitle%3E%20%26%20%E2%80%9Cmore%E2%80%9D%22%2C%20%221962%22"
    shown += "%2C%20%22Secto%208%22%5D"
    metadata = {"title": "A <title> & “more”", "number": "Secto 8"}
    anchors = [shown, "p:p1:a%20label", "s:%5B5%5D"]
    assert found["/a~text.html"] == ("the tanks— at once", metadata, anchors)
    assert found["/a~notes.html"] == ("a note", {}, anchors)
    assert found["/b~text.html"][0] == "Without words"


KEYS = {
    "another word": ([pack_entries([entry("a", "other")])], [subject("a")], "en"),
    "another title": ([pack_entries([entry("a", "words")])], [subject("a", "Other")], "en"),
    "another language": ([pack_entries([entry("a", "words")])], [subject("a")], "de"),
    "one more document": ([pack_entries([entry("a", "words")]), b""], [subject("a")], "en"),
}


@pytest.mark.parametrize(("packed", "subjects", "language"), KEYS.values(), ids=list(KEYS))
def test_what_changes_the_index_changes_its_key(
    packed: list[bytes], subjects: list[Subject], language: str
) -> None:
    usual = index_key([pack_entries([entry("a", "words")])], [subject("a")], language="en")
    assert index_key(packed, subjects, language=language) != usual


def test_the_order_of_the_documents_does_not_change_the_key() -> None:
    packed, subjects = [b"one", b"two"], [subject("a"), subject("b")]
    assert index_key(packed, subjects, language="en") == index_key(
        packed[::-1], subjects[::-1], language="en"
    )


def test_an_index_is_kept_under_its_key(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert not is_current(kept, "a")
    keep_index(kept, "a", [entry("a", "words")], [subject("a")], language="en")
    assert is_current(kept, "a")
    assert not is_current(kept, "b")


def test_where_pagefind_fails_no_index_is_current_and_its_words_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    keep_index(kept, "a", [entry("a", "words")], [subject("a")], language="en")
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 3\n", encoding="ascii")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))
    with pytest.raises(IndexingError, match=r"^Pagefind made no search index: no room left$"):
        keep_index(kept, "b", [entry("a", "words")], [subject("a")], language="en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "kept"]
    assert not is_current(kept, "a")
    assert not is_current(kept, "b")


def test_an_index_of_which_anything_is_missing_is_not_current(tmp_path: Path) -> None:
    kept = tmp_path / "search"
    keep_index(kept, "key", ENTRIES[:6], SUBJECTS, language="en")
    assert is_current(kept, "key")
    for path in (next(kept.glob("fragment/*")), kept / "facets.data"):
        content = path.read_bytes()
        path.write_bytes(content[:-1])
        assert not is_current(kept, "key")
        path.unlink()
        assert not is_current(kept, "key")
        path.write_bytes(content)
        assert is_current(kept, "key")
