"""Whom a text names: forms as they are compared, what decides between them, and what nothing decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from edition.annotations.anchor import find_quote
from edition.annotations.fold import fold
from edition.annotations.passages import Anchored, AnnotatedDocument
from edition.forms import NO_FORMS, FormTable, form_table
from edition.model import (
    Block,
    BlockKind,
    Document,
    Mention,
    MentionKind,
    Note,
    NoteRef,
    PageBreak,
    Span,
    Text,
)
from edition.naming import find_mentions
from edition.schema import Annotation, Entity, Metadata
from edition.sources import SharedFiles
from edition.yaml_files import load_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.mentions import Mentions

PEOPLE, BODIES = "sources/people.yml", "sources/bodies.yml"


def table_of(people: Mapping[str, Any], bodies: Mapping[str, Any] | None = None) -> FormTable:
    """Return the forms of records given as `id: forms`, or as `id: {forms, identifiers}`."""
    entities: list[tuple[str, str, Entity]] = []
    for kind, path, records in (("person", PEOPLE, people), ("body", BODIES, bodies or {})):
        written = [
            {"id": name, "name": name.title(), **(more if isinstance(more, dict) else {"forms": more})}
            for name, more in records.items()
        ]
        read, _, problems = load_list(yaml.safe_dump(written, sort_keys=False), path, Entity)
        assert problems == []
        entities += [(kind, path, one) for one in read]
    shared = SharedFiles(
        threads=(),
        threads_path="",
        thread_ids=frozenset(),
        entities=tuple(entities),
        entity_ids=frozenset(),
        content=b"",
    )
    return form_table(shared)


def text_of(content: str, **points: Any) -> Text:
    """Return a text whose paragraphs are its lines; `↵` is the end of a line within one."""
    blocks, start = [], 0
    for line in content.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(line))))
        start += len(line) + 1
    return Text(content=content.replace("↵", "\n"), blocks=tuple(blocks), **points)


def document_of(
    content: str,
    *,
    date: str = "1962-11-12",
    notes: Sequence[str] = (),
    annotations: Sequence[Mapping[str, Any]] = (),
    **points: Any,
) -> AnnotatedDocument:
    body = text_of(content, **points)
    document = Document(
        id="letter",
        format="trial",
        body=body,
        notes=tuple(Note(label=str(number), text=text_of(words)) for number, words in enumerate(notes, 1)),
        furniture=(),
        account=(),
    )
    anchored = []
    for one in annotations:
        annotation = Annotation.model_validate(one)
        span = find_quote(fold(body.content), annotation.target, page_of=body.page_at)
        anchored.append(Anchored(annotation, span, span.of(body.content), ""))
    return AnnotatedDocument(
        document=document,
        metadata=Metadata.model_validate({"date": date} if date else {}),
        metadata_path="",
        annotations_path="",
        threads=(),
        anchored=tuple(anchored),
    )


def named(found: Mentions) -> list[str]:
    """Return each mention as `entity: words`, in the order of the texts."""
    mentions = [one for entity in found.named for one in entity.mentions]
    by_fragment = {(one.entity, one.fragment): one.words for one in mentions}
    placed = [one for text in found.texts for one in text]
    assert len(placed) == len(mentions) == sum(one.times for one in found.named)
    return [f"{one.entity}: {by_fragment[one.entity, one.fragment]}" for one in placed]


@dataclass(frozen=True, slots=True)
class Case:
    forms: Mapping[str, Any]
    text: str
    found: Sequence[str]


MATCHING = {
    "a word": Case({"rusk": ["Rusk"]}, "Mr. Rusk said.", ["rusk: Rusk"]),
    "not in a longer word": Case({"rusk": ["Rusk"]}, "Ruskin and McRusk, RUSK, rusk and Rusk_2", []),
    "the possessive": Case({"rusk": ["Rusk"]}, "Rusk's and Rusk’s view", ["rusk: Rusk", "rusk: Rusk"]),
    "either side of a slash": Case(
        {"castro": ["Castro"], "mikoyan": ["Mikoyan"]},
        "the Castro/Mikoyan talks",
        ["castro: Castro", "mikoyan: Mikoyan"],
    ),
    "over the end of a line": Case(
        {"rusk": ["Dean Rusk"]}, "by Dean↵Rusk and Dean  Rusk", ["rusk: Dean Rusk", "rusk: Dean  Rusk"]
    ),
    "not over the end of a paragraph": Case({"rusk": ["Dean Rusk"]}, "He was a Dean\nRusk spoke", []),
    "the shorter form, where the longer runs over it": Case(
        {"rusk": ["Dean", "Dean Rusk"]}, "He was a Dean\nRusk spoke", ["rusk: Dean"]
    ),
    "any kind of quotation marks": Case(
        {"boss": ['"the boss"']}, "call “the boss” now", ["boss: “the boss”"]
    ),
    "any kind of dashes": Case({"il28": ["IL-28"]}, "the IL–28, the IL--28", ["il28: IL–28", "il28: IL--28"]),
    "white space of any kind": Case({"rusk": ["Dean Rusk"]}, "Dean\u00a0Rusk", ["rusk: Dean\u00a0Rusk"]),
    "a hidden hyphen": Case({"kennedy": ["Kennedy"]}, "Ken\u00adnedy went", ["kennedy: Ken\u00adnedy"]),
    "an accent of its own": Case({"lefevre": ["Lefèvre"]}, "M. Lefe\u0300vre", ["lefevre: Lefe\u0300vre"]),
    "punctuation": Case({"us": ["U.S."]}, "the U.S. and the U.S.S.R.", ["us: U.S."]),
    "parentheses": Case(
        {"macarthur": ["the Ambassador to Belgium (MacArthur)", "MacArthur"]},
        "and the Ambassador to Belgium (MacArthur)",
        ["macarthur: the Ambassador to Belgium (MacArthur)"],
    ),
    "the longer of two that begin together": Case(
        {"un": ["UN"], "council": ["UN Security Council"]},
        "the UN Security Council of the UN",
        ["council: UN Security Council", "un: UN"],
    ),
    "the longer of two that cross": Case(
        {"un": ["UN Security"], "council": ["Security Council vote"]},
        "the UN Security Council vote",
        ["council: Security Council vote"],
    ),
    "the shorter, where the longer gives way to one that crosses it": Case(
        {"ml": ["Mark Lane"], "ls": ["Lane Smith"], "m": ["Mark"]},
        "He met Mark Lane Smith.",
        ["m: Mark", "ls: Lane Smith"],
    ),
    "the shorter, where the longer is cut": Case(
        {"un": ["UN"], "council": ["UN Security Council"]}, "the UN Security Councils", ["un: UN"]
    ),
    "forms with a common beginning": Case(
        {"a": ["Secretary Rusk"], "b": ["Secretary Dillon"], "c": ["Secretary"]},
        "Secretary Dillon, Secretary Rusk, Secretary Ball",
        ["b: Secretary Dillon", "a: Secretary Rusk", "c: Secretary"],
    ),
    "a pattern's own characters": Case({"a": ["A.*[b]+"]}, "A.*[b]+ and Axxb", ["a: A.*[b]+"]),
}


@pytest.mark.parametrize("case", MATCHING.values(), ids=MATCHING)
def test_a_form_is_found_as_it_stands(case: Case) -> None:
    assert named(find_mentions(document_of(case.text), "", table_of(case.forms))) == case.found


SECRETARIES = {
    "herter": [{"form": "the Secretary", "from": "1959-04-22", "until": "1961-01-20"}],
    "rusk": [{"form": "the Secretary", "from": "1961-01-21", "until": "1969-01-20"}],
}
PRESIDENTS = {
    "kennedy": [{"form": "the President", "from": "1961-01-20", "until": "1963-11-22"}],
    "johnson": [{"form": "the President", "from": "1963-11-22", "until": "1969-01-20"}],
}
TIMES = {
    "the Secretary in 1960": (SECRETARIES, "1960-05-01", ["herter"]),
    "the Secretary in 1962": (SECRETARIES, "1962-11-12", ["rusk"]),
    "the Secretary in 1964, to the minute": (SECRETARIES, "1964-11-25T17:15", ["rusk"]),
    "the Secretary of 1970": (SECRETARIES, "1970", []),
    "the Secretary in 1961, no month": (SECRETARIES, "1961", None),
    "the President in 1962": (PRESIDENTS, "1962", ["kennedy"]),
    "the President in 1964": (PRESIDENTS, "1964", ["johnson"]),
    "the President between two dates in one term": (PRESIDENTS, "[1961-11-08..1961-12-31]", ["kennedy"]),
    "the President in 1963": (PRESIDENTS, "1963", None),
    "the President on the day": (PRESIDENTS, "1963-11-22", None),
    "the President after a date": (PRESIDENTS, "[1962..]", None),
    "the President without a date": (PRESIDENTS, "", None),
    "one President of whom we know, without a date": ({"kennedy": PRESIDENTS["kennedy"]}, "", None),
}


@pytest.mark.parametrize(("people", "date", "entities"), TIMES.values(), ids=TIMES)
def test_the_date_of_a_document_decides_or_nobody_is_named(
    people: Mapping[str, Any], date: str, entities: list[str] | None
) -> None:
    text = "as the Secretary said, and the President, and the Secretary's aide"
    found = find_mentions(document_of(text, date=date), "", table_of(people))
    assert list(dict.fromkeys(one.entity for one in found.named)) == (entities or [])
    assert [problem.code for problem in found.problems] == (
        [] if entities is not None else ["form-ambiguous"]
    )


TWO = {"american-states": ["OAS"], "secret-army": ["OAS"]}
SETTLED = {
    "two bodies": (TWO, []),
    "one of them names the document": (
        {**TWO, "american-states": [{"form": "OAS", "in": ["let*"]}]},
        ["american-states"],
    ),
    "one of them does not name it": (
        {**TWO, "secret-army": [{"form": "OAS", "not-in": ["letter"]}]},
        ["american-states"],
    ),
    "one of them names others": (
        {**TWO, "secret-army": [{"form": "OAS", "in": ["telegram"]}]},
        ["american-states"],
    ),
    "both name it": ({name: [{"form": "OAS", "in": ["letter"]}] for name in TWO}, []),
}


@pytest.mark.parametrize(("bodies", "entities"), SETTLED.values(), ids=SETTLED)
def test_a_form_of_two_names_nobody_until_an_editor_settles_it(
    bodies: Mapping[str, Any], entities: list[str]
) -> None:
    found = find_mentions(document_of("the OAS, and the OAS"), "", table_of({}, bodies))
    assert [one.entity for one in found.named] == entities
    assert len(found.problems) == (not entities)


def test_a_doubt_is_told_once_with_its_line_and_what_to_do() -> None:
    found = find_mentions(document_of("the OAS, and the OAS", notes=["OAS"]), "", table_of({}, TWO))
    assert [str(problem) for problem in found.problems] == [
        (
            "sources/bodies.yml:4: 'OAS' stands 3 times in 'letter', which is of 12 November 1962: "
            "it could be 'american-states' or 'secret-army'; nobody is named. Say who it is: with "
            "'in: [letter]' at the form, or with 'entity' in an annotation [form-ambiguous]"
        )
    ]


def test_a_form_of_two_hides_the_shorter_forms_in_it() -> None:
    people = {"one": ["the Secretary"], "two": ["the Secretary"], "three": ["Secretary"]}
    found = find_mentions(document_of("the Secretary and a Secretary"), "", table_of(people))
    assert named(found) == ["three: Secretary"]
    assert len(found.problems) == 1


def test_what_an_editor_names_outweighs_a_date() -> None:
    people = {"kennedy": [{"form": "the President", "from": "1961", "until": "1963", "in": ["letter"]}]}
    assert named(find_mentions(document_of("the President", date=""), "", table_of(people))) == [
        "kennedy: the President"
    ]
    assert named(find_mentions(document_of("the President", date="1970"), "", table_of(people))) == []


def test_what_is_likely_says_so() -> None:
    people = {"johnson": [{"form": "the boss", "certainty": "likely"}], "rusk": ["Rusk"]}
    found = find_mentions(document_of("the boss of Rusk"), "", table_of(people))
    assert [[one.is_likely for one in entity.mentions] for entity in found.named] == [[True], [False]]


CAPITALS = "PRINCIPALLY A US AFFAIR, ROUGH FOR US IN BERLIN, SAID NATO"


def test_a_common_word_in_capitals_names_nobody() -> None:
    table = table_of({}, {"united-states": ["US"], "nato": ["NATO"]})
    found = find_mentions(document_of(CAPITALS), "", table)
    assert named(found) == ["nato: NATO"]
    assert [problem.message.partition(";")[0] for problem in found.problems] == [
        "'US' stands 2 times in 'letter', which is in capitals: it could be 'united-states' or the word 'us'"
    ]
    assert named(find_mentions(document_of("a unilateral US nature"), "", table)) == ["united-states: US"]
    mixed = find_mentions(document_of(f"Of a US nature.\n{CAPITALS}\nUS"), "", table)
    assert named(mixed) == ["united-states: US", "nato: NATO", "united-states: US"]


def test_an_editor_may_say_that_it_is_no_common_word() -> None:
    table = table_of({}, {"united-states": [{"form": "US", "in": ["letter"]}]})
    assert named(find_mentions(document_of(CAPITALS), "", table)) == ["united-states: US"] * 2


def entity(exact: str, entity: str, **more: str) -> dict[str, str]:
    return {"id": "passage", "exact": exact, "entity": entity, **more}


ANNOTATED = {
    "a form of the entity lies in the passage": (
        {"rusk": ["Rusk"]}, "old Rusk spoke", [entity("old Rusk", "rusk")], ["rusk: Rusk m-rusk-1"]
    ),
    "the passage lies in a form of the entity": (
        {"rusk": ["old Rusk"]}, "old Rusk spoke", [entity("Rusk", "rusk")], ["rusk: old Rusk m-rusk-1"]
    ),
    "no form of it does": (
        {"rusk": ["Rusk"]}, "that place spoke", [entity("that place", "rusk")], ["rusk: that place passage"]
    ),
    "a form that is another's elsewhere": (
        {"rusk": [{"form": "Sec", "in": ["telegram"]}]},
        "Sec, Sec",
        [entity("Sec", "rusk", suffix=",")],
        ["rusk: Sec m-rusk-1"],
    ),
    "a form of two": (
        {"one": ["OAS"], "two": ["OAS"]}, "the OAS", [entity("OAS", "two")], ["two: OAS m-two-1"]
    ),
    "a form that is not the entity's": (
        {"kennedy": ["the President"], "johnson": ["Johnson"]},
        "the President and the President",
        [entity("the President", "johnson", suffix=" and")],
        ["johnson: the President passage", "kennedy: the President m-kennedy-1"],
    ),
    "words within another's form": (
        {"kennedy": ["the President"], "johnson": ["Johnson"]},
        "the President spoke",
        [entity("President", "johnson")],
        ["johnson: President passage"],
    ),
    "others' forms within it": (
        {"kennedy": ["the President"], "robert": ["Robert"]},
        "the brother of the President",
        [entity("the brother of the President", "robert")],
        ["robert: the brother of the President passage", "kennedy: the President m-kennedy-1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("people", "text", "annotations", "found"), ANNOTATED.values(), ids=ANNOTATED)
def test_an_annotation_decides_about_its_passage(
    people: Mapping[str, Any], text: str, annotations: Sequence[Mapping[str, Any]], found: Sequence[str]
) -> None:
    mentions = find_mentions(document_of(text, annotations=annotations), "", table_of(people))
    fragments = [one.fragment for one in mentions.of(0)]
    assert [f"{words} {name}" for words, name in zip(named(mentions), fragments, strict=True)] == found
    assert mentions.problems == ()


NOBODY = {
    "a form": ("an alliance of states", "alliance", []),
    "a passage around a form": ("an alliance of states", "an alliance of", []),
    "a word of a form": ("the Western alliance", "alliance", []),
    "one of two": ("NATO was an alliance", "NATO", ["nato: alliance"]),
    "a passage that crosses a form": ("the Western alliance of", "alliance of", []),
    "a passage before": ("This alliance", "This", ["nato: alliance"]),
    "a form that could be two": ("an OAS", "OAS", []),
    "a name of the source": ("Secretary Rusk", "Rusk", []),
}


@pytest.mark.parametrize(("text", "exact", "found"), NOBODY.values(), ids=NOBODY)
def test_an_editor_may_say_that_a_passage_names_nobody(text: str, exact: str, found: list[str]) -> None:
    bodies: dict[str, Any] = {
        "nato": ["NATO", "Western alliance", "alliance"],
        "one": ["OAS"],
        "two": ["OAS"],
        "rusk": {"forms": ["Rusk"], "identifiers": {"frus": "v#p_RD1"}},
    }
    mentions = (by_source("Secretary Rusk", text, "p_RD1"),) if "Rusk" in text else ()
    document = document_of(text, annotations=[entity(exact, "none")], mentions=mentions)
    made = find_mentions(document, "v", table_of({}, bodies))
    assert named(made) == found
    assert made.problems == ()


def test_a_common_word_is_the_country_where_an_annotation_says_so() -> None:
    table = table_of({}, {"united-states": ["US"]})
    found = find_mentions(
        document_of(CAPITALS, annotations=[entity("US AFFAIR", "united-states")]), "", table
    )
    assert named(found) == ["united-states: US"]
    assert len(found.problems) == 1


def by_source(words: str, content: str, target: str) -> Mention:
    start = content.index(words)
    return Mention(kind=MentionKind.PERSON, span=Span(start, start + len(words)), target=target)


BY_SOURCE = {
    "an entry that a record names": ("Secretary Rusk", "p_RD3", ["rusk: Secretary Rusk"]),
    "an entry that no record names": ("Secretary Rusk", "p_XX1", []),
    "a name without an entry": ("Secretary Rusk", "", ["rusk: Rusk"]),
    "a part of a form": ("Rus", "p_XX1", []),
    "other words": ("said", "p_XX1", ["rusk: Rusk"]),
}


@pytest.mark.parametrize(("words", "target", "found"), BY_SOURCE.values(), ids=BY_SOURCE)
def test_the_source_decides_about_names_that_it_ties_to_its_list(
    words: str, target: str, found: list[str]
) -> None:
    content = "Secretary Rusk said"
    rusk = {"forms": ["Rusk"], "identifiers": {"frus": ["frus1961-63v06#p_RD1", "frus1961-63v15#p_RD3"]}}
    document = document_of(content, mentions=(by_source(words, content, target),))
    assert named(find_mentions(document, "frus1961-63v15", table_of({"rusk": rusk}))) == found


def test_an_entry_of_another_volume_is_somebody_else() -> None:
    content = "Secretary Rusk said"
    rusk = {"forms": ["Rusk"], "identifiers": {"frus": "frus1961-63v06#p_RD1"}}
    document = document_of(content, mentions=(by_source(content[:14], content, "p_RD1"),))
    assert named(find_mentions(document, "frus1961-63v15", table_of({"rusk": rusk}))) == []


def test_a_mention_says_where_it_stands_and_among_which_words() -> None:
    content = (
        "First.\nSo Rusk spoke for a long time of this and that and of much more, and then of nothing else."
    )
    document = document_of(
        content,
        notes=["Rusk again."],
        page_breaks=(PageBreak(label="522", offset=content.index("So")),),
        note_refs=(NoteRef(label="1", offset=len(content), note=0),),
    )
    (rusk,) = find_mentions(document, "", table_of({"rusk": ["Rusk"]})).named
    first, second = rusk.mentions
    assert first == (
        *("rusk", "m-rusk-1", "Rusk", "So "),
        " spoke for a long time of this and that and of much more, …",
        *("522", "paragraph 2", False),
    )
    assert second == ("rusk", "m-rusk-2", "Rusk", "", " again.", "522", "note 1", False)


def test_without_records_nothing_is_sought() -> None:
    assert find_mentions(document_of("Rusk"), "", NO_FORMS).texts == ()
