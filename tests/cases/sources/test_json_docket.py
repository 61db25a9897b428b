"""The product's own docket JSON: what is read, and how a wrong one is refused."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from risks.cases.models import Case, Deadline, Event
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.json_docket import (
    docket_schema,
    parse_docket,
    read_json,
)
from risks.register.models import Tier

SCHEMA = json.loads(
    files("risks.cases.sources").joinpath("docket.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def docket(**fields: Any) -> dict[str, Any]:
    return {
        "court": "cacd",
        "docket_number": "2:25-cv-00001",
        "caption": "Doe v. Acme",
        **fields,
    }


def entry(**fields: Any) -> dict[str, Any]:
    return {"filed_date": "2026-05-26", "text": "ORDER.", **fields}


def with_event(**fields: Any) -> dict[str, Any]:
    event = {"kind": "motion_denied", "date": "2026-05-26", **fields}
    return docket(entries=[entry(events=[event])])


def test_a_docket_is_read_with_its_parties_and_events() -> None:
    lawyer = {"name": "A. Lawyer", "roles": "LEAD", "contact": "Los Angeles"}
    party = {"name": "Doe", "role": "Plaintiff", "counsel": [lawyer]}
    document = with_event(subject="motion_to_dismiss") | {"parties": [party]}

    read = parse_docket(document)

    assert read.parties[0].counsel[0].name == "A. Lawyer"
    assert read.entries[0].filed_date == date(2026, 5, 26)
    events = read.entries[0].events
    assert events is not None
    assert events[0].subject == "motion_to_dismiss"


def test_no_events_stated_is_not_the_same_as_an_empty_list() -> None:
    read = parse_docket(docket(entries=[entry(), entry(events=[])]))

    assert [one.events for one in read.entries] == [None, ()]


REFUSED = [
    ([], "the file: must be an object, not a list"),
    ({}, "court: is missing"),
    (docket(court="cadc1"), "court: 'cadc1' is not the id of a court"),
    (docket(court=7), "court: must be a text, not a number"),
    (docket(caption="  "), "caption: is empty"),
    (docket(docket_number="1" * 61), "docket_number: is 61 characters long"),
    (docket(jugde="x"), "jugde: is not known; did you mean judge?"),
    (docket(our_role="defendent"), "did you mean defendant?"),
    (docket(entries={}), "entries: must be a list, not an object"),
    (docket(entries=[3]), "entries[0]: must be an object, not a number"),
    (
        docket(entries=[entry(), entry(filed_date="2026-13-01")]),
        "entries[1].filed_date",
    ),
    (docket(entries=[entry(filed_date="20260526")]), "must be a date like"),
    (
        docket(entries=[entry(filed_date="0001-01-01")]),
        "from 1900-01-01 to 2199-12-31, not 0001-01-01",
    ),
    (
        docket(entries=[entry(filed_date="9999-12-31")]),
        "from 1900-01-01 to 2199-12-31, not 9999-12-31",
    ),
    (docket(entries=[entry(text=None)]), "entries[0].text: is missing"),
    (docket(entries=[entry(text="a\0b")]), "control characters"),
    (docket(entries=[entry(text="\ud800")]), "control characters"),
    (docket(entries=[entry(tier="rumour")]), "entries[0].tier"),
    (docket(entries=[entry(illustrative="no")]), "must be true or false"),
    (docket(entries=[entry(illustrative=1)]), "must be true or false"),
    (docket(parties=[{"name": "Doe"}]), "parties[0].role: is missing"),
    (with_event(kind="motion_denid"), "did you mean motion_denied?"),
    (with_event(date=None), "entries[0].events[0].date: is missing"),
    (with_event(whose="theirs"), "entries[0].events[0].whose"),
    (with_event(proposes=[]), "proposes: must be an object, not a list"),
    (
        with_event(proposes={"p": float("nan")}),
        "proposes.p: must be a finite number",
    ),
]


@pytest.mark.parametrize(("document", "message"), REFUSED)
def test_a_wrong_field_is_refused_by_its_path(document: Any, message: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        parse_docket(document)

    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_entries_cannot_have_one_sequence_number() -> None:
    entries = [entry(pacer_seq_no="22"), entry(pacer_seq_no="22")]

    with pytest.raises(SourceRefused, match=r'"22" is already that of entries\[0\]'):
        parse_docket(docket(entries=entries))


def test_the_line_of_a_wrong_field_is_named() -> None:
    document = docket(entries=[entry(), entry(filed_date="2026-02-30")])
    text = json.dumps(document, indent=1)
    line = 1 + next(
        at for at, row in enumerate(text.splitlines()) if "2026-02-30" in row
    )

    with pytest.raises(SourceRefused, match=rf"^line {line}: entries\[1\].filed_date"):
        read_json(text)


def test_a_missing_field_is_refused_with_the_line_of_its_object() -> None:
    text = json.dumps(docket(entries=[entry(), {"text": "ORDER."}]), indent=1)

    with pytest.raises(SourceRefused, match=r"^line 10: entries\[1\].filed_date"):
        read_json(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"court": "cacd",\n "caption": }', "line 2, column 13: not JSON"),
        ('{"court": "cacd",\n"court": "cand"}', "line 2: court: is stated twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"court": ' + "9" * 5000 + "}", "too long"),
        ("[1]", "line 1: the file: must be an object, not a list"),
    ],
)
def test_broken_json_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        read_json(text)

    assert message in str(refused.value)


def test_the_published_schema_is_the_one_that_the_models_make() -> None:
    assert docket_schema() == SCHEMA, "run manage.py publish_inputs"


def test_the_schema_names_the_same_choices_as_the_models() -> None:
    definitions = SCHEMA["$defs"]
    event = definitions["event"]["properties"]

    assert set(event["kind"]["enum"]) == set(Event.Kind.values)
    assert set(event["whose"]["enum"]) == {*Deadline.Whose.values, None}
    tiers = definitions["entry"]["properties"]["tier"]["enum"]
    assert set(tiers) == {*Tier.values, None}
    assert set(SCHEMA["properties"]["our_role"]["enum"]) == {*Case.Role.values, None}


# What a schema cannot say: which courts there are, surrogates, finite numbers.
BEYOND_A_SCHEMA = ("is not the id of a court", "control characters", "finite")


@pytest.mark.parametrize(("document", "message"), REFUSED)
def test_the_schema_refuses_what_the_reader_refuses(
    document: Any, message: str
) -> None:
    beyond = any(words in message for words in BEYOND_A_SCHEMA)

    assert VALIDATOR.is_valid(document) is beyond


@pytest.mark.parametrize(
    "document",
    [
        docket(),
        docket(filed_date=None, entries=None, parties=[]),
        docket(entries=[entry(entered_date="2026-05-27", number="4", events=[])]),
        with_event(whose="court", proposes={"works": 3}),
    ],
)
def test_the_schema_takes_what_the_reader_takes(document: Any) -> None:
    parse_docket(document)

    assert VALIDATOR.is_valid(document)
