"""Numbers as people type them, to and from the JSON of a register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.web.assumptions.typed_numbers import NotANumber, read_typed, typed

AMOUNTS = st.one_of(
    st.integers(min_value=-(10**15), max_value=10**15),
    st.floats(allow_nan=False, allow_infinity=False),
)
NUMBERS = st.one_of(
    AMOUNTS,
    st.tuples(AMOUNTS, AMOUNTS).map(lambda ends: {"lognormal90": list(ends)}),
    st.lists(st.lists(AMOUNTS, min_size=2, max_size=2), min_size=1).map(
        lambda pairs: {"table": pairs}
    ),
    st.tuples(AMOUNTS, AMOUNTS, AMOUNTS).map(lambda three: {"pert": list(three)}),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.35", 0.35),
        ("35 %", 0.35),
        ("1,000,000", 1_000_000),
        ("-1.5", -1.5),
        ("−1.5", -1.5),
        ("2.5m", 2_500_000),
        ("3000000 to 15000000", {"lognormal90": [3_000_000, 15_000_000]}),
        ("3 m to 15 m", {"lognormal90": [3_000_000, 15_000_000]}),
        ("3,000,000 – 15,000,000", {"lognormal90": [3_000_000, 15_000_000]}),
        ("750, 5000, 30000", {"pert": [750, 5000, 30_000]}),
        ("750; 5,000; 30,000", {"pert": [750, 5000, 30_000]}),
        ("10 %, 20 %, 30 %", {"pert": [0.1, 0.2, 0.3]}),
        (
            "0.01, 0.03, 0.05 × revenue",
            {"fact": "revenue", "times": {"pert": [0.01, 0.03, 0.05]}},
        ),
        ("1 × revenue: Hailuo AI", {"fact": "revenue: Hailuo AI", "times": 1}),
        ("5 (0.7), 20 (30 %)", {"table": [[5, 0.7], [20, 0.3]]}),
        ("yes", True),
        ('{"constant": 5}', {"constant": 5}),
    ],
)
def test_a_number_is_read_as_it_is_typed(text: str, number: object) -> None:
    assert read_typed(text) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.35, "0.35"),
        (4_000_000.0, "4000000"),
        ({"constant": 5}, "5"),
        ({"pert": [750, 5000, 30000]}, "750, 5000, 30000"),
        ({"lognormal90": [3e6, 1.5e7]}, "3000000 to 15000000"),
        ({"table": [[5, 0.7], [20, 0.3]]}, "5 (0.7), 20 (0.3)"),
        ({"fact": "cash", "times": 0.5}, "0.5 × cash"),
        (False, "no"),
        ("strong", "strong"),
        (None, ""),
        ([1, 2], "[1, 2]"),
    ],
)
def test_a_value_is_shown_as_a_person_would_type_it(value: object, text: str) -> None:
    assert typed(value) == text


@given(NUMBERS)
def test_what_is_shown_is_read_back_as_it_was(value: object) -> None:
    assert read_typed(typed(value)) == value


def test_three_numbers_without_spaces_might_be_one() -> None:
    with pytest.raises(NotANumber, match="Type 100200300, or 100, 200, 300"):
        read_typed("100,200,300")


@pytest.mark.parametrize("text", ["", "  ", "1, 2", "12..5", "1 to 2 to 3", "%", "{"])
def test_what_is_no_number_is_told_in_one_line(text: str) -> None:
    with pytest.raises(NotANumber) as refused:
        read_typed(text)

    assert "\n" not in str(refused.value)


def test_a_word_is_kept_where_a_word_stood() -> None:
    assert read_typed("moderate", like="strong") == "moderate"


def test_a_word_is_refused_where_a_number_stood() -> None:
    with pytest.raises(NotANumber, match="no number"):
        read_typed("plenty", like=0.5)
