"""The three ways to say a number."""

import math

import numpy as np
import pytest
from scipy.special import ndtri

from risks.engine.exposure.sampling.distributions import (
    Z95,
    Constant,
    Lognormal90,
    Pert,
    is_constant,
    reach,
)

QUANTILES = np.array([0.05, 0.5, 0.95, 0.99])


def test_z95_is_the_95_percent_quantile_of_the_standard_normal() -> None:
    assert ndtri(0.95) == pytest.approx(Z95, abs=1e-15)


def test_a_lognormal_is_known_by_its_ninety_percent_interval() -> None:
    severity = Lognormal90(low=1e5, high=1e6)

    assert severity.mu == pytest.approx(12.664218011467, abs=1e-12)
    assert severity.sigma == pytest.approx(0.699936169172, abs=1e-12)
    assert severity.mean == pytest.approx(404_001.282695, abs=1e-6)
    assert severity.median == pytest.approx(316_227.766017, abs=1e-6)


def test_the_quantiles_of_a_lognormal_follow_from_those_of_the_normal() -> None:
    low, median, high, p99 = Lognormal90(low=1e5, high=1e6).at(ndtri(QUANTILES))

    assert low == pytest.approx(1e5)
    assert median == pytest.approx(316_227.766017)
    assert high == pytest.approx(1e6)
    assert p99 == pytest.approx(1_611_237.428, abs=1e-3)


def test_an_interval_of_no_width_is_certain() -> None:
    assert Lognormal90(low=5.0, high=5.0).at(np.array([-3.0, 0.0, 3.0])) == (
        pytest.approx([5.0, 5.0, 5.0])
    )


def test_a_pert_has_the_mean_and_the_variance_of_the_textbook() -> None:
    award = Pert(low=750, mode=5000, high=30000)

    assert award.mean == pytest.approx(8458.3333, abs=1e-4)
    assert award.variance == pytest.approx(23_721_478.17, abs=1e-2)
    assert Pert(low=750, mode=30000, high=150000).mean == 45_125


def test_the_draws_of_a_pert_have_its_moments_and_stay_inside() -> None:
    award = Pert(low=750, mode=5000, high=30000)
    even = ndtri((np.arange(100_000) + 0.5) / 100_000)

    drawn = award.at(even)

    assert float(drawn.mean()) == pytest.approx(award.mean, rel=1e-6)
    assert float(drawn.var()) == pytest.approx(award.variance, rel=1e-4)
    assert drawn.min() >= 750
    assert drawn.max() <= 30000


def test_a_pert_of_no_width_is_certain() -> None:
    assert Pert(low=7, mode=7, high=7).at(np.zeros(2)).tolist() == [7, 7]


@pytest.mark.parametrize(
    "number", [Lognormal90(low=1e5, high=1e6), Pert(low=1, mode=2, high=9)]
)
def test_more_luck_never_draws_less(number: Lognormal90 | Pert) -> None:
    normal = np.linspace(-8, 8, 2001)

    assert np.all(np.diff(number.at(normal)) >= 0)
    assert float(number.at(np.zeros(1))[0]) < number.highest


def test_only_a_plain_number_is_constant() -> None:
    assert is_constant(Constant(value=1), Constant(value=2))
    assert not is_constant(Constant(value=1), Pert(low=1, mode=1, high=1))


def test_the_reach_of_a_lognormal_is_six_standard_deviations_up() -> None:
    number = Lognormal90(low=1.0, high=10.0)

    assert reach(number) == pytest.approx(math.exp(number.mu + 6 * number.sigma))
    assert reach(Pert(low=1, mode=2, high=3)) == 3
    assert reach(Lognormal90(low=1e-300, high=1e300)) == math.inf
