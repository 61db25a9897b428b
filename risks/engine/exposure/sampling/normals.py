"""Standard normals from 32 random bits, four times as fast as the inverse.

The quantile is linear within each of 16,384 cells of probability, with an error of 1e-5
standard deviations; far out, where it bends more, the inverse itself is used.
"""

import math

import numpy as np
from scipy.special import ndtri

from risks.engine.exposure.sampling.streams import HalfWords
from risks.engine.money import Vector

BITS = 32
WORDS: int = 2**BITS
CELL_BITS = 18  # low bits of each word: the place within its cell
CELLS = 2 ** (BITS - CELL_BITS)
FAR = WORDS // 256
"""So many words at each end, eight in a thousand in all, go to the inverse."""


def uniforms(words: HalfWords) -> Vector:
    """Return numbers strictly between 0 and 1."""
    uniform = words.astype(np.float64)
    uniform += 0.5
    uniform *= 1 / WORDS
    return uniform


def first_word_above(chance: float) -> int:
    """Return the first word whose uniform is not below the probability."""
    return math.ceil(chance * WORDS - 0.5)


def normals(words: HalfWords) -> Vector:
    """Return the standard normal at the rank of each word among all words."""
    cell = (words >> CELL_BITS).astype(np.intp)
    normal = SLOPES.take(cell)
    normal *= words & (2**CELL_BITS - 1)
    normal += STARTS.take(cell)
    far = np.flatnonzero(words + FAR_WORD < 2 * FAR_WORD)  # wraps around at 2^32
    normal[far] = ndtri(uniforms(words[far]))
    return normal


def _lines() -> tuple[Vector, Vector]:
    """Return, by cell, the normal at its first word and the slope."""
    edges = np.linspace(0.0, 1.0, CELLS + 1)
    knots = ndtri(np.clip(edges, 1 / CELLS**2, 1 - 1 / CELLS**2))
    slopes = np.diff(knots) / 2**CELL_BITS
    return knots[:-1] + slopes / 2, slopes


FAR_WORD = np.uint32(FAR)
STARTS, SLOPES = _lines()
