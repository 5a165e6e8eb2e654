"""The models take what an editor may say, in each of the ways in which it may be written."""

from __future__ import annotations

from typing import Any

import pytest

from edition.model import FurnitureKind
from edition.schema import (
    LINE_KINDS,
    AddressStatement,
    Annotation,
    Certainty,
    DateStatement,
    Entity,
    Form,
    LineRole,
    Metadata,
    Statement,
    StatementItem,
    TextQuoteSelector,
)

ONE = StatementItem(value="Paris")
STATEMENTS = {
    "a value": ("Paris", (ONE,)),
    "a value with white space around it": ("  Paris\n", (ONE,)),
    "a list": (["Paris", "Bonn"], (ONE, StatementItem(value="Bonn"))),
    "a mapping": (
        {"value": "Paris", "evidence": "FROM PARIS"},
        (StatementItem(value="Paris", evidence="FROM PARIS"),),
    ),
    "a mapping that holds for several": (
        {"value": ["Paris", "Bonn"], "supplied": "we know", "certainty": "likely"},
        (
            StatementItem(value="Paris", supplied="we know", certainty=Certainty.LIKELY),
            StatementItem(value="Bonn", supplied="we know", certainty=Certainty.LIKELY),
        ),
    ),
    "mappings among the values": (
        ["Paris", {"value": "Bonn", "supplied": "we know"}],
        (ONE, StatementItem(value="Bonn", supplied="we know")),
    ),
    "a mapping that says more of one value": (
        {"value": ["Paris", {"value": "Bonn", "certainty": "likely"}], "supplied": "we know"},
        (
            StatementItem(value="Paris", supplied="we know"),
            StatementItem(value="Bonn", supplied="we know", certainty=Certainty.LIKELY),
        ),
    ),
}


@pytest.mark.parametrize(("written", "items"), STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_has_one_shape_however_it_is_written(written: Any, items: tuple[Any, ...]) -> None:
    statement = Statement.model_validate(written)
    assert statement == Statement(items=items)
    assert (statement.value, statement.values) == (items[0].value, tuple(item.value for item in items))


CHECKED = {
    "one value": (Statement, ["telegram"], {}),
    "several, said by the source itself": (Statement, ["Nodis", "Exdis"], {"evidence": "Nodis; Exdis."}),
    "a date": (DateStatement, ["1962-12-13T11:00"], {}),
    "an address": (AddressStatement, ["https://history.state.gov/"], {}),
}


@pytest.mark.parametrize(("model", "values", "known"), CHECKED.values(), ids=CHECKED)
def test_a_statement_of_checked_values_is_what_checking_them_makes(
    model: type[Statement], values: list[str], known: dict[str, str]
) -> None:
    made, checked = model.of_checked_words(values, **known), model.model_validate({"value": values, **known})
    assert made == checked
    assert repr(made) == repr(checked)
    assert made.model_copy() == checked
    assert [type(item) for item in made.items] == [type(item) for item in checked.items]


def test_what_is_not_said_is_none_or_empty() -> None:
    said = {name: value for name, value in Metadata() if value not in (None, (), {}, 0)}
    assert said == {}


def test_a_line_is_furniture_or_has_a_role() -> None:
    assert list(LINE_KINDS) == sorted({*FurnitureKind, *LineRole})
    assert not {kind.value for kind in FurnitureKind} & {role.value for role in LineRole}


def test_an_annotation_names_its_passage_as_a_quotation() -> None:
    annotation = Annotation(id="wiped", exact="WIPE OUT", prefix="BE ")
    assert annotation.target == TextQuoteSelector(exact="WIPE OUT", prefix="BE ")


FORMS = {
    "words": ("Rusk", Form(form="Rusk")),
    "a mapping of words": ({"form": "Rusk"}, Form(form="Rusk")),
    "a mapping that says more": (
        {
            "form": "Sec",
            "from": "1961-01-21",
            "until": "1969-01-20",
            "in": ["secto-8"],
            "not-in": ["x-*"],
            "certainty": "likely",
        },
        Form(
            form="Sec",
            from_="1961-01-21",
            until="1969-01-20",
            in_=("secto-8",),
            not_in=("x-*",),
            certainty=Certainty.LIKELY,
        ),
    ),
}


@pytest.mark.parametrize(("written", "form"), FORMS.values(), ids=FORMS)
def test_a_form_has_one_shape_however_it_is_written(written: Any, form: Form) -> None:
    entity = Entity.model_validate({"id": "rusk", "name": "Dean Rusk", "forms": [written]})
    assert entity.forms == (form,)
    assert form.is_plain == (form.form == "Rusk")


UNFIT_FORMS = {
    "without letters": ({"form": "…"}, "neither letter nor digit"),
    "that ends before it begins": ({"form": "Sec", "from": "1969", "until": "1961"}, "ends before it begins"),
}


@pytest.mark.parametrize(("written", "why"), UNFIT_FORMS.values(), ids=UNFIT_FORMS)
def test_a_form_is_refused(written: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Form.model_validate(written)


def test_an_authority_gives_one_identifier_or_several() -> None:
    written = {"viaf": "12", "frus": ["frus1961-63v15#p_RD3", "frus1961-63v06#p_RD1"]}
    entity = Entity.model_validate({"id": "rusk", "name": "Dean Rusk", "identifiers": written})
    assert entity.identifiers == {"viaf": ("12",), "frus": ("frus1961-63v15#p_RD3", "frus1961-63v06#p_RD1")}


def test_an_id_has_the_length_of_a_name_of_a_file() -> None:
    assert Entity.model_validate({"id": "a" * 100, "name": "A"}).id == "a" * 100
    with pytest.raises(ValueError, match="'aaaaaaaaaaaaaaaaaaaa…' has 101 characters, and an id 100 at most"):
        Entity.model_validate({"id": "a" * 101, "name": "A"})


def test_no_entity_is_called_what_says_that_there_is_none() -> None:
    with pytest.raises(ValueError, match="'none' says in annotations that a passage names nobody"):
        Entity.model_validate({"id": "none", "name": "A"})


def test_only_what_says_nothing_else_than_that_a_passage_names_nobody_is_silent() -> None:
    said = {"id": "alliance", "exact": "ALLIANCE", "entity": "none"}
    assert Annotation.model_validate(said).is_silent
    assert not Annotation.model_validate({**said, "note": "A common noun."}).is_silent
    assert not Annotation.model_validate({**said, "entity": "nato"}).is_silent
