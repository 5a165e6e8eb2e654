"""Whom and what the four documents name: each surface form, each risky one by its sentence, and no other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from edition.edition import load
from edition.render.document import render_document
from tests.harness import ROOT
from tests.reading_text import soup

if TYPE_CHECKING:
    from edition.mentions import EntityMention

EDITION, PROBLEMS = load(ROOT)
EXCOMM, SECTO, MEMO, CALL = "excomm-24", "secto-8", "frus1961-63v14-d214", "frus1964-68v23-d360"

NAMED = {
    EXCOMM: {
        "ball": {"Under Secretary Ball": 1},
        "berlin": {"Berlin": 1},
        "bromley-smith": {"Bromley Smith": 1},
        "caribbean": {"the Caribbean": 1},
        "castro": {"Castro": 6},
        "cuba": {"Cuba": 12},
        "defcon": {"DEFCON 2": 1, "DEFCON 3": 1},
        "dillon": {"Secretary Dillon": 1},
        "excomm": {"NSC Executive Committee": 1},
        "havana": {"Havana": 1},
        "il-28": {"IL-28 bombers": 6, "IL-28s": 1},
        "kennedy": {"The President": 11, "the President": 3},
        "khrushchev": {"Khrushchev": 6},
        "kuznetsov": {"Kuznetsov": 1},
        "mccloy": {"Mr. McCloy": 3},
        "mccone": {"Director McCone": 1, "Mr. McCone": 1},
        "mcnamara": {"Secretary McNamara": 2},
        "mikoyan": {"Mikoyan": 1},
        "new-york": {"New York": 3},
        "nie-84-4-62": {"NIE 84-4-62": 1},
        "no-invasion-assurance": {
            "assurance": 5,
            "assurances": 2,
            "guarantee against invading Cuba": 1,
            "guarantee covering only invasion": 1,
        },
        "oas": {"OAS": 2, "OAS resolution": 3},
        "oas-resolution": {"Our air reconnaissance does not come under the OAS resolution.": 1},
        "october-26-letter": {"October 26th Khrushchev letter": 1},
        "quarantine": {"quarantine": 4},
        "rio-treaty": {"Rio Treaty": 3},
        "robert-kennedy": {"The Attorney General": 2},
        "rusk": {"Secretary Rusk": 7},
        "sac": {"SAC": 2},
        "sam": {"SAM sites": 1},
        "soviet-union": {"Soviet Union": 1, "USSR": 2},
        "state-department": {"State Department": 1},
        "stevenson": {"Ambassador Stevenson": 10, "Stevenson": 1},
        "taylor": {"General Taylor": 2},
        "thant": {"U Thant": 1},
        "today": {"TV Today show": 1},
        "u-2": {"U-2s": 1},
        "un": {"UN Charter": 1, "UN system": 1},
        "un-security-council": {"UN Security Council": 1},
        "united-states": {"U.S.": 6},
    },
    SECTO: {
        "africa": {"AFRICA": 1},
        "berlin": {"BERLIN": 8},
        "bohlen": {"BOHLEN": 1},
        "cuba": {"CUBA": 5, "CUBAN SITUATION": 1},
        "de-gaulle": {"DE GAULLE": 15, "DEGAULLE": 3},
        "executive-secretariat": {"S/S": 1, "SS": 1},
        "france": {"FRANCE": 11},
        "germany": {"GERMANY": 4},
        "il-28": {"BOMBERS": 1},
        "kennedy": {"PRESIDENT": 3, "PRESIDENT KENNEDY": 1},
        "khrushchev": {"KHRUSHCHEV": 3},
        "live-oak": {"LIVE OAK": 1},
        "mikoyan": {"MIKOYAN": 1},
        "mona-lisa": {"MONA LISA": 1},
        "moscow": {"MOSCOW": 3},
        "nato": {"ALLIANCE": 2, "NATO": 6, "WESTERN ALLIANCE": 1},
        "new-york": {"NEW YORK": 1},
        "norstad": {"GENERAL NORSTAD": 1, "NORSTAD": 1},
        "paris": {"PARIS": 5},
        "rm-r": {"RM/R": 1, "Rm/R": 1},
        "rpt": {"RPT NOT": 2},
        "rusk": {"RUSK": 1, "SECRETARY": 17, "THE SECRETARY": 5},
        "secto": {"SECTO 8": 5},
        "soviet-union": {"SOVIET UNION": 1},
        "state-department": {"Department of State": 1},
        "tyler": {"TYLER": 1},
        "united-kingdom": {"UK": 1},
        "united-states": {"UNITED STATES": 2, "US": 5},
        "washington": {"WASHINGTON": 2},
        "west-berlin": {"WEST BERLIN": 1},
    },
    MEMO: {
        "berlin": {"Berlin": 10},
        "kennedy": {"President Kennedy": 1, "you": 2},
        "khrushchev": {"Khrushchev": 2},
        "memorandum-of-8-november-1961": {"your memorandum of November 8": 1},
        "nato": {"our Allies": 2},
        "norstad": {"General Norstad": 2},
        "quadripartite": {
            "Four-Power": 1,
            "Four-Power summit meeting": 1,
            "quadripartite": 1,
            "quadripartite contingency planning": 1,
        },
        "rusk": {"Dean Rusk": 1, "Secretary of State Rusk": 1, "my comments": 1},
        "soviet-union": {"Soviet Union": 1},
        "state-department": {"The Department": 1},
        "united-states": {"US": 1},
    },
    CALL: {
        "belgian-government": {"the Belgians": 1},
        "johnson": {"his principal": 1, "the boss": 1},
        "kamina": {"Kamina": 1},
        "lefevre": {"the Prime Minister": 2},
        "macarthur": {"M": 8, "MacArthur": 2, "the Ambassador to Belgium (MacArthur)": 1},
        "paulis": {"that next place": 1},
        "proctor": {"Carolyn J. Proctor": 1},
        "rusk": {"Rusk": 3, "Sec": 5, "Secretary of State Rusk": 1},
        "spaak": {"Spaak": 1},
        "stanleyville": {"Stan": 1},
        "washington": {"Washington": 1},
    },
}


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}#{fragment}"


def mentions(document: str, entity: str) -> tuple[EntityMention, ...]:
    return next(one.mentions for one in EDITION.by_id[document].named if one.entity == entity)


@pytest.mark.parametrize("document", NAMED)
def test_a_document_names_these_and_nobody_else(document: str) -> None:
    named = EDITION.by_id[document].named
    assert {one.entity: dict(Counter(mention.words for mention in one.mentions)) for one in named} == NAMED[
        document
    ]


# What stands where the form alone would not decide: the words before, the mention, the words behind it.
RISKY = {
    (SECTO, "united-states", "US"): [
        "A [US] AFFAIR.",
        "ANY [US] HESITANCY",
        "BY [US] AND",
        "GERMANY. [US] AND",
        "-- [US], UK,",
    ],
    (MEMO, "united-states", "US"): ["unilateral [US] nature,"],
    (SECTO, "kennedy", "PRESIDENT"): [
        "TO [PRESIDENT] TO",
        "OF [PRESIDENT]'S \"FIRMNESS",
        "FROM [PRESIDENT] AND",
    ],
    (SECTO, "kennedy", "PRESIDENT KENNEDY"): ["SAID [PRESIDENT KENNEDY] HAD"],
    (SECTO, "nato", "ALLIANCE"): ["OF [ALLIANCE] COULDN'T", "TO [ALLIANCE]. HE"],
    (SECTO, "il-28", "BOMBERS"): ["AND [BOMBERS]. SECRETARY"],
    (MEMO, "nato", "our Allies"): ["with [our Allies], but", "that [our Allies] would"],
    (MEMO, "kennedy", "you"): ["8 [you] asked", "that [you] might"],
    (MEMO, "rusk", "my comments"): ["for [my comments] on"],
    (MEMO, "state-department", "The Department"): ["consideration. [The Department] will"],
    (EXCOMM, "no-invasion-assurance", "assurances"): ['word "[assurances]" be', "any [assurances] we"],
    (EXCOMM, "no-invasion-assurance", "assurance"): [
        "an [assurance] not",
        "an [assurance] covering",
        "Any [assurance] which",
        "an [assurance] we",
        "any [assurance] which",
    ],
    (EXCOMM, "robert-kennedy", "The Attorney General"): [
        "[The Attorney General] raised",
        "[The Attorney General] pointed",
    ],
    (EXCOMM, "mikoyan", "Mikoyan"): ["the Castro/[Mikoyan] negotiations"],
    (CALL, "johnson", "his principal"): ["to [his principal] then"],
    (CALL, "johnson", "the boss"): ["that “[the boss]” shared"],
    (CALL, "lefevre", "the Prime Minister"): [
        "with [the Prime Minister] and",
        "said [the Prime Minister] said",
    ],
    (CALL, "stanleyville", "Stan"): ["secured [Stan]. They"],
}


def in_its_words(mention: EntityMention) -> str:
    before = " ".join(mention.before.split(" ")[-2:])
    after = " ".join(mention.after.split(" ")[:2])
    return f"{before}[{mention.words}]{after}".strip()


@pytest.mark.parametrize("case", RISKY, ids=lambda case: f"{case[0]}: {case[2]}")
def test_every_risky_form_was_decided_by_its_sentence(case: tuple[str, str, str]) -> None:
    document, entity, words = case
    found = [in_its_words(one) for one in mentions(document, entity) if one.words == words]
    assert found == RISKY[case]


def test_what_is_only_likely_says_so() -> None:
    likely = {
        (document.id, named.entity, mention.words)
        for document in EDITION.documents
        for named in document.named
        for mention in named.mentions
        if mention.is_likely
    }
    assert likely == {
        (CALL, "johnson", "his principal"),
        (CALL, "johnson", "the boss"),
        (CALL, "lefevre", "the Prime Minister"),
        (CALL, "paulis", "that next place"),
    }


def test_what_is_not_identified_has_no_record() -> None:
    forms = {form.form for authority in EDITION.authorities.values() for form in authority.record.forms}
    assert forms.isdisjoint({"EHR", "DT", "MM", "65", "BY 65", "stop 5", "the two military there", "friends"})


def test_what_names_stand_on_the_page_and_not_in_the_text() -> None:
    found = {
        (document.id, named.entity)
        for document in EDITION.documents
        for named in document.named
        if any(mention.place == "not in the text" for mention in named.mentions)
    }
    # The addressee, "TO: Secretary of State", is the form's own words, and names nobody.
    entities = ("executive-secretariat", "paris", "rm-r", "secto", "state-department")
    assert found == {(SECTO, entity) for entity in entities}
    for _, entity in found:
        assert {mention.place for mention in mentions(SECTO, entity)} == {"not in the text"}


@pytest.mark.parametrize("document", NAMED)
def test_every_mention_leads_to_the_element_that_bears_it(document: str) -> None:
    record = EDITION.by_id[document]
    page = soup(render_document(EDITION, record, url_for).content)
    for named in record.named:
        for mention in named.mentions:
            (element,) = page.select(f'[id="{mention.fragment}"]')
            assert mention.words.startswith(str(element.find(string=True)).strip())


# Words that look like a form of the entity and are something else.
TRAPS = {
    "oas": "frus1961-63v15",  # there the French Secret Army Organization
    "il-28": "frus1964-68v02",  # there a bomber in North Vietnam
    "macarthur": "frus1964-68v23",  # there M is an Under Secretary
}


@pytest.mark.parametrize("entity", TRAPS)
def test_the_same_letters_of_another_volume_are_not_this_entity(entity: str) -> None:
    record = EDITION.authorities[entity].record
    assert [name for name in record.identifiers.get("frus", ()) if name.startswith(TRAPS[entity])] == []
    assert all(form.in_ for form in record.forms if form.form in {"OAS", "M", "MacArthur", "BOMBERS"})
