"""The models take what an editor may say, in each of the ways in which it may be written."""

from __future__ import annotations

from typing import Any

import pytest

from edition.model import FurnitureKind
from edition.schema import (
    LINE_KINDS,
    Annotation,
    Certainty,
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


def test_what_is_not_said_is_none_or_empty() -> None:
    said = {name: value for name, value in Metadata() if value not in (None, (), {}, 0)}
    assert said == {}


def test_a_line_is_furniture_or_has_a_role() -> None:
    assert list(LINE_KINDS) == sorted({*FurnitureKind, *LineRole})
    assert not {kind.value for kind in FurnitureKind} & {role.value for role in LineRole}


def test_an_annotation_names_its_passage_as_a_quotation() -> None:
    annotation = Annotation(id="wiped", exact="WIPE OUT", prefix="BE ")
    assert annotation.target == TextQuoteSelector(exact="WIPE OUT", prefix="BE ")
