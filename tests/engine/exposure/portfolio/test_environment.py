"""What a run is stored with."""

import numpy as np
import scipy

from risks.engine.exposure.portfolio.environment import environment
from risks.engine.exposure.sampling.terms import ENGINE_VERSION


def test_it_names_the_libraries_and_the_engine() -> None:
    found = environment()

    assert (found["numpy"], found["scipy"]) == (np.__version__, scipy.__version__)
    assert found["engine"] == ENGINE_VERSION


def test_the_processor_is_named_by_the_instructions_that_numpy_uses() -> None:
    assert environment()["processor"].split()
