"""Every row of the tables of events has an example, and each is needed for it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from risks.engine.words.event_rows import event_table
from risks.engine.words.events import Reader, Recognised, reader
from risks.engine.words.motions import Motions
from risks.engine.words.questions import Questions, question_about, question_table
from risks.engine.words.rulings import ruling_table

MOTIONS = tomllib.loads(
    files("risks.engine").joinpath("rules/motions.toml").read_text("utf-8")
)
TABLES = {"events": event_table(), "rulings": ruling_table(), "motions": MOTIONS}
FILED, ENTERED = date(2026, 6, 1), date(2026, 6, 2)
Place = tuple[str, str, int]


def places() -> Iterator[Place]:
    for name, tables in TABLES.items():
        for table, rows in tables.items():
            for number in range(len(rows)):
                yield name, table, number


def without(place: Place) -> dict[str, Mapping[str, Any]]:
    name, table, number = place
    rows = [r for n, r in enumerate(TABLES[name][table]) if n != number]
    return {**TABLES, name: {**TABLES[name], table: rows}}


def read(text: str, tables: Mapping[str, Mapping[str, Any]]) -> tuple[Recognised, ...]:
    motions = Motions.of(tables["motions"]["motion"])
    reader = Reader.of(tables["events"], tables["rulings"], motions)
    return reader.read(text, filed_date=FILED, entered_date=ENTERED)


QUESTIONS = question_table()["question"]


@pytest.mark.parametrize(
    "place", list(places()), ids=lambda place: "-".join(map(str, place))
)
def test_without_its_row_an_example_is_read_otherwise(place: Place) -> None:
    name, table, number = place
    row = TABLES[name][table][number]

    whole, other = read(row["example"], TABLES), read(row["example"], without(place))

    assert whole != other
    if table == "event":
        assert row["kind"] in {event.kind for event in whole}
    if table == "outcome":
        assert row["kind"] in {event.kind for event in whole}
    if table == "motion":
        assert row["subject"] in {event.subject for event in whole}


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_without_its_row_nothing_is_asked_about_an_example(number: int) -> None:
    row = QUESTIONS[number]
    others = [other for n, other in enumerate(QUESTIONS) if n != number]
    text = row["example"]
    events = reader().read(text, filed_date=FILED)

    whole = Questions.of(QUESTIONS, reader()).about(text, events)
    other = Questions.of(others, reader()).about(text, events)

    assert (whole, other) == (row["about"], "")


@pytest.mark.parametrize(
    "text",
    [
        "ORDER granting 4 Motion to Compel.",
        "MINUTE ENTRY: Motion [4] to Compel is granted, motion to strike denied.",
        "REQUEST for Entry of Default as to Dove Inc. by Kestrel Corp.",
        "DEFAULT JUDGMENT for Kestrel Corp.",
        "MOTION to Dismiss Crossclaim by Dove Inc.",
        "ORDER: all hearings set for 6/5/2026 are VACATED.",
        "SUMMONS Returned Executed. Dove Inc. served on 5/4/2026.",
        "SUMMONS Returned Unexecuted as to Dove Inc.",
        "Minute Entry: Status Conference held on 5/4/2026.",
        "STANDING ORDER on courtroom devices",
        "PROPOSED ORDER on Motion to Compel",
        "CERTIFICATE OF SERVICE of Motion to Compel",
        "TRANSCRIPT of hearing held on 5/4/2026",
        "Hearing set for 6/9/2026 at 10:00 AM.",
        "",
    ],
)
def test_what_was_read_or_says_nothing_is_not_asked(text: str) -> None:
    events = reader().read(text, filed_date=FILED)

    assert question_about(text, events, filed_date=FILED) == ""


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ORDER: the hearing is set for June 5, 2025 at 9:00 AM.", "setting"),
        ("SCHEDULING ORDER: discovery closes on 2/2/2026.", "setting"),
        ("ORDER re the hearing set for June 5, 2025, which was held.", ""),
        ("ORDER: the response was due on 3/2/2026. It is late.", ""),
        ("ORDER: the status conference set for 4/1/2026 is vacated.", ""),
        ("ORDER: the hearing set for 4/1/2026 was continued to 6/5/2026.", ""),
        ("ORDER: the complaint was filed by 3/2/2026.", ""),
    ],
)
def test_an_order_that_sets_a_day_of_the_past_is_asked_about(
    text: str, asked: str
) -> None:
    text = f"{text} A report is due on 6/12/2026."
    events = reader().read(text, filed_date=FILED)

    assert question_about(text, events, filed_date=FILED) == asked


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("DUPLICATE: ORDER denying 12 Motion to Dismiss.", []),
        ("***DUPLICATE*** JUDGMENT for Kestrel Corp.", []),
        ("JUDGMENT for Kestrel Corp. (Duplicate entry of 16)", ["judgment_entered"]),
        ("ANSWER by Dove Inc. [This document was filed in error.]", ["answer_filed"]),
    ],
)
def test_a_duplicate_or_an_error_is_asked_about(text: str, kinds: list[str]) -> None:
    events = reader().read(text, filed_date=FILED)

    asked = question_about(text, events, filed_date=FILED)

    assert ([event.kind for event in events], asked) == (kinds, "error")
