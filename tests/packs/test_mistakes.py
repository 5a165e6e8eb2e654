"""Whatever is wrong with a pack is told with its line and what to do; one mistake hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edition.cli import main
from tests.packs.trial import PACK, opened, write_trial

if TYPE_CHECKING:
    from pathlib import Path

# What stands in the pack, what a teacher wrote instead, and the line that is printed.
MISTAKES = {
    "a document that is not there": (
        "document: letter",
        "document: leter",
        "9: there is no document 'leter'; did you mean 'letter'? [document-unknown]",
    ),
    "a page that is not there": (
        "pages: 412",
        "pages: 415",
        "8: there is no page 415 in memo; its pages are 411 to 413 [target-unknown]",
    ),
    "a range of which half is there": (
        "pages: 412",
        "pages: 412-415",
        "8: there is no page 415 in memo; its pages are 411 to 413 [target-unknown]",
    ),
    "a range whose end is shortened": (
        "pages: 412",
        "pages: 412-13",
        "8: there is no page 13 in memo; write the whole number: 412-413 [target-unknown]",
    ),
    "a range of pages that is reversed": (
        "pages: 412",
        "pages: 413-412",
        "8: page 412 stands before page 413 in memo; write pages: 412-413 [range-reversed]",
    ),
    "pages of a document that has none": (
        "paragraphs: 1-2",
        "pages: 2",
        (
            "10: there is no page 2 in letter, which has no page breaks; name paragraphs, which are 1 to 2 "
            "[target-unknown]"
        ),
    ),
    "a paragraph that is not there": (
        "paragraphs: 1-2",
        "paragraphs: 2-7",
        "10: there is no paragraph 7 in letter; its last is 2 [target-unknown]",
    ),
    "a range of paragraphs that is reversed": (
        "paragraphs: 1-2",
        "paragraphs: 2-1",
        "10: paragraph 1 stands before paragraph 2; write paragraphs: 1-2 [range-reversed]",
    ),
    "no range at all": (
        "paragraphs: 1-2",
        "paragraphs: two",
        "10: 'paragraphs': 'two' is no range of paragraphs; write 3 or 3-5 [value-invalid]",
    ),
    "an annotation that is not there": (
        "annotation: monday",
        "annotation: munday",
        "14: there is no annotation 'munday' in memo; did you mean 'monday'? [target-unknown]",
    ),
    "words that are not found": (
        "annotation: monday",
        "exact: ready by Monday",
        "14: 'ready by Monday' is not in the text; nearest: 'ready on Monday' on page 413 [quote-not-found]",
    ),
    "words that are found twice": (
        "annotation: monday",
        "exact: The flights",
        (
            "14: 'The flights' occurs 2 times; to name one of them, write prefix: \"1962. \" on page 411, or "
            'suffix: " are" on page 413 [quote-ambiguous]'
        ),
    ),
    "two ways to say which part": (
        "pages: 412",
        "pages: 412\n    paragraphs: 2",
        (
            "6: 'passages': a passage has one of pages, paragraphs, annotation, exact; keep one of pages and "
            "paragraphs "
            "[value-invalid]"
        ),
    ),
    "context of nothing": (
        "annotation: monday",
        "prefix: It",
        (
            "13: 'passages': 'prefix' and 'suffix' stand around 'exact'; write the words of the passage "
            "there "
            "[value-invalid]"
        ),
    ),
    "a passage that no one has": (
        "[[orders]]",
        "[[order]]",
        "27: the pack has no passage 'order'; did you mean 'orders'? [passage-unknown]",
    ),
    "a passage by a number that is too high": (
        "[[2]]",
        "[[4]]",
        "21: the pack has no passage '4'; its passages are 1 to 3 [passage-unknown]",
    ),
    "a passage that is named twice": (
        "[[2]]",
        "[[1]]",
        "27: the passage 'orders' stands on line 21 already; keep one of the two [passage-repeated]",
    ),
    "a passage among other words": (
        "[[orders]]",
        "Read [[orders]] now.",
        (
            "27: [[orders]] stands among other words; give it a line of its own, without indentation "
            "[passage-unknown]"
        ),
    ),
    "an id that comes twice": (
        "  - document: letter",
        "  - document: letter\n    id: orders",
        "10: 'orders' is already the id of the passage on line 7; choose another [id-duplicate]",
    ),
    "an id that is one of the page's own": (
        "id: orders",
        "id: passage-2",
        (
            "7: 'id': 'passage-2' has the form of the page's own ids; choose a word that says what it is "
            "[value-invalid]"
        ),
    ),
    "a key that does not exist": (
        "pages: 412",
        "page: 412",
        "8: 'page' is not a key here; did you mean 'pages'? [key-unknown]",
    ),
    "a layer that does not exist": (
        "show: []",
        "show: [note]",
        (
            "11: 'show' cannot be 'note'; did you mean 'notes'? The list is notes, annotations, questions "
            "[value-invalid]"
        ),
    ),
    "a title that is missing": ("title: The flights\n", "", "2: 'title' is missing here; [key-missing]"),
    "no passage": (
        PACK[PACK.index("passages:") : PACK.index("---\n\n")],
        "passages: []\n",
        "5: 'passages': a pack has one passage at least; name a document [value-invalid]",
    ),
    "a state that is none": (
        "---\n\n#",
        "state:\n  date: 2026-11-22\n  documents: {memo: 1234}\n---\n\n#",
        "17: 'memo': '1234' is no state of a document; let `edition pack <name> [value-invalid]",
    ),
    "a day that is none": (
        "---\n\n#",
        "state:\n  date: 2026-11-31\n---\n\n#",
        "16: 'date': '2026-11-31' is not a day; write it as 2026-11-22 [value-invalid]",
    ),
    "a state of a document that is not there": (
        "---\n\n#",
        "state:\n  date: 2026-11-22\n  documents: {memos: 00000000.00000000.00000000}\n---\n\n#",
        "17: in the state: there is no document 'memos'; did you mean 'memo'? [document-unknown]",
    ),
    "YAML that cannot be read": (
        "author: A. Teacher",
        "author: A: Teacher",
        "4: a colon followed by a blank stands inside a value, [yaml-malformed]",
    ),
    "a passage without the key of its document": (
        "  - document: letter",
        "  - letter",
        "9: the entry begins without a key; write one before 'letter', such as document: [yaml-malformed]",
    ),
    "no front matter": ("---\ntitle", "title", "1: a pack begins with '---', its title [pack-front-matter]"),
    "front matter without an end": (
        "---\n\n#",
        "\n#",
        "1: the front matter that begins here has no end; write a line '---' behind it [pack-front-matter]",
    ),
    "a link to a document that is not there": (
        "letter#p2",
        "letters#p2",
        (
            "19: in the words of the pack: there is no document 'letters'; did you mean 'letter'? "
            "[document-unknown]"
        ),
    ),
    "a link to a place that is not there": (
        "letter#p2",
        "letter#p9",
        "19: in the words of the pack: there is no 'p9' in letter; name a page (pg_2), [target-unknown]",
    ),
    "a link to nothing on the page": (
        "(#orders)",
        "(#order)",
        "25: there is no 'order' on this page; did you mean 'orders'? [target-unknown]",
    ),
    "a link in a question": (
        '"*Which* city?"',
        "'[This](memo#p99) city?'",
        "12: in the questions: there is no 'p99' in memo; name a page (pg_2), [target-unknown]",
    ),
    "no number at all before the hyphen": (
        "pages: 412",
        "pages: -412",
        "8: '-412' is no range of pages; write 2-4, or 2 [target-unknown]",
    ),
    "no number behind the hyphen": (
        "pages: 412",
        "pages: 412-",
        "8: '412-' is no range of pages; write 2-4, or 2 [target-unknown]",
    ),
    "a number without end": (
        "paragraphs: 1-2",
        f"paragraphs: {'9' * 5000}",
        f"10: 'paragraphs': '{'9' * 60}…' is no range of paragraphs; write 3 or 3-5 [value-invalid]",
    ),
    "a page's number without end": (
        "pages: 412",
        f"pages: {'9' * 5000}",
        f"8: there is no page {'9' * 60}… in memo; its pages are 411 to 413 [target-unknown]",
    ),
    "quotations without end": (
        "Begin",
        f"Begin\n\n{'>' * 3000} end",
        "21: the words of the pack hold lists or quotations within each other, [unsafe-html]",
    ),
    "an address that is none, by reference": (
        "Or end.",
        "Or [end][one].\n\n[one]: javascript:alert",
        "31: the words of the pack hold a link to 'javascript:alert', which they cannot; [unsafe-html]",
    ),
    "an unknown document by reference": (
        "Or end.",
        "Or [end][one].\n\n[one]: letters",
        (
            "31: in the words of the pack: there is no document 'letters'; did you mean 'letter'? "
            "[document-unknown]"
        ),
    ),
    "an image": (
        "See [the memo]",
        "See ![a map](map.png) [the memo]",
        "25: the words of the pack hold an image, which they cannot; [unsafe-html]",
    ),
    "two notes of one label": (
        "[^1]: Or end.",
        "[^1]: Or end.\n\n[^1]: Or not.",
        (
            "31: the note [^1] is written on line 29 already, and only one of the two would be shown; "
            "give this one another label [id-duplicate]"
        ),
    ),
    "a footnote of a question": (
        '"*Which* city?"',
        '"Which[^1] city?\\n\\n[^1]: Or town."',
        "12: 'questions': a question has no footnotes; write what it says into the question [value-invalid]",
    ),
    "HTML among the words": (
        "Begin",
        "<script>Begin</script>",
        "19: the words of the pack hold <script>, which they cannot; [unsafe-html]",
    ),
}


def is_said(line: str, printed: list[str]) -> bool:
    """Whether one of the printed lines has the place, the words and the code of `line`."""
    words, _, code = line.rpartition(" [")
    start = f"docs/packs/flights.md:{words.rstrip()}"
    return any(one.startswith(start) and one.endswith(f"[{code}") for one in printed)


def test_the_pack_itself_is_without_mistakes(tmp_path: Path) -> None:
    assert opened(tmp_path)[1] == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line(mistake: str, tmp_path: Path) -> None:
    old, new, line = MISTAKES[mistake]
    assert PACK.count(old) == 1
    printed = opened(tmp_path, {"docs/packs/flights.md": PACK.replace(old, new)})[1]
    assert is_said(line, printed), printed


def test_a_mistake_in_one_passage_hides_none_in_another(tmp_path: Path) -> None:
    spoiled = PACK.replace("pages: 412", "page: 412").replace("document: letter", "document: leter")
    printed = opened(tmp_path, {"docs/packs/flights.md": spoiled})[1]
    assert [one.rpartition(" ")[2] for one in printed] == ["[key-unknown]", "[document-unknown]"]


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    printed = opened(tmp_path, {"docs/packs/flights.md": PACK.replace("Or", "Ör").encode("latin-1")})[1]
    assert [one.partition(": not UTF-8")[0] for one in printed] == ["docs/packs/flights.md:29"]


@pytest.mark.parametrize("name", ["The Flights", "builder", "flights_2", "x" * 101])
def test_a_name_that_can_be_no_address_is_told(name: str, tmp_path: Path) -> None:
    printed = opened(tmp_path, {f"docs/packs/{name}.md": PACK})[1]
    assert [one.endswith("[pack-name]") for one in printed] == [True]


def test_a_page_above_the_list_is_no_pack(tmp_path: Path) -> None:
    edition, printed = opened(tmp_path, {"docs/packs/index.md": "# Packs\n", "docs/packs/README.md": "x\n"})
    assert ([one.name for one in edition.packs], printed) == (["flights"], [])


def test_a_document_that_cannot_be_read_makes_no_mistake_of_its_passages(tmp_path: Path) -> None:
    assert opened(tmp_path, {"sources/letter/source.txt": b"\xff"})[1] == []


def test_lines_are_those_of_a_file_from_windows(tmp_path: Path) -> None:
    spoiled = "\ufeff" + PACK.replace("[[orders]]", "[[order]]").replace("\n", "\r\n")
    printed = opened(tmp_path, {"docs/packs/flights.md": spoiled})[1]
    assert is_said(MISTAKES["a passage that no one has"][2], printed)


def test_the_command_tells_of_links_to_pages_that_are_not_there(tmp_path: Path) -> None:
    links = "[a](../inde.md) [b](../threads/cuba.md) [c](../documents/memo.md#pg_412) [d](flights.md)"
    write_trial(tmp_path, {"docs/packs/flights.md": PACK.replace("Begin", links)})
    ran = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    told = [line for line in ran.output.splitlines() if "docs/" in line]
    where = "error: docs/packs/flights.md:19: in the words of the pack"
    otherwise = "write the way to a file of docs/, as ../index.md"
    assert told == [
        f"{where}: '../inde.md' leads to no page; did you mean '../index.md'? [link-broken]",
        f"{where}: '../threads/cuba.md' leads to no page; {otherwise} [link-broken]",
    ]
    assert ran.exit_code == 1
