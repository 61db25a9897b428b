"""The subject that a person types beside an event."""

import pytest

from risks.engine.words.subjects import subject_as_known


@pytest.mark.parametrize(
    ("kind", "typed", "known"),
    [
        ("motion_filed", "Motion to Dismiss", "motion_to_dismiss"),
        ("motion_denied", "motion_to_dismiss", "motion_to_dismiss"),
        ("motion_granted", "summary judgment", "summary_judgment"),
        ("motion_filed", "expedite hearing", "expedite hearing"),
        ("appeared", "Plaintiff", "plaintiff"),
        ("court_set_date", "Answer to the motion to dismiss", None),
        ("motion_filed", "", ""),
    ],
)
def test_a_motion_is_spelled_as_the_rule_book_has_it(
    kind: str, typed: str, known: str | None
) -> None:
    assert subject_as_known(kind, typed) == (typed if known is None else known)
