"""A page that is filled into a frame is the page that the theme draws."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from edition import plugin
from edition.frames import Frame, make_frame, slot_values, specimen_name
from edition.plugin.drawing import drawing
from tests.harness import ROOT, digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edition.plugin.drawing import Theme
    from edition.render.document import RenderedPage
    from edition.specs import PageSpec

    Draw = Callable[[PageSpec, RenderedPage], str]

TITLED = "title: 'A <b>title</b> & \"quotes\" in  it'\ndate: 1962-07-04\n"
SHOUTING = "{% extends 'base.html' %}{% block content %}{{ page.title | upper }}{{ super() }}{% endblock %}\n"


@pytest.fixture(params=["material", "mkdocs", "readthedocs"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    # The packs are not copied, so that their published addresses would be lost.
    shutil.copytree(ROOT / "sources", tmp_path / "sources", ignore=shutil.ignore_patterns("addresses.txt"))
    shutil.copytree(ROOT / "tests/volume", tmp_path / "sources/frus1961-63v99")
    (tmp_path / "sources/letter").mkdir()
    (tmp_path / "sources/letter/source.txt").write_text("Letter\n\nThe words of it.\n", encoding="utf-8")
    (tmp_path / "sources/letter/metadata.yml").write_text(TITLED, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Trial & error\nsite_url: https://example.org/\nplugins: [edition: {search: false}]\n"
        f"theme: {{name: {request.param}, custom_dir: own}}\n"
    )
    (tmp_path / "own").mkdir()
    return tmp_path


def built(
    folder: Path, monkeypatch: pytest.MonkeyPatch, choose: Callable[[Theme, PageSpec], Draw]
) -> dict[str, str]:
    shutil.rmtree(folder / "site", ignore_errors=True)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    with monkeypatch.context() as patched:
        patched.setattr(plugin, "drawing", choose)
        patched.setattr(plugin, "core_count", lambda: 1)
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return digests(folder / "site")


def test_frames_make_the_bytes_that_the_theme_makes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[str] = []

    def watched(theme: Theme, trial: PageSpec) -> Draw:
        draw = drawing(theme, trial)
        chosen.append(draw.__qualname__)
        return draw

    filled = built(folder, monkeypatch, watched)
    assert chosen == ["Frames.draw"]
    assert filled == built(folder, monkeypatch, lambda theme, _: theme.draw)


def test_a_template_that_no_frame_can_know_is_drawn_in_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "own/main.html").write_text(SHOUTING, encoding="utf-8")
    filled = built(folder, monkeypatch, drawing)
    assert filled == built(folder, monkeypatch, lambda theme, _: theme.draw)


def test_a_frame_has_a_slot_for_each_value_and_each_part_of_an_address() -> None:
    specimen = specimen_name("volumes/v/ch1")
    first, second = specimen.split("/")[1:]
    frame = make_frame(
        f"<a href='/{first}/{second}/'></a>Edition specimen title &amp; nothing else!", specimen
    )
    assert frame == Frame(("<a href='/", "/", "/'></a>", "!"), (first, second, "title"))
    values = slot_values("volumes/w/ch2", title="A & B", description="", content="", head="")
    assert frame.fill(values) == "<a href='/w/ch2/'></a>A &amp; B!"
