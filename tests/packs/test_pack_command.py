"""`edition pack`: what a pack holds, and the state of the edition written into its file, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edition.cli import main
from edition.packs.states import with_state
from tests.packs.trial import PACK, opened, write_trial

if TYPE_CHECKING:
    from pathlib import Path

STATES = {"memo": "11111111.22222222.33333333", "letter": "44444444.55555555.66666666"}
BLOCK = """state:
  date: 2026-11-23
  documents:
    memo: 11111111.22222222.33333333
    letter: 44444444.55555555.66666666
"""
OLDER = {
    "none": "",
    "a block": "state:\n  date: 2026-11-22\n  documents:\n    memo: 00000000.00000000.00000000\n",
    "on one line": "state: {date: 2026-11-22, documents: {memo: 00000000.00000000.00000000}}\n",
    "on lines in braces": "state: {\n  date: 2026-11-22\n}\n",
}


@pytest.mark.parametrize("older", OLDER)
@pytest.mark.parametrize("after", ["", "# A remark of the teacher.\nauthor: B. Teacher  # twice\n"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_state_takes_the_place_of_an_older_one_and_all_else_stays(
    older: str, after: str, ending: str
) -> None:
    start, words = (
        "---\ntitle: One   # so\npassages: [ {document: memo} ]\n",
        "---\n\nstate: mine \n\n\x0b[[1]]",
    )
    before = f"{start}{OLDER[older]}{after}{words}".replace("\n", ending).encode()
    expected = f"{start}{BLOCK}{after}{words}" if older != "none" else f"{start}{after}{BLOCK}{words}"
    assert with_state(before, "2026-11-23", STATES) == expected.replace("\n", ending).encode()


def run(root: Path, *arguments: str) -> tuple[int, list[str]]:
    ran = CliRunner().invoke(main, ["pack", *arguments, "--root", str(root)])
    return ran.exit_code, ran.output.splitlines()


def test_the_command_writes_the_state_of_today(tmp_path: Path) -> None:
    write_trial(tmp_path)
    assert run(tmp_path, "flights", "--state")[0] == 0
    edition, printed = opened(
        tmp_path, {"docs/packs/flights.md": (tmp_path / "docs/packs/flights.md").read_bytes()}
    )
    assert printed == []
    state = edition.packs[0].pack.state
    assert state is not None
    assert state.date == datetime.now(UTC).date().isoformat()
    assert dict(state.documents) == {name: edition.by_id[name].state for name in ("letter", "memo")}
    assert run(tmp_path, "flights")[1][-1].endswith("are as they were then.")


def test_the_command_tells_what_a_pack_holds(tmp_path: Path) -> None:
    write_trial(tmp_path)
    assert run(tmp_path, "flights") == (
        0,
        [
            "docs/packs/flights.md: The flights",
            "32 words of documents, about 1 minute to read (230 words a minute)",
            "  passage-2  letter, paragraphs 1–2: 10 words",
            "  orders     memo, page 412: 19 words",
            "  passage-3  memo, words on page 413: 3 words",
            "This pack does not say from which state of the edition it was made.",
        ],
    )


def test_the_command_names_the_nearest_pack_and_writes_nothing_into_a_broken_one(tmp_path: Path) -> None:
    write_trial(tmp_path, {"docs/packs/flights.md": PACK.replace("pages: 412", "pages: 9")})
    assert run(tmp_path, "flight") == (1, ["Error: there is no pack 'flight'; did you mean 'flights'?"])
    before = (tmp_path / "docs/packs/flights.md").read_bytes()
    code, lines = run(tmp_path, "flights", "--state")
    assert code == 1
    assert "docs/packs/flights.md:8: there is no page 9 in memo" in lines[0]
    assert (tmp_path / "docs/packs/flights.md").read_bytes() == before
