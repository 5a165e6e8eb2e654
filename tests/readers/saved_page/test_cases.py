"""Every phenomenon of saved pages as a case: the page, and what must come of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from edition.readers.saved_page import read_saved_page
from edition.schema import Metadata
from edition.sources import MarkupSource
from tests.readers.test_cases import described as described_document

if TYPE_CHECKING:
    from edition.model import Text
    from edition.readers.saved_page import ReadPage

CASES = Path(__file__).parent / "cases"
PAGE = (
    '<html><head><meta charset="utf-8">\n'
    '<link rel="canonical" href="https://history.state.gov/historicaldocuments/frus1961-63v15/d5">\n'
    '</head><body><div id="content-inner">\n{}</div></body></html>'
)


def all_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", all_cases())
def test_a_saved_page_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    html = case["page"] if "page" in case else PAGE.format(case["html"])
    data = html.encode(case.get("encoding", "utf-8"))
    source = MarkupSource(id="case", path="sources/case/source.html", data=data)
    result = read_saved_page(source, Metadata.model_validate(case.get("metadata", {})))
    given = {"name", "html", "page", "encoding", "metadata"}
    assert described(result) == {key: value for key, value in case.items() if key not in given}


def described(result: ReadPage) -> dict[str, Any]:
    """Return all that was made of a page, as the cases write it, without keys for nothing."""
    parts: dict[str, Any] = {"messages": [f"{problem.severity}: {problem}" for problem in result.diagnostics]}
    if result.document is not None:
        document = result.document
        parts |= described_document(result)  # type: ignore[arg-type]  # a page has what is asked of a source
        parts["links"] = _links(document.body) + [
            link for note in document.notes for link in _links(note.text)
        ]
        parts["gaps"] = [f"{gap.kind}: {gap.words}" for gap in document.body.gaps]
        parts["stated"] = _stated(result.metadata)
    return {key: value for key, value in parts.items() if value and key not in {"format", "title"}}


def _links(text: Text) -> list[str]:
    mentions = [f"{one.kind} {one.target}: {one.span.of(text.content)}" for one in text.mentions]
    return [*mentions, *(f"{one.target}: {one.span.of(text.content)}" for one in text.references)]


def _stated(metadata: Metadata) -> dict[str, str]:
    """Return what the page states beyond its address, which all the cases have in common."""
    named = {
        name: getattr(metadata, name)
        for name in Metadata.model_fields
        if name not in {"title", "url", "type"}
    }
    return {name: one.value for name, one in named.items() if getattr(one, "value", None)}
