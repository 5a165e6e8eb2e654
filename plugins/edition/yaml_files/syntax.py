"""YAML's complaints in the words of someone who edits documents, not parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

_SENTENCES = {
    "mapping values are not allowed in this context": (
        "a colon followed by a blank stands inside a value, or this key is indented too far;"
        " put the value in quotes, or mend the indentation"
    ),
    "did not find expected '-' indicator": (
        "this line is no entry of the list above;"
        " begin it with '- ' under the others, or indent it as the keys of its entry"
    ),
    "did not find expected key": (
        "this line does not fit the keys above it; mend its indentation, or the quotes of the value before it"
    ),
    "did not find expected <block end>": (
        "this line does not fit what stands above it; mend its indentation"
    ),
    "did not find expected <document start>": (
        "this line does not fit what stands above it; mend its indentation"
    ),
    "could not find expected ':'": (
        "this line has no 'key: '; a value of several lines begins with 'key: |' and its lines are indented"
    ),
    "did not find expected node content": (
        "a value is missing here, or a bracket that opens above is never closed;"
        " close it, or put the value in quotes"
    ),
    "found unknown escape character": "a backslash in double quotes is not a character; use single quotes",
    "did not find expected alphabetic or numeric character": (
        "a value that begins with '*' or '&' must be put in quotes"
    ),
    "did not find expected ',' or ']'": "the list that begins with '[' is not closed; end it with ']'",
    "did not find expected ',' or '}'": "what begins with '{' is not closed; end it with '}'",
}
_COLON_ASTRAY = "mapping values are not allowed in this context"
# An entry of a list that is a value and no key; keys in the lines below it make an error of them.
_WITHOUT_KEY = re.compile(r"\s*- ([^\s:#'\"\[{]+)\s*")
_OPENED_ABOVE = {
    "could not find expected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
}


def explain_syntax(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the line and the sentence for what YAML's parser could not read."""
    problem = str(error.problem)
    mark = error.problem_mark or error.context_mark
    # The parser puts what is missing at the end of a file on a line behind its last.
    line = min(mark.line, max(len(text.splitlines()) - 1, 0)) if mark else 0
    opened = error.context_mark.line if error.context_mark else line
    above = text.splitlines()[line - 1] if line else ""
    if problem == _COLON_ASTRAY and (bare := _WITHOUT_KEY.fullmatch(above)):
        message = f"the entry begins without a key; write one before '{bare[1]}', such as document: or id:"
        return line, message
    if problem == "found unexpected end of stream":
        return opened + 1, "the quotation mark that opens here is never closed; close it, or use 'key: |'"
    if problem in _OPENED_ABOVE:
        return opened + 1, _SENTENCES[problem]
    if problem == "found character that cannot start any token" and mark:
        return line + 1, _stray_character(text, mark.line, mark.column)
    return line + 1, _SENTENCES.get(problem, f"this is not YAML: {problem}; compare the lines around it")


def _stray_character(text: str, line: int, column: int) -> str:
    """Return the sentence for a character with which nothing can begin."""
    character = "".join(text.splitlines()[line : line + 1])[column : column + 1]
    if character == "\t":
        return "a tab stands where blanks should; indent with blanks"
    return f"a value cannot begin with '{character}'; put it in quotes"
