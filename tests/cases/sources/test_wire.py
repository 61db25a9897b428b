"""What was read crosses the pipe as JSON, and comes back the same or not at all."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from risks.cases.sources.docket import (
    Counsel,
    Docket,
    Entry,
    Party,
    Source,
    StatedEvent,
)
from risks.cases.sources.sandbox.wire import Misshapen, plain, rebuilt

DAY = date(2026, 5, 26)
EVENT = StatedEvent(kind="precedent", date=DAY, proposes={"works": 400})
ENTRY = Entry(filed_date=DAY, text="ORDER \ud800 駁回", events=(EVENT,))
PARTY = Party(name="Doe", role="Plaintiff", counsel=(Counsel(name="B. Lawyer"),))
DOCKET = Docket(
    source=Source.PACER,
    court_id="cacd",
    docket_number="2:25-cv-00001",
    caption="Doe v. Acme",
    filed_date=DAY,
    parties=(PARTY,),
    entries=(ENTRY, replace(ENTRY, events=()), replace(ENTRY, events=None)),
)


def sent(value: Any) -> Any:
    return json.loads(json.dumps(plain(value)))


def test_a_docket_comes_back_the_same() -> None:
    assert rebuilt(Docket, sent(DOCKET)) == DOCKET
    assert rebuilt(tuple[Docket, ...], sent((DOCKET, DOCKET))) == (DOCKET, DOCKET)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"caption": 7}, "is not a str"),
        ({"caption": None}, "is not a str"),
        ({"captoin": ""}, "fields are not those of Docket"),
        ({"filed_date": "26 May"}, "is not a date"),
        ({"filed_date": 20260526}, "is not a str"),
        ({"source": "rumour"}, "is not a Source"),
        ({"entries": {}}, "is not a list"),
        ({"entries": [7]}, "is not a dict"),
        ({"entries": [{"text": "ORDER"}]}, "fields are not those of Entry"),
        ({"entries": [{**sent(ENTRY), "illustrative": 1}]}, "is not a bool"),
        ({"entries": [{**sent(ENTRY), "events": "none"}]}, "is not a list"),
    ],
)
def test_what_is_no_docket_does_not_come_back(
    fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(Misshapen, match=problem):
        rebuilt(Docket, {**sent(DOCKET), **fields})
