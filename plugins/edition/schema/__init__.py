"""What the editors' YAML files may say: one frozen model for each kind of file and entry.

The models are the only description of these files: the loader checks with them, and the JSON Schemas that
an editor's text editor completes from are generated from them. The name of a key in YAML is the name of the
attribute with hyphens for underscores, except where CSL spells it otherwise.
"""

from edition.schema.annotations import Annotation, Link, Relation, Strength, TextQuoteSelector
from edition.schema.authorities import Entity, Form, Office, PlaceEntity, Thread
from edition.schema.lines import LINE_KINDS, LineDeclaration, LineRole, NoteReferenceDeclaration
from edition.schema.metadata import LineEnds, Metadata, Related
from edition.schema.packs import Layer, Pack, PackPassage, PackState
from edition.schema.redirects import Redirect, Withdrawal, unfit_address
from edition.schema.statements import AddressStatement, Certainty, DateStatement, Statement, StatementItem
from edition.schema.values import LONGEST_ID, NOBODY, Entry, key_of

__all__ = [
    "LINE_KINDS",
    "LONGEST_ID",
    "NOBODY",
    "AddressStatement",
    "Annotation",
    "Certainty",
    "DateStatement",
    "Entity",
    "Entry",
    "Form",
    "Layer",
    "LineDeclaration",
    "LineEnds",
    "LineRole",
    "Link",
    "Metadata",
    "NoteReferenceDeclaration",
    "Office",
    "Pack",
    "PackPassage",
    "PackState",
    "PlaceEntity",
    "Redirect",
    "Related",
    "Relation",
    "Statement",
    "StatementItem",
    "Strength",
    "TextQuoteSelector",
    "Thread",
    "Withdrawal",
    "key_of",
    "unfit_address",
]
