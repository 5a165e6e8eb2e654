"""Words written in Markdown so that every reader of Markdown gives them back as they are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edition.model import MarkKind
from edition.render.signs import Sign, cut_at_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.model import Block, Mark

# What may act wherever it stands, and what is written for it. Not every reader knows a backslash before all
# of these: CommonMark does, Python-Markdown only before some; both know references to characters.
_ACTIVE = {one: f"\\{one}" for one in "\\`*_[]{"} | {one: f"&#{ord(one)};" for one in "<~^"}
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_RULE = re.compile(r"(?<==)=|=(?==)")
# What acts only where a line begins: headings, quotations, lists, rules, tables and blocks of extensions.
_STARTS = {one: f"\\{one}" for one in "-+#"} | {one: f"&#{ord(one)};" for one in ">=:|"}
_REPEATED = {"!!!": "\\!", "???": "&#63;", "///": "&#47;", '"""': "&#34;", "$$": "&#36;"}
_MAY_BEGIN = re.compile(r"[^\w\s]|\d|[A-Za-z][.)]|[ivxIVX]+[.)]")
_NUMERAL = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxIVX]+|#)(?=[.)](?:\s|$))")
_AFTER_A_SIGN = {one: f"\\{one}" for one in "([{"} | {":": "&#58;"}
_ELEMENTS = {
    MarkKind.DELETION: "del",
    MarkKind.UNDERLINE: "u",
    MarkKind.STRONG: "strong",
    MarkKind.EMPHASIS: "em",
    MarkKind.SUBSCRIPT: "sub",
    MarkKind.SUPERSCRIPT: "sup",
}
_STARS: dict[tuple[str, ...], str] = {("em",): "*", ("strong",): "**"}


class Escaping(NamedTuple):
    """What in a text must be escaped: looking for what is not there would take most of the time."""

    active: tuple[tuple[str, str], ...]
    has_references: bool
    has_rules: bool

    def within(self, words: str) -> str:
        """Return words as they must stand within a line."""
        if self.has_references:
            words = _REFERENCE.sub("&#38;", words)
        if self.has_rules:
            words = _RULE.sub("&#61;", words)
        for sign, written in self.active:
            words = words.replace(sign, written)
        return words

    def block(self, parts: Sequence[str]) -> str:
        """Return the words of a block with the signs in it, which come by turns and are left alone."""
        if len(parts) == 1:
            return _begun(self.within(parts[0]))
        written = [self.within(words) if number % 2 == 0 else words for number, words in enumerate(parts)]
        for number in range(1, len(written), 2):
            sign, after = parts[number], parts[number + 1]
            if sign.endswith("]") and after[:1] in _AFTER_A_SIGN:
                written[number + 1] = _AFTER_A_SIGN[after[0]] + self.within(after[1:])
            if sign.startswith("[") and written[number - 1].endswith("!"):
                written[number - 1] = f"{written[number - 1][:-1]}\\!"
        return _begun("".join(written))


def escaping(content: str) -> Escaping:
    """Return what must be escaped in a text."""
    return Escaping(
        tuple([(sign, written) for sign, written in _ACTIVE.items() if sign in content]),
        "&" in content,
        "==" in content,
    )


def escaped(words: str) -> str:
    """Return words of a source as they must stand within a line."""
    return escaping(words).within(words)


def _begun(words: str) -> str:
    """Return lines so that none of them begins what is not a paragraph."""
    if "\n" in words:
        return "\n".join([_line(line.strip()) for line in words.split("\n")])
    return _line(words)


def _line(words: str) -> str:
    if not _MAY_BEGIN.match(words):
        return words
    if words[0] in _STARTS:
        return f"{_STARTS[words[0]]}{words[1:]}"
    if found := _NUMERAL.match(words):
        return f"{found[0]}\\{words[found.end() :]}"
    for repeated, written in _REPEATED.items():
        if words.startswith(repeated):
            return written + words[1:]
    return words


def styles(content: str, leaves: Sequence[Block], marks: Iterable[Mark]) -> tuple[list[Sign], list[Sign]]:
    """Return the ends and the beginnings of all ranges that are emphasised, struck through and the like."""
    parts = [
        (start, end, one.kind)
        for one in marks
        if one.kind in _ELEMENTS or one.kind is MarkKind.ROMAN
        for start, end in cut_at_blocks(one.span, leaves)
    ]
    stretches = [one for one in _stretches(parts) if content[one[0] : one[1]].strip()]
    touching = {end for _, end, _ in stretches} & {start for start, _, _ in stretches}
    closing: list[Sign] = []
    opening: list[Sign] = []
    for start, end, names in stretches:
        words = content[start:end]
        first, last = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        stars = _STARS.get(names, "") if not {start, end} & touching else ""
        if stars and content[first].isalnum() and content[last - 1].isalnum():
            opening.append(Sign(first, stars))
            closing.append(Sign(last, stars))
        else:
            opening.append(Sign(first, "".join([f"<{name}>" for name in names])))
            closing.append(Sign(last, "".join([f"</{name}>" for name in reversed(names)])))
    return closing, opening


def _stretches(parts: Iterable[tuple[int, int, MarkKind]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the stretches of a text that have the same qualities from end to end, with their elements."""
    changes: dict[int, list[tuple[MarkKind, int]]] = {}
    for start, end, kind in parts:
        changes.setdefault(start, []).append((kind, 1))
        changes.setdefault(end, []).append((kind, -1))
    held = dict.fromkeys(MarkKind, 0)
    for here, there in pairwise(sorted(changes)):
        for kind, step in changes[here]:
            held[kind] += step
        upright = held[MarkKind.ROMAN]
        names = tuple(
            name
            for kind, name in _ELEMENTS.items()
            if held[kind] and not (upright and kind is MarkKind.EMPHASIS)
        )
        if names:
            yield here, there, names
