"""The software and processor of a computation; others may differ in the last bit."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import scipy

from risks.engine.exposure.sampling.terms import ENGINE_VERSION


@cache
def environment() -> Mapping[str, str]:
    """Return the environment; equal loss hashes need equal environments."""
    return MappingProxyType(
        {
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "engine": ENGINE_VERSION,
            "processor": _processor(),
        }
    )


def _processor() -> str:
    """Return the vector instructions that NumPy was built for and found here."""
    found = np.show_config(mode="dicts")["SIMD Extensions"]
    return " ".join([*found.get("baseline", ()), *found.get("found", ())])
