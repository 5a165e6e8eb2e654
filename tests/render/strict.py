"""A reader of HTML that forgives nothing: what a browser would mend, it reports."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"br", "wbr"}
PHRASING = {"a", "b", "br", "del", "dfn", "em", "i", "mark", "span", "strong", "sub", "sup", "wbr"}
# What may stand directly in an element; in any other, anything.
CHILDREN = {
    **dict.fromkeys((*PHRASING, "p", "h1", "h2", "h3", "h4", "h5", "h6"), PHRASING),
    "ol": {"li"},
    "ul": {"li"},
    "table": {"caption", "tr"},
    "tr": {"td", "th"},
}
# Where alone an element may stand.
PARENTS = {"caption": {"table"}, "li": {"ol", "ul"}, "td": {"tr"}, "th": {"tr"}, "tr": {"table"}}


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else "body"
        if tag not in CHILDREN.get(parent, {tag}):
            self.problems.append(f"{tag} in {parent}")
        if parent not in PARENTS.get(tag, {parent}):
            self.problems.append(f"{tag} in {parent}")
        if tag in {"a", "dfn"} and tag in self.open:
            self.problems.append(f"{tag} within {tag}")
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"an attribute of {tag} comes twice")
        self.ids.update(value or "" for name, value in attrs if name == "id")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"{tag} closed out of order")

    def handle_data(self, data: str) -> None:
        parent = self.open[-1] if self.open else "body"
        if data.strip() and parent in {"ol", "ul", "table", "tr"}:
            self.problems.append(f"words in {parent}")


def problems(html: str) -> list[str]:
    """Return what is wrong with a piece of a page: nesting, places, ids that come twice."""
    reader = _Strict()
    reader.feed(html)
    reader.close()
    left = [f"{tag} not closed" for tag in reader.open]
    return reader.problems + left + [f"two of #{name}" for name, times in reader.ids.items() if times > 1]
