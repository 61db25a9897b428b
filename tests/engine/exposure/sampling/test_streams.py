"""Any place of a stream, without the places before it."""

from hashlib import blake2b

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.sampling.streams import (
    STREAM_VERSION,
    half_words_at,
    split_mix,
)

PUBLISHED = (
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
)
"""The first outputs of the reference SplitMix64 in C, of the seed 1234567."""


def test_the_outputs_are_those_of_the_reference_implementation() -> None:
    found = split_mix(np.arange(5), seed=1234567)

    assert tuple(found.tolist()) == PUBLISHED


def test_half_words_are_upper_halves_seeded_by_the_blake2b_of_their_name() -> None:
    key = f"suit\x1ftrial\x1f{STREAM_VERSION}".encode()
    seed = int.from_bytes(blake2b(key, digest_size=32).digest()[:8], "little")
    by_hand = [word >> 32 for word in split_mix(np.arange(9), seed=seed).tolist()]

    found = half_words_at(np.arange(9), name="suit", component="trial")

    assert found.tolist() == by_hand


@given(st.lists(st.integers(min_value=0, max_value=65_535), max_size=20))
def test_a_place_has_one_word_whichever_others_are_asked_for(places: list[int]) -> None:
    everywhere = half_words_at(np.arange(65_536), name="suit", component="trial")
    chosen = np.array(places, dtype=np.intp)

    found = half_words_at(chosen, name="suit", component="trial")

    assert found.tolist() == everywhere[chosen].tolist()


def test_the_words_of_two_nodes_are_unrelated() -> None:
    """Each bit of one with each of the other, over 65,536 trials."""
    trials = np.arange(65_536)
    one, other = (
        half_words_at(trials, name="suit", component=component)
        for component in ("trial", "appeal")
    )

    bits = [
        np.unpackbits(words.view(np.uint8).reshape(-1, 4), axis=1) * 2.0 - 1
        for words in (one, other)
    ]

    assert np.abs(bits[0].T @ bits[1]).max() < 5 * np.sqrt(trials.size)


def test_the_words_of_a_node_are_spread_evenly() -> None:
    trials = np.arange(65_536)

    words = half_words_at(trials, name="suit", component="trial")

    counts = np.bincount(words >> 24, minlength=256)
    chi_square = float(np.square(counts - 256).sum() / 256)
    assert abs(chi_square - 255) < 4 * np.sqrt(2 * 255)
