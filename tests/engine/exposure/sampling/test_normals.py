"""Standard normals by table: the inverse to five digits, everywhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from risks.engine.exposure.sampling.normals import (
    FAR,
    first_word_above,
    normals,
    uniforms,
)
from risks.engine.exposure.sampling.streams import HalfWords

LAST = 2**32 - 1


def half_words(*words: int) -> HalfWords:
    return np.array(words, dtype=np.uint32)


def test_normals_are_the_inverse_to_a_hundred_thousandth() -> None:
    words = np.arange(0, 2**32, 9973).astype(np.uint32)

    deviation = np.abs(normals(words) - ndtri(uniforms(words)))

    assert deviation.max() < 1e-5


@pytest.mark.parametrize("word", [0, 1, FAR - 1, LAST - FAR + 1, LAST])
def test_far_out_they_are_the_inverse_itself(word: int) -> None:
    words = half_words(word)

    assert normals(words) == ndtri(uniforms(words))


@given(st.integers(min_value=0, max_value=LAST - 1))
def test_a_higher_word_is_never_a_lower_normal(word: int) -> None:
    lower, higher = normals(half_words(word, word + 1))

    assert lower <= higher


def test_they_rise_where_lines_meet_the_inverse() -> None:
    for border in (FAR, LAST - FAR + 1):
        words = np.arange(border - 8192, border + 8192).astype(np.uint32)

        assert np.all(np.diff(normals(words)) >= 0)


def test_a_word_and_its_mirror_are_opposite() -> None:
    words = np.arange(0, 2**32, 99_991).astype(np.uint32)

    assert normals(~words) == pytest.approx(-normals(words), abs=1e-12)


@given(st.floats(min_value=0, max_value=1), st.integers(min_value=0, max_value=LAST))
def test_the_first_word_above_a_chance_parts_the_uniforms(
    chance: float, word: int
) -> None:
    words = half_words(word)

    below = words < first_word_above(chance)

    assert below == (uniforms(words) < chance)


def test_the_ends_of_a_chance_are_no_word_and_every_word() -> None:
    assert first_word_above(0.0) == 0
    assert first_word_above(1.0) == LAST + 1
