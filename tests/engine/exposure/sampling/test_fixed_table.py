"""A number that has one of a few values."""

import numpy as np
import pytest
from scipy.special import ndtri

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.sampling.fixed_table import Table
from tests.engine.exposure.registers import cents, event, priced

FINES = {"table": [[100_000, 0.7], [1_000_000, 0.25], [20_000_000, 0.05]]}


def test_each_value_is_drawn_as_often_as_its_chance_says() -> None:
    losses = cents(event(probability_horizon=1, severity=FINES))

    shares = [np.mean(losses == 100 * value) for value, _ in FINES["table"]]

    assert shares == pytest.approx([0.7, 0.25, 0.05], abs=0.01)


def test_the_mean_is_exact() -> None:
    result = priced(event(probability_horizon=0.1, severity=FINES))

    assert result.portfolio.expected == 132_000.0
    assert result.portfolio.standard_error == 0


def test_a_likelier_small_value_never_costs_more() -> None:
    one = Table(values=(1.0, 2.0), chances=(0.5, 0.5))
    other = Table(values=(1.0, 2.0), chances=(0.6, 0.4))
    normal = ndtri((np.arange(1000) + 0.5) / 1000)

    assert (other.at(normal) <= one.at(normal)).all()


def test_the_median_is_the_value_at_half_the_ranks() -> None:
    assert Table(values=(1.0, 2.0, 3.0), chances=(0.4, 0.2, 0.4)).median == 2.0


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ([], "severity.table: must hold at least one"),
        ([[1, 0.5], [2, 0.4]], "severity.table: the chances must add up to 1, not 0.9"),
        ([[2, 0.5], [1, 0.5]], "severity.table: the values must rise, not 2.0, 1.0"),
        ([[1, 0], [2, 1]], "severity.table[0][1]: must be above 0, at most 1, not 0"),
        ([[-1, 0.5], [2, 0.5]], "severity.table[0][0]: must be from 0 to"),
        ([[1], [2, 1]], "severity.table[0]: must be a list of 2 numbers"),
        ("often", "severity.table: must be a list, not a text"),
    ],
)
def test_a_table_that_is_none_is_refused_by_its_field(
    table: object, problem: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        priced(event(severity={"table": table}))

    assert str(refused.value).startswith(f'risk "event", {problem}')
