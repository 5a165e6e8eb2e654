"""Whatever stands in a YAML file ends in values and in problems that say where and what to do."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edition.diagnostics import Code
from edition.render.words import RELATIONS
from edition.schema import Annotation, Link, Metadata, Relation, Statement, StatementItem, Thread
from edition.yaml_files import load, load_list

FAR_END = (
    "a.yml:1: 'relation': '{}' is not in the list; write the link at the other end, as '{}' [value-invalid]"
)


def problems_of_metadata(text: str) -> list[str]:
    """Return what an editor is told of a metadata file."""
    return [str(problem) for problem in load(text, "m.yml", Metadata)[1]]


def problems_of_annotations(text: str) -> list[str]:
    """Return what an editor is told of a file of annotations."""
    return [str(problem) for problem in load_list(text, "a.yml", Annotation)[2]]


@pytest.mark.parametrize(
    "value", ["no", "1962-11-12", "014", "1e3", "0x1F", "12:30:45", "null", "~", ".inf", "yes"]
)
def test_a_value_is_its_characters(value: str) -> None:
    metadata, problems = load(f"title: {value}", "m.yml", Metadata)
    item = StatementItem(value=value, yaml_line=1)
    assert metadata is not None
    assert (metadata.title, problems) == (Statement(items=(item,), yaml_line=1), [])


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "---\n# nothing\n", "\ufeff"])
def test_an_empty_file_says_nothing(text: str) -> None:
    metadata, problems = load(text, "m.yml", Metadata)
    assert (metadata is not None, problems) == (True, [])
    assert load_list(text, "t.yml", Thread) == ((), frozenset(), [])


def test_an_annotation_is_read_with_its_lines() -> None:
    text = """\
# yaml-language-server: $schema=x
- id: wiped
  exact: WIPE OUT
  prefix: "BE "
  note: |
    A *note*.

    Source.
  threads: [cuba, berlin]
  links:
    - to: secto-8#p2
      relation: takes-up
      why: so
"""
    (annotation,), ids, problems = load_list(text, "a.yml", Annotation)
    assert (ids, problems) == (frozenset({"wiped"}), [])
    assert (annotation.id, annotation.exact, annotation.prefix) == ("wiped", "WIPE OUT", "BE ")
    assert (annotation.note, annotation.threads) == ("A *note*.\n\nSource.", ("cuba", "berlin"))
    assert [(link.to, link.relation, link.yaml_line) for link in annotation.links] == [
        ("secto-8#p2", Relation.TAKES_UP, 11)
    ]
    assert (annotation.yaml_line, annotation.line_of("links")) == (2, 10)


def test_a_statement_knows_the_line_of_each_value() -> None:
    metadata, _ = load("title: x\nto:\n  - A\n  - value: B\n    supplied: y\n", "m.yml", Metadata)
    assert metadata is not None
    assert metadata.to is not None
    assert [(item.value, item.yaml_line) for item in metadata.to.items] == [("A", 3), ("B", 4)]


def test_every_problem_of_a_file_is_told_in_the_order_of_its_lines() -> None:
    text = """\
title: x
evnt-date: 1962
date:
  value: 1962-13
participants:
  - {value: A, suplied: x}
from:
to: [A, [B]]
place: {evidence: x}
lines:
  - kind: stmp
    text: x
  - kind: page-break
    text: y
  - kind: stamp
    text: z
    label: "2"
    line: first
