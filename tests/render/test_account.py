"""The account of a source, as an editor reads it."""

from __future__ import annotations

import pytest

from edition.edition import open_document
from edition.render.account import render_account
from tests.harness import ROOT, document_ids


def lines_of(name: str) -> tuple[str, list[str]]:
    found, _ = open_document(ROOT, name)
    assert found is not None
    content = found.part.content()
    return content, list(render_account(content, found.part.counted()))


@pytest.mark.parametrize("name", document_ids())
def test_every_line_of_the_source_is_accounted_for(name: str) -> None:
    content, lines = lines_of(name)
    numbers = [int(line[:5]) for line in lines[1:] if line[:5].strip().isdigit()]
    assert numbers == list(range(1, len(content.splitlines()) + 1))


@pytest.mark.parametrize("name", document_ids())
def test_the_shares_add_up_to_a_hundred(name: str) -> None:
    content, lines = lines_of(name)
    *fates, total = [line.split()[-3:-1] for line in lines[-6:]]
    assert total == [str(len(content)), "100.0"]
    assert sum(int(count) for count, _ in fates) == len(content)
    assert round(sum(float(share) for _, share in fates), 1) == 100.0
