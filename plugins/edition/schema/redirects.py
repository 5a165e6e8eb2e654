"""Where an address leads that was published and is no more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import WithJsonSchema

from edition.diagnostics import shortened
from edition.schema.values import Entry, Words

# The forms of ids that an edition can have had; of `index` and `readme` a folder's own page is made.
_ID = r"(?!(index|readme)([./#]|$))[a-z0-9][a-z0-9-]{0,99}"
_NAME = r"(?!(index|readme)([./#]|$)|documents(#|$))[a-z0-9][a-z0-9.-]{0,219}"
_ENTRY = rf"((people|bodies|places|terms|threads)/{_ID}|packs/(?!builder$){_ID}|volumes/{_NAME})"
_TEXT = rf"({_NAME}|volumes/{_NAME}/{_NAME})"
_PAGE = r"[A-Za-z0-9][\w.-]*(/[\w.-]+)*"
# What else is an id on a document's page counts anew with every build, or is the page's own.
_OLD_PLACE = r"(?!fnref|m-|note-|edition-|__)[\w.-]"
_OLD, _NEW = rf"{_ENTRY}|{_TEXT}(#{_OLD_PLACE}{{1,220}})?", rf"{_PAGE}(#[\w.-]+)?"
_FORMS = "document, document#place, or the name of a page, as people/dean-rusk"


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that was published, and where it leads now, or else why there is nothing in its place."""

    source: str
    to: str = ""
    gone: str = ""
    line: int = 0


class Withdrawal(Entry):
    """An address that leads nowhere any more."""

    gone: Words
    """Why there is nothing in its place; readers are told so."""


OldAddress = Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^({_OLD})$"})]
NewAddress = Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^({_NEW})$"})]
Redirects = Mapping[OldAddress, NewAddress | Withdrawal]
"""What the file holds; an old address is a key, and the one that has taken its place the value."""


def unfit_address(words: str, *, is_old: bool) -> str:
    """Return what is wrong with an address of the edition, or nothing."""
    if re.fullmatch(_OLD if is_old else _NEW, words):
        return ""
    return f"'{shortened(words)}' cannot be an address of this edition; write {_FORMS}"
