"""What a figure was computed with: numbers may differ in the last bit elsewhere."""

from functools import cache

import numpy as np
import scipy

from risks.engine.exposure.sampling.terms import ENGINE_VERSION


@cache
def _processor() -> str:
    """The vector instructions that NumPy was built for and those it found here."""
    found = np.show_config(mode="dicts")["SIMD Extensions"]
    return " ".join([*found.get("baseline", ()), *found.get("found", ())])


def environment() -> dict[str, str]:
    """To store with a run: equal hashes are promised for equal environments."""
    return {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "engine": ENGINE_VERSION,
        "processor": _processor(),
    }
