"""Every page of a small edition that uses everything, whole, as it was last looked at.

A change that is meant is looked at and kept: run this file with Python, and it writes the pages anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.edition import load
from edition.pages import page_specs

HERE = Path(__file__).parent
EDITION, PROBLEMS = load(HERE / "edition")


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}#{fragment}" if fragment else f"/{page}"


def rendered() -> dict[str, str]:
    """Return each page by its name: what stands in the head, the table of contents, the content."""
    pages: dict[str, str] = {}
    for spec in page_specs(EDITION):
        page = spec.render(url_for)
        contents = "".join(f"<!-- {title} #{name} -->\n" for title, name in page.contents)
        pages[spec.name] = f"<!-- {spec.title}: {spec.description} -->\n{page.head}{contents}{page.content}"
    return pages


@pytest.mark.parametrize("name", rendered())
def test_a_page_is_as_it_was_last_looked_at(name: str) -> None:
    assert rendered()[name] == (HERE / f"{name}.html").read_text(encoding="utf-8")


def test_the_problems_are_those_that_were_last_looked_at() -> None:
    expected = (HERE / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert list(map(str, PROBLEMS)) == expected


if __name__ == "__main__":
    for name, html in rendered().items():
        (HERE / f"{name}.html").parent.mkdir(parents=True, exist_ok=True)
        (HERE / f"{name}.html").write_text(html, encoding="utf-8")
    (HERE / "problems.txt").write_text("".join(f"{one}\n" for one in PROBLEMS), encoding="utf-8")
