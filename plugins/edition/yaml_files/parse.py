"""YAML with the line of everything in it, and nothing of YAML that an editor did not mean.

The events of PyYAML's fast parser are put together here, not its tree: that one is built by a recursion in C
which a file of fifty thousand brackets brings down, and it lets the second of two equal keys win in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from edition.diagnostics import Code
from edition.yaml_files.syntax import explain_syntax

_DEEPEST = 12
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class LocatedText(str):
    """A scalar and the line where it begins, from 1."""

    __slots__ = ("yaml_line",)
    yaml_line: int


class LocatedList(list["Located"]):
    """A sequence and the line where it begins."""

    yaml_line: int


class LocatedMapping(dict[str, "Located"]):
    """A mapping, the line where it begins, and the line of each key."""

    yaml_line: int
    key_lines: dict[str, int]


Located = LocatedText | LocatedList | LocatedMapping
Problem = tuple[int, Code, str]


_Events = Iterator[yaml.Event]


class MalformedError(Exception):
    """The file cannot be read further than this."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line and the sentence."""
        super().__init__(message)
        self.line = line


def parse(text: str) -> tuple[Located | None, list[Problem]]:
    """Return what a file says, or None where it says nothing, with the problems that leave it readable.

    Raises MalformedError, which has the line and a sentence for an editor.
    """
    text = text.removeprefix("\ufeff")
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        message = f"the character U+{ord(unprintable[0]):04X} cannot stand in YAML; take it away"
        raise MalformedError(text.count("\n", 0, unprintable.start()) + 1, message)
    problems: list[Problem] = []
    try:
        return _document(yaml.parse(text, Loader=yaml.CSafeLoader), problems), problems
    except yaml.MarkedYAMLError as error:
        line, message = explain_syntax(error, text)
        raise MalformedError(line, message) from error
    except yaml.YAMLError as error:
        raise MalformedError(1, f"this is not YAML: {' '.join(str(error).split())}") from error


def _document(events: _Events, problems: list[Problem]) -> Located | None:
    """Return the one document of a file."""
    content = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if content is not None:
                message = "a second document begins here with '---'; take the line away"
                raise MalformedError(_line(event), message)
            content = _value(next(events), events, problems, depth=0)
    is_empty = isinstance(content, LocatedText) and not content
    return None if is_empty else content


def _value(event: yaml.Event, events: _Events, problems: list[Problem], *, depth: int) -> Located:
    """Return the value that begins with an event."""
    line = _line(event)
    if depth > _DEEPEST:
        raise MalformedError(line, "this is nested too deeply; no entry of ours needs that")
    _refuse_indirections(event, line)
    located: Located
    # Tests by class, the most frequent first: a file may have hundreds of thousands of these.
    if isinstance(event, yaml.ScalarEvent):
        located = LocatedText(event.value)
        # Elsewhere than in double quotes a character is what it is, and the file has been looked through.
        if event.style == '"' and (control := _UNPRINTABLE.search(located)):
            message = f"the character U+{ord(control[0]):04X} cannot stand on a page; take it away"
            raise MalformedError(line, message)
    elif isinstance(event, yaml.MappingStartEvent):
        located = _mapping(events, problems, depth=depth)
    elif isinstance(event, yaml.SequenceStartEvent):
        located = LocatedList()
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            located.append(_value(item, events, problems, depth=depth + 1))
    else:
        raise MalformedError(line, "there is no value here")
    located.yaml_line = line
    return located


def _mapping(events: _Events, problems: list[Problem], *, depth: int) -> LocatedMapping:
    """Return the mapping whose keys follow; of equal keys the first is kept."""
    mapping = LocatedMapping()
    mapping.key_lines = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _value(event, events, problems, depth=depth + 1)
        value = _value(next(events), events, problems, depth=depth + 1)
        if not isinstance(key, LocatedText):
            raise MalformedError(key.yaml_line, "a key is one word; if this is a value, put it in quotes")
        if key in mapping:
            message = f"'{key}' stands here already, on line {mapping.key_lines[key]}; keep one of the two"
            problems.append((key.yaml_line, Code.KEY_DUPLICATE, message))
        else:
            mapping[key] = value
            mapping.key_lines[key] = key.yaml_line
    return mapping


def _refuse_indirections(event: yaml.Event, line: int) -> None:
    """Refuse YAML's means to repeat, name and convert values: here they are characters that went astray."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor is None and tag is None:
        return
    sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if anchor else "!" if tag else ""
    if sign:
        raise MalformedError(line, f"a value that begins with '{sign}' must be put in quotes")


def _line(event: yaml.Event) -> int:
    """Return the line of an event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1
