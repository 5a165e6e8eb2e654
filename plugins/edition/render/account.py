"""What became of every character of a source, line by line, as an editor reads it on a terminal."""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING

from edition.model import Fate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Document, Stretch

_WIDTH = 72
# Only these end a line for a text editor; others that Python knows, a form feed say, are characters.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def render_account(content: str, document: Document) -> Iterator[str]:
    """Yield a line of print for each stretch of each line of the source, then the sum of them all."""
    yield f"{document.id}: {len(content)} characters, read as {document.format}"
    stretches = deque(document.account)
    start = 0
    for number, line in enumerate(_LINE.findall(content), 1):
        span = Span(start, start + len(line))
        yield from _line(number, span, content, stretches)
        start = span.end
    yield ""
    yield from _sums(len(content), document.account)


def _line(number: int, line: Span, content: str, stretches: deque[Stretch]) -> Iterator[str]:
    label = f"{number:>5}"
    while stretches and stretches[0].span.start < line.end:
        stretch = stretches[0]
        part = Span(max(stretch.span.start, line.start), min(stretch.span.end, line.end))
        if part.of(content).strip() or stretch.fate is not Fate.SPACE:
            yield f"{label}  {_name(stretch):<34} {_shown(part.of(content))}".rstrip()
            label = " " * 5
        if stretch.span.end > line.end:
            break
        stretches.popleft()
    if label.strip():
        yield f"{label}  {Fate.SPACE}"


def _name(stretch: Stretch) -> str:
    return stretch.what if stretch.fate is Fate.SPACE else f"{stretch.fate}: {stretch.what}"


def _shown(words: str) -> str:
    words = words.strip("\r\n").replace("\t", "→")
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"


def _sums(total: int, account: tuple[Stretch, ...]) -> Iterator[str]:
    """Yield how many characters met each fate; the shares are rounded so that they add up to 100.0 %."""
    counts = Counter[Fate]()
    for stretch in account:
        counts[stretch.fate] += len(stretch.span)
    for fate, share in zip(Fate, _shares([counts[fate] for fate in Fate], total), strict=True):
        yield f"{fate:<12} {counts[fate]:>8} {share / 10:>6.1f} %"
    yield f"{'in all':<12} {sum(counts.values()):>8} {100 * sum(counts.values()) / total:>6.1f} %"


def _shares(counts: list[int], total: int) -> list[int]:
    """Return each count's share of `total` in thousandths; what rounding leaves goes to the largest rests."""
    shares = [count * 1000 // total for count in counts]
    rests = sorted(range(len(counts)), key=lambda index: -(counts[index] * 1000 % total))
    for index in rests[: sum(counts) * 1000 // total - sum(shares)]:
        shares[index] += 1
    return shares
