"""What the scripts say on a machine that lacks something, and what the locked versions promise."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

# What the scripts ask of Python, in order: whether it is new enough, whether it can make environments.
LACKING = {
    "a Python too old": (
        "exit 1",
        "The edition needs Python 3.11 or later; name one with PYTHON=/path/to/python3\n",
    ),
    "a Python without its venv module": (
        'case "$2" in *ensurepip*) exit 1;; esac',
        "This Python lacks its venv module; on Debian: apt-get install python3-venv\n",
    ),
}


@pytest.mark.parametrize("script", ["bench", "build", "serve", "test", "check"])
@pytest.mark.parametrize(("python", "message"), LACKING.values(), ids=list(LACKING))
def test_what_is_missing_is_said_in_one_line(tmp_path: Path, script: str, python: str, message: str) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    fake.chmod(0o755)
    ran = run(tmp_path / "scripts" / script, environment={"PYTHON": str(fake)})
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", message)


@pytest.mark.parametrize("name", ["bench.txt", "build.txt", "test.txt"])
def test_every_locked_version_is_exact_and_has_its_hash(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    locked = re.compile(r"[a-z0-9-]+==[\w.]+ (; [^:]+)?( *--hash=sha256:[0-9a-f]{64} ?)+")
    wrong = [line for line in lines if not line.startswith("#") and not locked.fullmatch(line)]
    assert wrong == []


@pytest.mark.parametrize("name", ["bench.txt", "test.txt"])
def test_whatever_runs_beside_a_build_has_the_versions_of_a_build(name: str) -> None:
    build, other = (
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements" / file).read_text("utf-8"), re.MULTILINE))
        for file in ("build.txt", name)
    )
    assert build - other == set()
