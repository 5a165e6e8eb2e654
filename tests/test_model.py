"""The values of the model: however they are made, they are checked and never change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from edition.model import Block, BlockKind, Mention, MentionKind, Span


def test_what_is_not_said_of_a_value_has_its_default() -> None:
    span = Span(1, 2)
    assert Block(BlockKind.LINE, span) == Block(BlockKind.LINE, span, (), "", 1, 1)
    assert Mention(kind=MentionKind.PERSON, span=span) == Mention(
        kind=MentionKind.PERSON, span=span, target="", role=""
    )


def test_a_value_of_many_fields_is_made_by_their_names_alone() -> None:
    with pytest.raises(TypeError, match=r"Mention\.__init__\(\) takes 1 positional argument"):
        Mention(MentionKind.PERSON, Span(1, 2))  # type: ignore[call-arg]


def test_no_value_changes() -> None:
    span = Span(1, 2)
    with pytest.raises(FrozenInstanceError):
        span.start = 0  # type: ignore[misc]
    assert replace(span, end=3) == Span(1, 3)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1)])
def test_a_range_that_no_text_can_have_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a range"):
        Span(start, end)
