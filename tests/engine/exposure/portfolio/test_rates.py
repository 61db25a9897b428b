"""Exchange rates: the latest that is not too old, either way round."""

from datetime import date, timedelta

import pytest

from risks.engine.exposure.portfolio.rates import ExchangeRate, NoRate, rate_between

FRIDAY = date(2026, 5, 22)


def published(
    on: date = FRIDAY, rate: float = 7.2, base: str = "USD", quote: str = "CNY"
) -> ExchangeRate:
    return ExchangeRate(base=base, quote=quote, on=on, rate=rate)


def usd_to_cny(*among: ExchangeRate, on: date = FRIDAY) -> float:
    return rate_between("USD", "CNY", on=on, among=among)


def test_the_rate_of_the_day_is_the_rate() -> None:
    assert usd_to_cny(published(rate=7.2)) == 7.2


def test_a_rate_holds_over_the_weekend_and_for_a_week() -> None:
    sunday, week_later = FRIDAY + timedelta(days=2), FRIDAY + timedelta(days=7)

    assert usd_to_cny(published(), on=sunday) == 7.2
    assert usd_to_cny(published(), on=week_later) == 7.2


def test_a_rate_of_more_than_a_week_ago_is_refused_with_its_date() -> None:
    with pytest.raises(NoRate, match="on 2026-05-30; the latest is of 2026-05-22"):
        usd_to_cny(published(), on=FRIDAY + timedelta(days=8))


def test_a_rate_of_tomorrow_is_not_known_yet() -> None:
    with pytest.raises(NoRate, match=r"no rate USD to CNY on 2026-05-22$"):
        usd_to_cny(published(on=FRIDAY + timedelta(days=1)))


def test_the_opposite_rate_serves_by_its_inverse() -> None:
    assert usd_to_cny(published(base="CNY", quote="USD", rate=0.125)) == 8


def test_on_the_same_day_the_direction_asked_for_comes_first() -> None:
    direct = published(rate=7.2)
    inverse = published(base="CNY", quote="USD", rate=0.125)

    assert usd_to_cny(direct, inverse) == usd_to_cny(inverse, direct) == 7.2


@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_rate_wins_whatever_the_order_and_direction(order: int) -> None:
    old = published(on=FRIDAY - timedelta(days=2), rate=7.1)
    newer = published(
        on=FRIDAY - timedelta(days=1), base="CNY", quote="USD", rate=0.125
    )

    assert usd_to_cny(*(newer, old)[::order]) == 8


def test_there_is_no_rate_by_way_of_a_third_currency() -> None:
    third = (published(quote="EUR", rate=0.9), published(base="EUR", rate=8.0))

    with pytest.raises(NoRate, match="no rate USD to CNY"):
        usd_to_cny(*third)


def test_of_no_rates_there_is_none() -> None:
    with pytest.raises(NoRate, match=r"no rate USD to CNY on 2026-05-22$"):
        usd_to_cny()