threads: cuba
url: https://x
title: y
subject: []
related: {title: x}
missing-notes: {"1": }
"""
    months, label = "months are 01 to 12, seasons 21 to 24", "the number of the page that begins here"
    kinds = (
        "archive-mark, classification, continuation, dateline, endorsement, form, header, heading, mark, "
        "page-break, page-number, paragraph, routing, running-head, signature, stamp, subject"
    )
    assert problems_of_metadata(text) == [
        "m.yml:2: 'evnt-date' is not a key here; did you mean 'event-date'? [key-unknown]",
        f"m.yml:4: 'value': '1962-13': there is no month 13; {months} [value-invalid]",
        "m.yml:6: 'suplied' is not a key here; did you mean 'supplied'? [key-unknown]",
        "m.yml:7: 'from': there is no value here; give one, or take the line away [value-invalid]",
        "m.yml:8: 'to' takes one value, without keys and without a list [value-invalid]",
        "m.yml:9: 'value' is missing here; it cannot be left out [key-missing]",
        f"m.yml:11: 'kind' cannot be 'stmp'; did you mean 'stamp'? The list is {kinds} [value-invalid]",
        f"m.yml:13: 'lines': a page break needs 'label', {label} [value-invalid]",
        "m.yml:18: 'line' takes a whole number [value-invalid]",
        "m.yml:19: 'threads' takes a list: [one, another], or '- ' before each [value-invalid]",
        "m.yml:20: 'url' is not a key here; did you mean 'URL'? [key-unknown]",
        "m.yml:21: 'title' stands here already, on line 1; keep one of the two [key-duplicate]",
        "m.yml:22: 'subject': the list is empty; give a value, or take the line away [value-invalid]",
        "m.yml:23: 'related' takes a list: [one, another], or '- ' before each [value-invalid]",
        "m.yml:24: '1': there is no value here; give one, or take the line away [value-invalid]",
    ]


UNKNOWN = "is not a key here; there are others"
METADATA = {
    "a key nobody knows": (
        "zzz: 1",
        f"m.yml:1: 'zzz' {UNKNOWN}: the editor's guide lists them [key-unknown]",
    ),
    "a key of the loader's own": (
        "yaml_line: 1",
        f"m.yml:1: 'yaml_line' {UNKNOWN}: the editor's guide lists them [key-unknown]",
    ),
    "a key of the model's own": (
        "title: {items: [x], value: y}",
        f"m.yml:1: 'items' {UNKNOWN}: value, evidence, supplied, certainty, family [key-unknown]",
    ),
    "a key with an underscore": (
        "event_date: 1962",
        "m.yml:1: 'event_date' is not a key here; did you mean 'event-date'? [key-unknown]",
    ),
    "a doubt without a ground": (
        "place: {value: Paris, certainty: likely}",
        (
            "m.yml:1: 'place': 'certainty' is for what the editors supply; "
            "say under 'supplied' how it is known [value-invalid]"
        ),
    ),
    "a doubt that cannot be": (
        "place: {value: Paris, supplied: x, certainty: unknown}",
        "m.yml:1: 'certainty' cannot be 'unknown'; it is one of certain, likely [value-invalid]",
    ),
    "a label for a stamp": (
        "lines:\n  - {kind: stamp, text: x, label: '2'}",
        "m.yml:2: 'lines': 'label' is for a page break, and this is a stamp; take it away [value-invalid]",
    ),
    "an address that acts": (
        "URL: javascript:alert(1)",
        (
            "m.yml:1: 'URL': 'javascript:alert(1)' is not an address; it begins with https:// "
            "and has no blanks"
            " [value-invalid]"
        ),
    ),
    "a figure that is a note as well": (
        "note-references:\n  - {note: '2', figure: '12', after: x}",
        (
            "m.yml:2: 'note-references': give 'note', whose number stands after the words, or 'figure', "
            "which calls no note [value-invalid]"
        ),
    ),
    "line ends of another kind": (
        "line-ends: hard",
        "m.yml:1: 'line-ends' cannot be 'hard'; it is one of paragraphs, wrapped [value-invalid]",
    ),
    "a line before the first": (
        "lines:\n  - {kind: stamp, text: x, line: 0}",
        "m.yml:2: 'line' takes a number from 1 [value-invalid]",
    ),
    "a list": ("- title", "m.yml:1: this file is made of lines 'key: value' [value-invalid]"),
    "a word": ("title", "m.yml:1: this file is made of lines 'key: value' [value-invalid]"),
}


@pytest.mark.parametrize(("text", "problem"), METADATA.values(), ids=METADATA)
def test_what_is_wrong_with_metadata_is_said(text: str, problem: str) -> None:
    assert problems_of_metadata(text) == [problem]


RESERVED = "has the form of the page's own ids (p3, pg_2, fn1, m-…, note-…, edition-…)"
PLACES = "document, document#annotation, document#pg_2, document#p3, document#fn1, or https://…"
ANNOTATIONS = {
    "a key misspelt": (
        "- {id: a, exakt: x, exact: y}",
        ["a.yml:1: 'exakt' is not a key here; did you mean 'exact'? [key-unknown]"],
    ),
    "a key missing": (
        "- id: a\n- exact: y",
        [
            "a.yml:1: 'exact' is missing here; it cannot be left out [key-missing]",
            "a.yml:2: 'id' is missing here; it cannot be left out [key-missing]",
        ],
    ),
    "no words": (
        "- id: a\n  exact: ' '",
        ["a.yml:2: 'exact': there is no value here; give one, or take the line away [value-invalid]"],
    ),
    "an id twice": (
        "- {id: a, exact: x}\n- {id: a, exact: y}",
        ["a.yml:2: 'a' is already the id of the entry on line 1; choose another [id-duplicate]"],
    ),
    "an id in capitals": (
        "- {id: Big, exact: x}",
        [
            (
                "a.yml:1: 'id': 'Big' is not an id; use small letters, digits and hyphens, a letter first"
                " [value-invalid]"
            )
        ],
    ),
    "an empty entry": ("-\n- {id: a, exact: x}", ["a.yml:1: this entry is empty [value-invalid]"]),
    "an entry that is a word": (
        "- a",
        ["a.yml:1: an entry takes keys with values, indented under it [value-invalid]"],
    ),
    "a relation seen from the other end": (
        "- {id: a, exact: x, links: [{to: b, relation: follows, why: x}]}",
        [FAR_END.format("follows", "followed-by")],
    ),
    "a relation misspelt": (
        "- {id: a, exact: x, links: [{to: b, relation: suports, why: x}]}",
        [
            (
                "a.yml:1: 'relation' cannot be 'suports'; did you mean 'supports'? The list is "
                "answered-by, answers, contradicts, contrasts, explained-by, explains, followed-by, "
                "parallels, refers-to, same-event, supports, taken-up-by, takes-up [value-invalid]"
            )
        ],
    ),
    "a link to nowhere": (
        "- {id: a, exact: x, links: [{to: 'javascript:x', relation: supports, why: x}]}",
        [f"a.yml:1: 'to': 'javascript:x' cannot be linked to; write {PLACES} [value-invalid]"],
    ),
    "no list": (
        "id: a\nexact: x",
        [
            (
                "a.yml:1: this file is a list; "
                "begin each entry with '- ' and indent its other keys by two blanks"
                " [value-invalid]"
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "problems"), ANNOTATIONS.values(), ids=ANNOTATIONS)
def test_what_is_wrong_with_annotations_is_said(text: str, problems: list[str]) -> None:
    assert problems_of_annotations(text) == problems


@pytest.mark.parametrize(
    "name", ["p3", "p12", "pg_2", "pg-2", "fn1", "fnref1", "note-x", "edition-x", "__search"]
)
def test_an_id_of_the_page_is_reserved(name: str) -> None:
    assert problems_of_annotations(f"- {{id: {name}, exact: x}}") == [
        f"a.yml:1: 'id': '{name}' {RESERVED}; choose a word that says what the passage is [id-reserved]"
    ]


@pytest.mark.parametrize("name", ["p", "page", "p3a", "paulis", "notes", "x-1"])
def test_an_id_that_only_resembles_the_pages_is_free(name: str) -> None:
    assert problems_of_annotations(f"- {{id: {name}, exact: x}}") == []


def test_good_entries_are_returned_beside_bad_ones() -> None:
    entries, _, problems = load_list(
        "- {id: a, exact: x}\n- {id: b}\n- {id: c, exact: y}\n", "a.yml", Annotation
    )
    assert [entry.id for entry in entries] == ["a", "c"]
    assert [(problem.code, problem.location.line) for problem in problems] == [(Code.KEY_MISSING, 2)]


NAMED = {
    "good entries": ("- {id: a, exact: x}\n- {id: b, exact: y}\n", {"a", "b"}),
    "entries in error": ("- {id: a, exakt: x}\n- {id: fn1, exact: y}\n", {"a", "fn1"}),
    "two that have the same": ("- {id: a, exact: x}\n- {id: a, exact: y}\n", None),
    "one that has none": ("- {id: a, exact: x}\n- {exact: y}\n", None),
    "an entry that is no mapping": ("- {id: a, exact: x}\n- y\n", None),
    "no list": ("id: a\n", None),
    "no YAML": ("- {id: a", None),
    "nothing": ("# nothing yet\n", set()),
}


@pytest.mark.parametrize(("text", "ids"), NAMED.values(), ids=NAMED)
def test_the_ids_that_a_file_names_are_told_where_all_can_be(text: str, ids: set[str] | None) -> None:
    assert load_list(text, "a.yml", Annotation)[1] == ids


MALFORMED = {
    "a tab": ("a:\n\tb: 1", 2, "a tab stands where blanks should; indent with blanks"),
    "a colon in a value": (
        "title: a\nplace: b: c",
        2,
        (
            "a colon followed by a blank stands inside a value, or this key is indented too far;"
            " put the value in quotes, or mend the indentation"
        ),
    ),
    "a list left open": ("a: 1\nb: [1, 2", 2, "the list that begins with '[' is not closed; end it with ']'"),
    "a bracket at the end of the file": (
        "a: 1\nb: [",
        2,
        (
            "a value is missing here, or a bracket that opens above is never closed;"
            " close it, or put the value in quotes"
        ),
    ),
    "a quotation left open": (
        'a: 1\nb: "x\n\nc: 2',
        2,
        "the quotation mark that opens here is never closed; close it, or use 'key: |'",
    ),
    "a line that is no entry": (
        "- a\nb: c",
        2,
        (
            "this line is no entry of the list above;"
            " begin it with '- ' under the others, or indent it as the keys of its entry"
        ),
    ),
    "a line out of place": (
        "  a: 1\nb: 2",
        2,
        "this line does not fit what stands above it; mend its indentation",
    ),
    "a line without a key": (
        "a: 1\nwords\n",
        2,
        "this line has no 'key: '; a value of several lines begins with 'key: |' and its lines are indented",
    ),
    "words after a quotation": (
        "a: 'x' y",
        1,
        (
            "this line does not fit the keys above it; "
            "mend its indentation, or the quotes of the value before it"
        ),
    ),
    "an at sign": ("a: @x", 1, "a value cannot begin with '@'; put it in quotes"),
    "a per cent sign": ("a: %x", 1, "a value cannot begin with '%'; put it in quotes"),
    "a star": ("a: *emphasis*", 1, "a value that begins with '*' or '&' must be put in quotes"),
    "an alias": ("a: *b", 1, "a value that begins with '*' must be put in quotes"),
    "an anchor": ("a: &b c", 1, "a value that begins with '&' must be put in quotes"),
    "a tag": ("a: !important c", 1, "a value that begins with '!' must be put in quotes"),
    "a tag that would run": (
        "a: !!python/object:os.x c",
        1,
        "a value that begins with '!' must be put in quotes",
    ),
    "an escape": ('a: "\\q"', 1, "a backslash in double quotes is not a character; use single quotes"),
    "a second document": (
        "a: 1\n---\nb: 1",
        2,
        "a second document begins here with '---'; take the line away",
    ),
    "a mapping for a key": ("{a: 1}: b", 1, "a key is one word; if this is a value, put it in quotes"),
    "a control character": ("a: 1\nb: \x07", 2, "the character U+0007 cannot stand in YAML; take it away"),
    "half a character": ("a: \ud800", 1, "the character U+D800 cannot stand in YAML; take it away"),
    "half a character, escaped": (
        'a: "\\ud800"',
        1,
        "this is not YAML: found invalid Unicode character escape code; compare the lines around it",
    ),
    "brackets without end": ("[" * 100_000, 1, "this is nested too deeply; no entry of ours needs that"),
    "braces without end": ("{a: " * 50_000, 1, "this is nested too deeply; no entry of ours needs that"),
    "lists without end": ("- " * 50_000, 1, "this is nested too deeply; no entry of ours needs that"),
    "laughs": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        1,
        "a value that begins with '&' must be put in quotes",
    ),
}


@pytest.mark.parametrize(("text", "line", "sentence"), MALFORMED.values(), ids=MALFORMED)
def test_what_is_not_our_yaml_is_said(text: str, line: int, sentence: str) -> None:
    assert problems_of_metadata(text) == [f"m.yml:{line}: {sentence} [yaml-malformed]"]
    assert load_list(text, "m.yml", Annotation)[0] == ()


GOOD = """\
- id: wiped
  exact: "WIPE OUT"
  note: |
    A *note*.
  links:
    - {to: secto-8#p2, relation: takes-up, why: 'so'}
- id: other
  exact: x
"""


@given(st.text(max_size=60))
def test_any_text_ends_in_values_and_problems(text: str) -> None:
    for model in (Metadata, Annotation, Link):
        load(text, "x.yml", model)
        load_list(text, "x.yml", model)


SIGNS = [
    "\t",
    "\n",
    " ",
    "- ",
    ": ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!x ",
    "#",
    "|",
    ">",
    "id",
    "?",
    "%",
]


@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 5), st.sampled_from(SIGNS)), max_size=4))
@example([(140, 2, "[")])
def test_a_good_file_spoilt_in_any_way_ends_in_values_and_problems(
    changes: list[tuple[int, int, str]],
) -> None:
    text = GOOD
    for start, length, sign in changes:
        text = text[:start] + sign + text[start + length :]
    lines = text.count("\n") + 1
    entries, _, problems = load_list(text, "a.yml", Annotation)
    assert len(entries) == 2 or problems or text != GOOD
    assert [problem for problem in problems if not 1 <= problem.location.line <= lines] == []


def test_whatever_a_page_says_of_a_link_at_its_far_end_is_in_the_list_or_is_explained() -> None:
    for relation, (_, afar) in RELATIONS.items():
        written = afar.removesuffix(" with").removesuffix(" as")
        entry = f"- {{id: a, exact: x, links: [{{to: b, relation: {written.replace(' ', '-')}, why: x}}]}}"
        said = FAR_END.format(written.replace(" ", "-"), relation)
        is_listed = written.replace(" ", "-") in set(Relation)
        assert problems_of_annotations(entry) == ([] if is_listed else [said])
