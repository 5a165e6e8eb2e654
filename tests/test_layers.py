"""The linter of the layers: that it stops what it is there to stop."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, run

if TYPE_CHECKING:
    from subprocess import CompletedProcess

FORBIDDEN = {
    "the core imports mkdocs": ("edition.py", "import mkdocs.plugins"),
    "the core imports mkdocs inside a function": ("links.py", "def late() -> None:\n    import mkdocs"),
    "the core imports mkdocs for its types": ("sources.py", "if TYPE_CHECKING:\n    import mkdocs"),
    "the command line imports mkdocs": ("cli.py", "import mkdocs"),
    "the core imports the theme": ("render/__init__.py", "import material"),
    "the model imports something of ours": ("model.py", "import edition.diagnostics"),
    "a reader imports the rendering": ("readers/__init__.py", "import edition.render"),
}


def lint(package: Path) -> CompletedProcess[str]:
    """Run the linter of the layers on a copy of the package."""
    command = (
        Path(sys.executable).with_name("lint-imports"),
        "--config",
        ROOT / "pyproject.toml",
        "--no-cache",
    )
    return run(*command, folder=package.parent, environment={"PYTHONPATH": str(package.parent)})


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the package that a test may spoil."""
    return shutil.copytree(ROOT / "plugins/edition", tmp_path / "plugins/edition")


def test_the_package_keeps_its_layers(package: Path) -> None:
    linted = lint(package)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(("module", "line"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_the_layers_forbid_is_found(package: Path, module: str, line: str) -> None:
    path = package / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    linted = lint(package)
    assert "BROKEN" in linted.stdout
    assert linted.returncode == 1
