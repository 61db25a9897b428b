"""The one real docket beside the project: which of its dates somebody had to keep."""

from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from risks.engine.words.events import Recognised, recognise
from tests.court_files import court_file

SET = {"hearing_set", "trial_set", "scheduling_conference_set", "court_set_date"}
KEPT = {
    "2006-02-22",
    "2006-03-01",
    "2006-03-27",
    "2006-04-10 08:30",
    "2006-05-09",
    "2006-05-10",
    "2006-05-10 08:30",
    "2006-05-26",
    "2006-06-10",
    "2006-06-12 10:00",
    "2006-06-26 10:00",
    "2006-08-28 10:00",
    "2006-10-16",
    "2006-11-06",
    "2007-01-08 09:00",
    "2007-01-16 09:00",
}


def test_every_date_of_the_real_docket_is_read_and_no_other(sandbox: Sandbox) -> None:
    page = court_file("pacer-docket-cacd.html")

    (docket,) = read_dockets(page, court_id="cacd", sandbox=sandbox).dockets

    read = [
        event
        for entry in docket.entries
        for event in recognise(entry.text, filed_date=entry.filed_date)
    ]

    kept = {_written(one) for one in read if one.kind in SET}
    assert kept == KEPT
    vacated = {str(event.date) for event in read if event.kind == "date_vacated"}
    assert vacated == {"2006-05-10", "2006-06-12"}


def _written(event: Recognised) -> str:
    return f"{event.date} {event.clock}"[:16] if event.clock else str(event.date)
