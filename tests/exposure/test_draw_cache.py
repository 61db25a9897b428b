"""Draws on disk: equal to the bit, or drawn again."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from risks.engine.exposure.portfolio.metrics import Mean
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.sampling.losses import Losses
from risks.exposure.operations import DrawCache, Drawn, Pricer, draw_cache
from risks.exposure.operations.draw_cache import NotADraw, packed, unpacked
from risks.exposure.queries import Inputs, present_inputs
from tests.exposure.examples import INJUNCTION, SUIT, assume
from tests.factories import TODAY, make_company, make_risk

KEY = "ab" * 32


@pytest.fixture
def inputs(db: None) -> list[Inputs]:
    company = make_company()
    suit = make_risk("R-1", company=company, kind="copyright_suit")
    assume(suit, SUIT)
    threat = make_risk("R-2", company=company, kind="injunction")
    assume(threat, {**INJUNCTION, "linked_suit": "R-1"})
    assume(make_risk("R-3", company=company))
    return present_inputs(company, today=TODAY)


def file_of(draws: Path) -> Path:
    (path,) = draws.iterdir()
    return path


def hash_of(drawn: Drawn) -> str:
    return loss_hash(drawn.losses)


def some(cents: list[int], *, trials: int = 64) -> Drawn:
    dense = np.zeros(trials)
    dense[: len(cents)] = cents
    return Drawn(losses=Losses.of(dense), mean=Mean(cents=float(sum(cents)), error=0.1))


def test_what_was_drawn_before_is_found_again(
    inputs: list[Inputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = [Pricer().drawn(each) for each in inputs]
    monkeypatch.setattr("risks.exposure.operations.price.price_risk", refuse)

    found = [Pricer().drawn(each) for each in inputs]

    assert [hash_of(each) for each in found] == [hash_of(each) for each in fresh]
    assert [each.mean for each in found] == [each.mean for each in fresh]


def refuse(*_args: object, **_named: object) -> None:
    raise AssertionError("drawn again")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: content[:-1], id="torn"),
        pytest.param(lambda content: content[:100] + b"x" + content[101:], id="bit"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"no draws at all", id="foreign"),
    ],
)
def test_a_spoilt_file_is_drawn_again_and_replaced(
    inputs: list[Inputs],
    draws: Path,
    spoil: Callable[[bytes], bytes],
    caplog: pytest.LogCaptureFixture,
) -> None:
    first = Pricer().drawn(inputs[2])
    sound = file_of(draws).read_bytes()
    file_of(draws).write_bytes(spoil(sound))

    again = Pricer().drawn(inputs[2])

    assert hash_of(again) == hash_of(first)
    assert file_of(draws).read_bytes() == sound
    assert "not read" in caplog.text


def test_draws_of_another_machine_are_not_trusted(
    inputs: list[Inputs], draws: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Pricer().drawn(inputs[2])
    sound = file_of(draws).read_bytes()
    monkeypatch.setattr(draw_cache, "_machine", lambda: b"m" * 32)

    with pytest.raises(NotADraw, match="another machine"):
        unpacked(sound, key=file_of(draws).stem)


def test_a_file_under_another_name_is_not_trusted() -> None:
    with pytest.raises(NotADraw, match="other inputs"):
        unpacked(packed(some([5]), key=KEY), key="cd" * 32)


def test_without_room_nothing_is_kept(
    inputs: list[Inputs], draws: Path, settings: Settings
) -> None:
    settings.EXPOSURE_CACHE_MB = 0

    Pricer().drawn(inputs[2])

    assert not draws.exists()


def test_a_folder_that_cannot_be_written_costs_time_only(
    inputs: list[Inputs], draws: Path, caplog: pytest.LogCaptureFixture
) -> None:
    draws.write_text("a file where the folder should be")

    drawn = Pricer().drawn(inputs[2])

    assert drawn.losses.trial.size > 0
    assert "not kept" in caplog.text


def test_the_day_and_the_capacity_do_not_matter_to_what_is_kept(
    inputs: list[Inputs], draws: Path
) -> None:
    Pricer().drawn(inputs[2])
    tomorrow = replace(inputs[2], valuation_date=TODAY + timedelta(days=1))
    richer = replace(tomorrow, terms=replace(inputs[2].terms, capacity=1e9))

    Pricer().drawn(richer)

    assert len(list(draws.iterdir())) == 1


def test_what_was_not_used_for_longest_is_removed(draws: Path) -> None:
    size = len(packed(some([5]), key=KEY))
    cache = DrawCache(draws, limit_bytes=9 * size)
    keys = [digit * 64 for digit in "abc"]
    for age, key in enumerate(keys):
        cache.put(key, some([5]))
        os.utime(draws / f"{key}.draws", (age, age))
    cache.get(keys[0])

    DrawCache(draws, limit_bytes=2 * size).trim()

    assert [cache.get(key) is not None for key in keys] == [True, False, True]


def test_many_writes_stay_near_the_limit_without_being_asked(draws: Path) -> None:
    size = len(packed(some([5]), key=KEY))
    cache = DrawCache(draws, limit_bytes=3 * size)

    for number in range(20):
        cache.put(f"{number:064x}", some([5]))

    assert len(list(draws.iterdir())) == 3


def test_another_process_may_remove_a_file_first(
    draws: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = DrawCache(draws, limit_bytes=1)
    cache.put(KEY, some([5]))
    unlink = Path.unlink

    def removed_already(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002
        unlink(path)
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", removed_already)
    cache.trim()

    assert cache.get(KEY) is None


@given(
    st.lists(
        st.one_of(
            st.integers(0, 2**33),
            st.integers(-(2**50), 2**50),
        ),
        max_size=64,
    )
)
def test_any_losses_come_back_as_they_were(cents: list[int]) -> None:
    drawn = some(cents)

    back = unpacked(packed(drawn, key=KEY), key=KEY)

    assert hash_of(back) == hash_of(drawn)
    assert back.mean == drawn.mean
    assert back.losses.trial.dtype == drawn.losses.trial.dtype
