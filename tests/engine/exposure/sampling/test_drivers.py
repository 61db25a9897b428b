"""Drivers: evenly drawn, and what loads on the same one goes wrong together."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from risks.engine.exposure.portfolio.register import Priced
from risks.engine.exposure.sampling.drivers import (
    Loading,
    conditional,
    driver_by_trial,
    quadrature,
    tilt_of,
)
from risks.engine.money import Vector
from tests.engine.exposure.registers import (
    STANDARD_ERRORS,
    Json,
    event,
    governance,
    injunction,
    is_near,
    price_war,
    priced,
    stage,
    suit,
)
from tests.fuzz import examples

TRIALS = 65_536
STRATA = 256
DRIVERS = ["macro", "precedent"]
EACH_KIND = (
    event(rate_per_year=0.2),
    event(probability_horizon=0.3),
    governance(),
    suit(),
    injunction(),
    price_war(probability_horizon=0.3),
)
NAMES = ["rate", "probability", "governance", "suit", "injunction", "price war"]
loadings = st.floats(min_value=-0.7, max_value=0.7)
chances = st.floats(min_value=0.001, max_value=0.999)
few = examples(8)


def with_drivers(*risks: Json, **terms: Any) -> Priced:
    return priced(*risks, drivers=DRIVERS, **terms)


def loaded(risk: Json, **on: float) -> Json:
    return risk | {"loadings": on}


def happens(losses: Vector) -> float:
    return float((losses > 0).mean())


def chance_error(chance: float) -> float:
    return STANDARD_ERRORS * math.sqrt(chance * (1 - chance) / TRIALS)


@pytest.mark.parametrize("driver", ["macro", "判例"])
def test_a_driver_has_equally_many_trials_in_each_stratum(driver: str) -> None:
    drawn = driver_by_trial(driver, trials=TRIALS)

    stratum = np.floor(STRATA * ndtr(drawn)).astype(np.int64)
    assert np.bincount(stratum).tolist() == [TRIALS // STRATA] * STRATA


def test_a_driver_is_a_standard_normal_in_no_order() -> None:
    drawn = driver_by_trial("macro", trials=TRIALS)

    assert abs(drawn.mean()) < 1e-3
    assert drawn.var() == pytest.approx(1, abs=2e-3)
    assert abs(np.corrcoef(drawn[1:], drawn[:-1])[0, 1]) < 4 / STRATA


def test_a_driver_forgotten_is_drawn_again_to_the_bit() -> None:
    before = driver_by_trial("macro", trials=4096).tobytes()
    for number in range(100):
        driver_by_trial(f"other {number}", trials=4096)

    assert driver_by_trial("macro", trials=4096).tobytes() == before


def test_drivers_of_other_names_have_nothing_to_do_with_each_other() -> None:
    one, other = (driver_by_trial(name, trials=TRIALS) for name in DRIVERS)

    assert abs(np.corrcoef(one, other)[0, 1]) < 4 / STRATA


def test_what_all_risks_share_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        driver_by_trial("macro", trials=1024)[0] = 1.0


@pytest.mark.parametrize("trials", [1, 2, 64])
def test_a_short_run_has_one_trial_in_each_stratum(trials: int) -> None:
    drawn = driver_by_trial("macro", trials=trials)

    stratum = np.floor(trials * ndtr(np.sort(drawn)))
    assert stratum.tolist() == list(range(trials))


@given(chances, st.floats(min_value=0, max_value=0.998))
def test_the_factor_of_a_court_keeps_a_chance_on_average(
    chance: float, variance: float
) -> None:
    mean = sum(
        weight * conditional(chance, tilt, variance=variance)
        for weight, tilt in quadrature(variance)
    )

    assert float(mean) == pytest.approx(chance, abs=1e-7)


@pytest.mark.parametrize("tilt", [-3.0, 0.0, 3.0])
def test_what_is_certain_no_driver_can_move(tilt: float) -> None:
    assert conditional(np.array([0.0, 1.0]), tilt, variance=0.36).tolist() == [0, 1]


@pytest.mark.parametrize("variance", [0.0, 0.04, 0.36, 0.8])
def test_the_points_of_the_quadrature_have_the_moments_of_the_tilt(
    variance: float,
) -> None:
    points = quadrature(variance)

    assert math.fsum(weight for weight, _ in points) == pytest.approx(1)
    assert math.fsum(weight * tilt for weight, tilt in points) == pytest.approx(0)
    second = math.fsum(weight * tilt**2 for weight, tilt in points)
    assert second == pytest.approx(variance)


def test_the_factor_on_a_rate_has_a_mean_of_one() -> None:
    tilt = tilt_of(
        [Loading(driver="macro", loading=0.6), Loading(driver="m", loading=-0.4)],
        trials=TRIALS,
    )

    assert tilt is not None
    assert tilt.variance == pytest.approx(0.52)
    assert tilt.relative_rate.mean() == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("measure", ["probability_horizon", "probability_per_year"])
@given(chance=chances, loading=loadings)
@few
def test_a_loading_keeps_the_chance_of_an_event(
    chance: float, loading: float, measure: str
) -> None:
    years = 3 if measure == "probability_per_year" else 1
    stated = 1 - (1 - chance) ** years
    risk = event("event", severity=1, **{measure: chance})

    losses = with_drivers(loaded(risk, macro=loading)).total.dense()

    assert happens(losses) == pytest.approx(stated, abs=chance_error(stated) + 1e-4)


@given(st.floats(min_value=0.01, max_value=1), loadings)
@few
def test_a_loading_keeps_the_mean_number_of_events(rate: float, loading: float) -> None:
    risk = event(severity=1, rate_per_year=rate)

    counted = with_drivers(loaded(risk, macro=loading)).total.dense()

    assert is_near(counted, 3 * rate)


@given(chances, loadings)
@few
def test_a_loading_keeps_the_chance_that_an_order_is_granted(
    chance: float, loading: float
) -> None:
    risk = injunction(p_sought=1, p_granted=chance)

    losses = with_drivers(loaded(risk, macro=loading)).total.dense()

    assert happens(losses) == pytest.approx(chance, abs=chance_error(chance) + 1e-4)


@given(chances, loadings)
@few
def test_a_loading_keeps_the_chance_of_a_verdict(chance: float, loading: float) -> None:
    claims = [{"name": "direct", "p_liable": chance}]
    risk = suit(stages=[stage("trial")], claims=claims, p_appeal=0)

    losses = with_drivers(loaded(risk, macro=loading)).total.dense()

    assert happens(losses) == pytest.approx(chance, abs=chance_error(chance) + 1e-4)


@pytest.mark.parametrize("risk", EACH_KIND, ids=NAMES)
def test_the_order_of_loadings_is_no_matter(risk: Json) -> None:
    one = with_drivers(loaded(risk, macro=0.3, precedent=0.5))
    other = with_drivers(loaded(risk, precedent=0.5, macro=0.3))

    assert one.hash == other.hash
    assert one.portfolio == other.portfolio


@pytest.mark.parametrize("risk", EACH_KIND, ids=NAMES)
def test_a_loading_of_nought_changes_no_bit(risk: Json) -> None:
    unloaded, nought = priced(risk), with_drivers(loaded(risk, macro=0))

    assert nought.hash == unloaded.hash
    assert nought.portfolio == unloaded.portfolio


@pytest.mark.parametrize("risk", EACH_KIND, ids=NAMES)
def test_where_a_driver_is_high_every_kind_of_risk_is_dearer(risk: Json) -> None:
    bad = driver_by_trial("macro", trials=TRIALS) > 0

    losses = with_drivers(loaded(risk, macro=0.6)).total.dense()
    hedged = with_drivers(loaded(risk, macro=-0.6)).total.dense()

    assert losses[bad].mean() > 1.3 * losses[~bad].mean()
    assert hedged[~bad].mean() > 1.3 * hedged[bad].mean()


def many(*, loading: float) -> Priced:
    risks = [
        loaded(event(f"risk {number}", probability_horizon=0.1), macro=loading)
        for number in range(60)
    ]
    return with_drivers(*risks)


def test_what_goes_wrong_together_has_a_longer_tail_though_each_stays_as_it_is() -> (
    None
):
    apart, together = many(loading=0), many(loading=0.6)

    assert together.portfolio.expected == apart.portfolio.expected
    assert together.portfolio.p95 > 1.2 * apart.portfolio.p95
    assert together.portfolio.tvar95 > 1.3 * apart.portfolio.tvar95
    for alone in together.risks.values():
        assert alone.p_positive == pytest.approx(0.1, abs=1.2 * chance_error(0.1))
        assert alone.p95 == pytest.approx(316_227.766, rel=0.06)


def test_opposite_loadings_hedge_each_other() -> None:
    one, other = event("one", rate_per_year=0.5), event("other", rate_per_year=0.5)

    alike = with_drivers(loaded(one, macro=0.6), loaded(other, macro=0.6))
    opposite = with_drivers(loaded(one, macro=0.6), loaded(other, macro=-0.6))

    assert opposite.portfolio.expected == alike.portfolio.expected
    assert opposite.portfolio.tvar95 < 0.9 * alike.portfolio.tvar95
