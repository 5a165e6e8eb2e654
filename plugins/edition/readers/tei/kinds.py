"""What kind of document it is, by the first words of its heading, where these leave no doubt."""

from __future__ import annotations

import re
from functools import lru_cache

# FRUS begins a heading with the kind; of two that fit the longer is meant, and what follows must fit too.
_KINDS = re.split(
    r",\s+",
    """Action Memorandum, Address, Agenda, Agreed Minute, Agreement, Aide-Mémoire, Airgram, Announcement,
    Backchannel Message, Briefing Memorandum, Briefing Paper, Calendar Entry, Circular Airgram,
    Circular Instruction, Circular Telegram, Communiqué, Current Intelligence Weekly Review,
    Current Intelligence Weekly Summary, Despatch, Diary Entry, Directive, Draft Memorandum, Draft Message,
    Draft Paper, Draft Telegram, Editorial Note, Executive Order, Informal Communication,
    Information Memorandum, Instruction, Intelligence Information Cable, Intelligence Memorandum,
    Intelligence Note, Intelligence Report, Joint Communiqué, Joint Statement, Letter, Memorandum,
    Memorandum for the Files, Memorandum for the President, Memorandum for the Record,
    Memorandum of Conference, Memorandum of Conversation, Memorandum of Discussion, Memorandum of Meeting,
    Memorandum of Telephone Conversation, Message, Minutes, National Intelligence Estimate,
    National Security Action Memorandum, National Security Decision Memorandum,
    National Security Study Memorandum, Note, Note Verbale, Notes, Oral Message, Oral Note, Oral Statement,
    Paper, Personal Message, Position Paper, Press Release, Proclamation, Protocol, Record,
    Record of Action, Record of Actions, Record of Conversation, Record of Meeting,
    Record of Telephone Conversation, Remarks, Report, Resolution, Scope Paper, Special Message,
    Special National Intelligence Estimate, Special Report, Speech, Staff Study, Statement, Study,
    Summary Minutes, Summary of Discussion, Summary Record, Talking Paper, Talking Points, Telegram,
    Transcript, Transcript of Conversation, Transcript of Telephone Conversation, Treaty, Working Paper""",
)
_AFTER = (
    "About|Addressed|Agreed|Approved|As|At|Between|By|Concerning|Dictated|Drafted|For|From|In|Of|On|Prepared|"
    "Presented|Regarding|Submitted|To|With|Written"
)
_WORDS = "|".join(re.escape(kind) for kind in sorted(_KINDS, key=len, reverse=True))
# A number or a sign may follow too: "Memorandum of Conversation—I", "Minutes No. 3".
_HEADING = re.compile(rf"({_WORDS})(?=$|\s+(?:No\.?|{_AFTER}|\d)\b|\s*[,.:;(\[—–/1-9-])", re.IGNORECASE)
_BY_FOLDED = {kind.casefold(): kind for kind in _KINDS}
# Volumes of 1955 to 1957 print "Memorandum of a Conversation".
_ARTICLE = re.compile(r"(?<= of )an? ")
# Volumes of 1948 to 1954 print the kind in a line of its own above the heading: "611.00/2–1248: Telegram".
_SOURCE_LINE = re.compile(rf":\s*({_WORDS})\W*$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> str:
    """Return the kind of document that a heading names, with one capital, or nothing where it is not sure."""
    match = _HEADING.match(_ARTICLE.sub("", heading, count=1))
    return _spoken(match[1]) if match else ""


def kind_of_source_line(words: str) -> str:
    """Return the kind that the line above the heading ends with, or nothing."""
    match = _SOURCE_LINE.search(words)
    return _spoken(match[1]) if match else ""


def _spoken(words: str) -> str:
    """Return a kind as it is said in a sentence, but for its first letter and its proper names."""
    kind = _BY_FOLDED[words.casefold()]
    if kind.startswith(("National", "Special National")):
        return kind
    return kind.capitalize().replace("the president", "the President")
