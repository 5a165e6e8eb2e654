"""Addresses are made from printed labels, and no two places share one."""

from __future__ import annotations

import pytest

from edition.addresses import unique_ids


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        (["521", "522"], ["pg_521", "pg_522"]),
        (["xii", "[II]", "A4"], ["pg_xii", "pg_II", "pg_A4"]),
        (["1", "1", "1"], ["pg_1", "pg_1-2", "pg_1-3"]),
        (["1", "1", "1-2"], ["pg_1", "pg_1-2", "pg_1-2-2"]),
        (['"><script>', "*", "†"], ["pg_script", "pg_x2a", "pg_x2020"]),
    ],
)
def test_each_label_has_an_id_of_its_own(labels: list[str], ids: list[str]) -> None:
    assert list(unique_ids("pg_", labels)) == ids
