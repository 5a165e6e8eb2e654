"""Writing into the file of a pack from which state of the edition it was made; all else stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from edition.packs.files import front_matter_end

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = "state"


def with_state(data: bytes, day: str, documents: Mapping[str, str]) -> bytes:
    """Return the bytes of a pack's file with this state in its front matter, in the place of an older one.

    `documents` are the states by the documents' ids; the file's front matter is without mistakes.
    """
    lines = [f"{line}\n" for line in data.decode("utf-8").split("\n")]
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    end = front_matter_end([line.removeprefix("\ufeff") for line in lines])
    if end is None:  # such a file has been refused before
        return data
    block = [f"{_KEY}:", f"  date: {day}", "  documents:"]
    block += [f"    {name}: {state}" for name, state in documents.items()]
    start, stop = _lines_of_state("".join(lines[1:end])) or (end - 1, end - 1)
    lines[1 + start : 1 + stop] = [f"{line}{ending}" for line in block]
    return "".join(lines).removesuffix("\n").encode()


def _lines_of_state(front: str) -> tuple[int, int] | None:
    """Return the lines of the state in the front matter, from 0, the second behind the last; or None."""
    root = yaml.compose(front, Loader=yaml.CSafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == _KEY:
            return key.start_mark.line, _last(value).end_mark.line + 1
    return None


def _last(node: yaml.Node) -> yaml.Node:
    """Return the part of a value with which it ends: a block itself ends only where the next key begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last(last[1] if isinstance(last, tuple) else last)
    return node
