"""From YAML to the models of `schema`: whatever an editor may have typed ends in values and clear problems.

Every scalar is a string before a model sees it, so that `no` is not false and a date not a number, and an
empty one is an empty string. Each problem has the line of the key that it is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from edition.diagnostics import UNMERGED, Code, Diagnostic, Location
from edition.schema import Entry, Redirect, Withdrawal, unfit_address
from edition.yaml_files.messages import explain, meant_place
from edition.yaml_files.parse import (
    Located,
    LocatedList,
    LocatedMapping,
    LocatedText,
    MalformedError,
    Problem,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_MERGE = re.compile(r"^(?:<{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_E = TypeVar("_E", bound=Entry)


def load(
    text: str,
    path: str,
    model: type[_E],
    vital: frozenset[str] = frozenset(),
    lists: frozenset[str] = frozenset(),
) -> tuple[_E | None, list[Diagnostic]]:
    """Return what a file of keys says, the keys in error left out, and every problem in it.

    None where the file cannot be read, or a key in error is one of `vital`, without which the rest would be
    misunderstood. Of the keys in `lists` only the entries in error are left out. An empty file says nothing,
    which is no problem where no key is required.
    """
    content, problems = _content(text)
    if content is None and problems:
        return None, _diagnostics(problems, path)
    if content is None:
        content = LocatedMapping()
        content.yaml_line, content.key_lines = 1, {}
    if not isinstance(content, LocatedMapping):
        problems.append((content.yaml_line, Code.VALUE_INVALID, "this file is made of lines 'key: value'"))
        return None, _diagnostics(problems, path)
    value, more = _checked(content, model)
    return value or _salvaged(content, model, vital, lists), _diagnostics([*problems, *more], path)


def _salvaged(
    content: LocatedMapping, model: type[_E], vital: frozenset[str], lists: frozenset[str]
) -> _E | None:
    """Return what the keys say that are in order, unless one that is not is vital."""
    try:
        return model.model_validate(content, by_alias=True, by_name=False)
    except ValidationError as invalid:
        places = {error["loc"][:2] for error in invalid.errors(include_url=False) if error["loc"]}
    wrong = {str(place[0]) for place in places}
    if wrong & vital or not wrong & content.keys():
        return None
    rest = LocatedMapping({key: value for key, value in content.items() if key not in wrong})
    rest.yaml_line, rest.key_lines = content.yaml_line, content.key_lines
    for key in wrong & lists & content.keys():
        entries = _good_entries(content[key], {place[1] for place in places if place[0] == key and place[1:]})
        if entries:
            rest[key] = entries
    return _salvaged(rest, model, vital, lists)


def _good_entries(content: Located, wrong: set[int | str]) -> LocatedList | None:
    """Return a list without the entries in error, or None where there is no list of which any is left."""
    if not isinstance(content, LocatedList) or not wrong:
        return None
    good = LocatedList(item for number, item in enumerate(content) if number not in wrong)
    good.yaml_line = content.yaml_line
    return good or None


def load_list(
    text: str, path: str, model: type[_E]
) -> tuple[tuple[_E, ...], frozenset[str] | None, list[Diagnostic]]:
    """Return the good entries of a file that is a list, the ids that it names, and every problem in it.

    The ids are also those of entries in error; they are None where they cannot all be told: where the file
    cannot be read, where an entry has no id, and where two have the same.
    """
    content, problems = _content(text)
    if content is None:
        return (), None if problems else frozenset(), _diagnostics(problems, path)
    if not isinstance(content, LocatedList):
        message = "this file is a list; begin each entry with '- ' and indent its other keys by two blanks"
        problems.append((content.yaml_line, Code.VALUE_INVALID, message))
        return (), None, _diagnostics(problems, path)
    entries: list[_E] = []
    lines: dict[object, int] = {}
    for item in content:
        entry, more = _checked(item, model)
        problems += more
        if entry is None:
            continue
        name = getattr(entry, "id", None)
        if name is not None and name in lines:
            message = f"'{name}' is already the id of the entry on line {lines[name]}; choose another"
            problems.append((entry.yaml_line, Code.ID_DUPLICATE, message))
        else:
            lines[name] = entry.yaml_line
            entries.append(entry)
    return tuple(entries), _named_ids(content), _diagnostics(problems, path)


def load_redirects(text: str, path: str) -> tuple[dict[str, Redirect] | None, list[Diagnostic]]:
    """Return where addresses lead that were published, by these addresses, and every problem in the file.

    None where it cannot be read. One whose entry is in error leads nowhere, and has no reason either.
    """
    if marks := _MERGE.search(text):
        line = text.count("\n", 0, marks.start()) + 1
        return None, [Diagnostic(Code.YAML_MALFORMED, UNMERGED, Location(path, line))]
    content, problems = _content(text)
    if content is None:
        return (None if problems else {}), _diagnostics(problems, path)
    if not isinstance(content, LocatedMapping):
        message = "this file is made of lines 'old address: new address'"
        problems.append((content.yaml_line, Code.VALUE_INVALID, message))
        return None, _diagnostics(problems, path)
    redirects: dict[str, Redirect] = {}
    for source, value in content.items():
        line = content.key_lines[source]
        redirects[source] = Redirect(source, line=line)
        unfit = unfit_address(source, is_old=True)
        if isinstance(value, LocatedText):
            unfit = unfit or unfit_address(value, is_old=False)
            redirects[source] = Redirect(source, "" if unfit else str(value), line=line)
        elif not unfit:
            withdrawal, more = _checked(value, Withdrawal)
            problems += more
            redirects[source] = Redirect(source, gone=withdrawal.gone if withdrawal else "", line=line)
        if unfit:
            problems.append((line, Code.VALUE_INVALID, unfit))
    return redirects, _diagnostics(problems, path)


def _named_ids(content: LocatedList) -> frozenset[str] | None:
    """Return the id of every entry, or None where one has none, or two have the same."""
    ids = [str(item.get("id", "")) for item in content if isinstance(item, LocatedMapping)]
    told = frozenset(ids)
    return told if len(told) == len(content) and "" not in told else None


def _content(text: str) -> tuple[Located | None, list[Problem]]:
    """Return what a file says, and what is wrong with its YAML."""
    try:
        return parse(text)
    except MalformedError as error:
        return None, [(error.line, Code.YAML_MALFORMED, str(error))]


def _checked(content: Located, model: type[_E]) -> tuple[_E | None, list[Problem]]:
    """Return one entry as its model, or what is wrong with it."""
    try:
        return model.model_validate(content, by_alias=True, by_name=False), []
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        misspelt = {meant_place(error, model) for error in errors}
        problems = []
        for error in errors:
            if error["type"] == "missing" and error["loc"] in misspelt:
                continue  # it is there under another name, and that is what is wrong
            line, key = _place(content, error["loc"])
            problems.append((line, *explain(error, key, model)))
        return None, problems


def _place(content: Located, steps: Iterable[int | str]) -> tuple[int, str]:
    """Return the line and the key at the end of a way; steps that only the model has are passed over."""
    line, key = content.yaml_line, ""
    for step in steps:
        if isinstance(content, LocatedMapping) and step in content:
            key = str(step)
            line, content = content.key_lines[key], content[key]
        elif isinstance(content, LocatedList) and isinstance(step, int) and step < len(content):
            content = content[step]
            line = content.yaml_line
    return line, key


def _diagnostics(problems: Iterable[Problem], path: str) -> list[Diagnostic]:
    """Return the problems of a file in the order of its lines, each once."""
    return [Diagnostic(code, message, Location(path, line)) for line, code, message in sorted(set(problems))]
