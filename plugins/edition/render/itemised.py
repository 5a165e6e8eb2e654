"""Lists of a text: its head, its labels, its items."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.render.classes import class_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.model import Block

# A member of a list: the block, the attribute of its direction, and its inside (of an item or a label) or all
# of it.
Member = tuple["Block", str, str]


def render_list(block: Block, members: Sequence[Member]) -> str:
    """Return a list with one `li` for each of its items.

    The head stands before the list, and a label in the item that it is the label of: HTML has room for them
    nowhere else.
    """
    tag = "ol" if "ordered" in block.type.split() else "ul"
    heads = list(takewhile(_is_head, members))
    before, items = _items(members[len(heads) :])
    head = "".join([_head(*member) for member in heads])
    if not (head or before):
        return f"<{tag}{class_attribute('', block.type)}>{''.join(items)}</{tag}>\n"
    frame = class_attribute("list", block.type)
    return f"<div{frame}>{head}{before}<{tag}>{''.join(items)}</{tag}></div>\n"


def _is_head(member: Member) -> bool:
    return member[0].kind is BlockKind.LABEL and member[0].type == "head"


def _head(block: Block, turn: str, inside: str) -> str:
    tag = "div" if block.children else "p"
    return f'<{tag} class="label"{turn}>{inside}</{tag}>\n'


def _items(members: Sequence[Member]) -> tuple[str, list[str]]:
    """Return the items, each with its label, and what cannot be in any, for there is none.

    What stands between two items belongs to the first of them, a label to the second.
    """
    items: list[str] = []
    waiting = ""
    for block, turn, inside in members:
        if block.kind is BlockKind.ITEM:
            items.append(_item(block, waiting, turn, inside))
            waiting = ""
        elif block.kind is BlockKind.LABEL:
            waiting += f'<div class="label"{turn}>{inside}</div>'
        elif items and not waiting:
            items[-1] += inside
        else:
            waiting += inside
    if waiting and items:
        items[-1] += waiting
        waiting = ""
    return waiting, [f"{item}</li>\n" for item in items]


def _item(block: Block, labels: str, turn: str, inside: str) -> str:
    if not labels:
        return f"<li{class_attribute('', block.type)}{turn}>{inside}"
    return f'<li{class_attribute("labeled", block.type)}>{labels}<div class="item"{turn}>{inside}</div>'
