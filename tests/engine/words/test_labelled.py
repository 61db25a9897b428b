"""What is read in real entries that a reader has labelled, where they are there."""

import pytest

from tests.court_files import court_file
from tests.engine.words.labelled import labelled, measure


@pytest.mark.parametrize(
    ("what", "least"), [("dates", 0.97), ("vacated", 0.95), ("periods", 0.75)]
)
def test_dates_of_labelled_entries_are_read_and_what_is_read_is_right(
    what: str, least: float
) -> None:
    entries = labelled(court_file("words/labelled.jsonl"))

    tally = measure(entries)[what]

    assert tally.precision >= least
    assert tally.recall >= least
