"""Parameters as rows to read."""

from hypothesis import given
from hypothesis import strategies as st

from risks.web.assumptions.rows import Row, readable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def only(name: str, value: object) -> Row:
    [row] = readable({name: value})
    return row


def test_a_probability_is_a_percentage() -> None:
    assert only("p_wilful", 0.25).text == "25 %"


def test_money_has_thousands() -> None:
    assert only("fee", 1_500_000).text == "1,500,000"


def test_a_small_number_keeps_its_fraction() -> None:
    assert only("own_elasticity", -1.5) == Row(label="Own elasticity", text="-1.5")


def test_a_log_normal_is_said_as_an_interval() -> None:
    told = only("severity", {"lognormal90": [5_000_000, 80_000_000]}).text

    assert told == "90 % of outcomes from 5,000,000 to 80,000,000 (log-normal)"


def test_a_pert_is_said_with_its_mode() -> None:
    told = only("share", {"pert": [0.15, 0.35, 0.8]}).text

    assert told == "15 % to 80 %, most likely 35 % (PERT)"


def test_a_constant_is_its_number() -> None:
    assert only("severity", {"constant": 4_000_000}).text == "4,000,000"


def test_a_list_of_named_things_keeps_the_names() -> None:
    row = only("claims", [{"name": "direct", "p_liable": 0.4}])

    assert row.rows[0].label == "Direct"
    assert row.rows[0].rows == (Row(label="Probability of liability", text="40 %"),)


def test_what_is_no_distribution_is_nested() -> None:
    row = only("decided", {"motion_to_dismiss": "passed"})

    assert row.rows == (Row(label="Motion to dismiss", text="passed"),)


def test_an_empty_object_has_no_rows() -> None:
    assert only("decided", {}) == Row(label="Decided already")


@given(st.dictionaries(st.text(), JSON))
def test_any_json_can_be_read(parameters: dict[str, object]) -> None:
    rows = readable(parameters)

    assert len(rows) == len(parameters)
