"""What a loading means, for the person who chooses it."""

import math

import pytest
from scipy.special import ndtr, ndtri

from risks.engine.exposure.sampling.drivers import implied


def test_no_loading_changes_nothing() -> None:
    nothing = implied(0.0)

    assert nothing.relative_rate == 1
    assert (nothing.event_chance, nothing.court_chance) == pytest.approx((0.1, 0.1))


@pytest.mark.parametrize("loading", [0.2, 0.4, 0.6, -0.4])
def test_its_figures_are_those_of_the_models(loading: float) -> None:
    at_worst = loading * ndtri(0.95)

    found = implied(loading)

    assert found.relative_rate == pytest.approx(math.exp(at_worst - loading**2 / 2))
    assert found.court_chance == pytest.approx(
        ndtr((ndtri(0.1) + at_worst) / math.sqrt(1 - loading**2))
    )
    assert (found.event_chance > 0.1) == (loading > 0)


def test_it_reads_as_a_sentence() -> None:
    assert implied(0.6).words == (
        "when the driver is at its worst in twenty, events come 2.24 times as often; "
        "a 10 % event happens with 21.5 %, a 10 % ruling falls with 35.6 %"
    )
