"""Random numbers depend on their name only."""

from hashlib import blake2b

import numpy as np
import pytest

from risks.engine.exposure.sampling.distributions import Constant, Lognormal90, Pert
from risks.engine.exposure.sampling.draws import Draws, mean_of
from risks.engine.exposure.sampling.streams import STREAM_VERSION

SPREAD = Pert(low=1, mode=2, high=6)


def draws(risk_id: str = "suit", trials: int = 4096) -> Draws:
    return Draws(risk_id=risk_id, trials=trials)


def first_numbers(risk_id: str, component: str) -> list[float]:
    numbers: list[float] = draws(risk_id).stream(component).random(3).tolist()
    return numbers


def test_a_stream_is_blake2b_of_its_name_to_seed_sequence_to_sfc64() -> None:
    key = f"suit\x1ftrial\x1f{STREAM_VERSION}".encode()
    seed = int.from_bytes(blake2b(key, digest_size=32).digest(), "little")
    by_hand = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed)))

    assert first_numbers("suit", "trial") == by_hand.random(3).tolist()


def test_the_same_name_draws_the_same_numbers_again() -> None:
    assert first_numbers("suit", "trial") == first_numbers("suit", "trial")


@pytest.mark.parametrize(
    ("risk_id", "component"),
    [("suit", "appeal"), ("suit2", "trial"), ("版權", "trial")],
)
def test_another_risk_or_component_draws_others(risk_id: str, component: str) -> None:
    assert first_numbers(risk_id, component) != first_numbers("suit", "trial")


def test_a_trial_has_one_value_whichever_trials_are_asked_for() -> None:
    everywhere = draws().values("fee", SPREAD, where=draws().everywhere())

    chosen = draws().values("fee", SPREAD, where=np.array([7, 3]))

    assert chosen.tolist() == everywhere[[7, 3]].tolist()


def test_values_have_the_mean_of_their_distribution_and_both_its_tails() -> None:
    many = draws(trials=65_536)

    values = many.values(
        "fee", Lognormal90(low=1.0, high=10.0), where=many.everywhere()
    )

    beyond = float((values > 10).mean()), float((values < 1).mean())
    assert beyond == pytest.approx((0.05, 0.05), abs=4 * 0.218 / 256)


def test_a_uniform_is_never_nought_or_one() -> None:
    many = draws(trials=65_536)

    uniform = many.uniforms("node", where=many.everywhere())

    assert 0 < uniform.min() < 1e-3
    assert 1 - 1e-3 < uniform.max() < 1
    assert abs(uniform.mean() - 0.5) < 4 * np.sqrt(1 / 12 / 65_536)


def test_a_node_fires_in_its_share_of_the_trials_of_its_mask() -> None:
    where = draws(trials=65_536).everywhere()
    where[::2] = False

    fired = draws(trials=65_536).fires("node", Constant(value=0.3), where=where)

    assert not fired[::2].any()
    assert abs(fired[1::2].mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / 32_768)


def test_a_likelier_node_fires_wherever_it_did() -> None:
    where = draws().everywhere()

    rarely = draws().fires("node", Constant(value=0.3), where=where)
    often = draws().fires("node", Constant(value=0.4), where=where)

    assert np.all(often[rarely])


def test_the_ends_of_probability_are_never_and_always() -> None:
    where = draws().everywhere()

    assert not draws().fires("node", Constant(value=0), where=where).any()
    assert draws().fires("node", Constant(value=1), where=where).all()


def test_an_uncertain_chance_is_drawn_for_each_trial() -> None:
    chance = Pert(low=0, mode=0.2, high=1)
    where = draws(trials=65_536).everywhere()

    fired = draws(trials=65_536).fires("node", chance, where=where)

    assert abs(fired.mean() - chance.mean) < 4 * np.sqrt(0.3 * 0.7 / 65_536)


def test_an_empty_mask_fires_nowhere_and_is_not_shared() -> None:
    nowhere = draws().nowhere()

    fired = draws().fires("node", Constant(value=1), where=nowhere)
    fired[0] = True

    assert not nowhere.any()


def test_a_formula_may_read_means_instead_of_draws() -> None:
    assert mean_of("fee", SPREAD).tolist() == [2.5]
