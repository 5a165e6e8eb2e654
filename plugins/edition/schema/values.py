"""What every file of the editors shares: single values that are checked, and the mapping that holds them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema, WithJsonSchema
from pydantic_core import PydanticCustomError

from edition import edtf
from edition.diagnostics import Code, did_you_mean
from edition.zones import zone_names

LINE = "\0line"
"""The key under which a line is handed to a model: one that no file can hold."""
KEY_LINES = "\0key lines"
"""The same for the lines of a mapping's keys."""
_SPELLED_OTHERWISE = {
    "archive_location": "archive_location",
    "from_": "from",
    "in_": "in",
    "url": "URL",
    "yaml_key_lines": KEY_LINES,
    "yaml_line": LINE,
}
SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""What a text editor takes for one value: it knows numbers and truth values, and we read the words."""
ADDRESS = r"https?://[^\s<>\"]+"
# An id is part of addresses and so of names of files: two may stand in one, which may have 255 bytes.
LONGEST_ID = 100
"""How many characters an id may have."""
_ID = rf"[a-z][a-z0-9-]{{0,{LONGEST_ID - 1}}}"
NOBODY = "none"
"""What an annotation gives as its entity where its passage names nobody."""
_PLACE = r"[a-z0-9][a-z0-9.-]*(#[\w.-]+)?"
_RESERVED = r"p\d+$|pg[-_]|fn|m-|note-|edition-|__"


def key_of(name: str) -> str:
    """Return the YAML key of an attribute."""
    return _SPELLED_OTHERWISE.get(name, name.replace("_", "-"))


def invalid(message: str) -> PydanticCustomError:
    """Return an error whose sentence an editor reads as it stands; braces are characters."""
    return PydanticCustomError(Code.VALUE_INVALID.value, "{sentence}", {"sentence": message})


def _stripped(words: str) -> str:
    """Return the words without the white space around them, and refuse what says nothing."""
    if not words.strip():
        raise invalid("there is no value here; give one, or take the line away")
    return words.strip()


def _spoken(words: str) -> str:
    """Return the words as they stand, and refuse what says nothing."""
    _stripped(words)
    return words


def _address(words: str) -> str:
    """Refuse an address that a reader's browser should not follow."""
    if not re.fullmatch(ADDRESS, words):
        raise invalid(f"'{words}' is not an address; it begins with https:// and has no blanks")
    return words


def _edtf(words: str) -> str:
    """Refuse a date that is not written in EDTF."""
    try:
        edtf.parse(words)
    except ValueError as error:
        raise invalid(str(error)) from None
    return words


def _zone(words: str) -> str:
    """Refuse a time zone that the IANA database does not have."""
    if words not in zone_names():
        raise invalid(f"there is no time zone '{words}'; {_zone_meant(words)}")
    return words


def _zone_meant(words: str) -> str:
    """Return what to write instead of a name that no time zone has: that of a place, were it by its city."""
    places = [name for name in zone_names() if "/" in name and not name.startswith("Etc/")]
    city = words.replace(" ", "_").casefold()
    near = min((name for name in places if name.casefold().endswith(f"/{city}")), default="")
    if near:
        return f"did you mean {near!r}?"
    otherwise = "write that of a place in the IANA database, as Europe/Paris"
    return did_you_mean(words, places, otherwise) if "/" in words else otherwise


def _id(words: str) -> str:
    """Refuse an id that an address could not carry unchanged."""
    if len(words) > LONGEST_ID:
        message = f"'{words[:20]}…' has {len(words)} characters, and an id {LONGEST_ID} at most; shorten it"
        raise invalid(message)
    if not re.fullmatch(_ID, words):
        raise invalid(f"'{words}' is not an id; use small letters, digits and hyphens, a letter first")
    return words


def _annotation_id(words: str) -> str:
    """Refuse an id that the page gives to something of its own."""
    if re.match(_RESERVED, words):
        message = f"'{words}' has the form of the page's own ids (p3, pg_2, fn1, m-…, note-…, edition-…)"
        sentence = f"{message}; choose a word that says what the passage is"
        raise PydanticCustomError(Code.ID_RESERVED.value, "{sentence}", {"sentence": sentence})
    return _id(words)


def _entity_id(words: str) -> str:
    """Refuse the word that stands where an entity could, and says that there is none."""
    if words == NOBODY:
        sentence = f"'{NOBODY}' says in annotations that a passage names nobody; choose another id"
        raise PydanticCustomError(Code.ID_RESERVED.value, "{sentence}", {"sentence": sentence})
    return _id(words)


def _link_target(words: str) -> str:
    """Refuse what is neither a place in the edition nor an address."""
    if re.fullmatch(f"{_PLACE}|{ADDRESS}", words):
        return words
    forms = "document, document#annotation, document#pg_2, document#p3, document#fn1, or https://…"
    raise invalid(f"'{words}' cannot be linked to; write {forms}")


def _in_form(pattern: str) -> WithJsonSchema:
    """Return what tells a text editor that a value has a form."""
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$"})


Words = Annotated[str, AfterValidator(_stripped), WithJsonSchema(SCALAR)]
Verbatim = Annotated[str, AfterValidator(_spoken), WithJsonSchema(SCALAR)]
Context = Annotated[str, WithJsonSchema(SCALAR)]
Address = Annotated[Words, AfterValidator(_address), _in_form(ADDRESS)]
EdtfWords = Annotated[Words, AfterValidator(_edtf), WithJsonSchema({"type": ["string", "number"]})]
ZoneName = Annotated[Words, AfterValidator(_zone), WithJsonSchema({"type": "string"})]
Id = Annotated[Words, AfterValidator(_id), _in_form(_ID)]
AnnotationId = Annotated[Words, AfterValidator(_annotation_id), _in_form(f"(?!{_RESERVED}){_ID}")]
EntityId = Annotated[Words, AfterValidator(_entity_id), _in_form(f"(?!{NOBODY}$){_ID}")]
LinkTarget = Annotated[Words, AfterValidator(_link_target), _in_form(f"{_PLACE}|{ADDRESS}")]


class Entry(BaseModel):
    """A mapping in a file that editors write; `yaml_line` is the line where it begins, from 1."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=key_of,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
    )

    yaml_line: SkipJsonSchema[int] = 0
    yaml_key_lines: SkipJsonSchema[Mapping[str, int]] = Field(default_factory=dict, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _take_line(cls, data: object) -> object:
        """Keep the line that the loader has noted on a mapping."""
        line = getattr(data, "yaml_line", None)
        if not isinstance(data, dict) or line is None:
            return data
        return {**data, LINE: line, KEY_LINES: getattr(data, "key_lines", {})}

    @classmethod
    def of_checked(cls, **values: object) -> Self:
        """Return an entry of values that a reader has checked: what pydantic makes of them, without a look.

        `model_construct` promises the same and takes longer than to check them: it asks every field for its
        aliases and defaults. A volume's documents state ten thousand values.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", {**_defaults(cls), **values})
        object.__setattr__(made, "__pydantic_fields_set__", set(values))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made

    def line_of(self, key: str) -> int:
        """Return the line where a key stands, or where the mapping begins."""
        return self.yaml_key_lines.get(key, self.yaml_line)


@cache
def _defaults(model: type[Entry]) -> dict[str, object]:
    """Return every field of a model in order, with what it holds where nothing is said of it."""
    return {
        name: None if field.is_required() else field.get_default(call_default_factory=True, validated_data={})
        for name, field in model.model_fields.items()
    }
