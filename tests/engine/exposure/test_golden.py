"""When numbers change, one of these fails: an upgrade, or a change of method.

Then ENGINE_VERSION is raised with the new hashes, and trends carry a mark.
"""

import numpy as np
import pytest

from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    price_war,
    priced,
)

RECORDED_WITH = "numpy 2.4.6, scipy 1.17.1"
PERT: Json = {"pert": [0.1, 0.2, 0.5]}
TERMS: Json = {"discount_rate": 0.08, "trials": 4096, "drivers": ["precedent"]}

GOLDEN: dict[str, tuple[Json, str]] = {
    "event": (
        event("golden-event", probability_horizon=0.02),
        "9a2f49de08767a5a1126d4bfa3a72bee9694a96e45e39dd1c6cf04c68401796d",
    ),
    "rate": (
        event("golden-rate", rate_per_year=0.5),
        "4cfff38c3261a1eb52b16cf0a09e258286959d0b047ee0d5c372e9b15c086bbb",
    ),
    "certain": (
        event("golden-certain", probability_horizon=1),
        "8c9f0c982b1cb10a7b46ea7d6be37f2d91be55662806da3376777af7b6a1249a",
    ),
    "loaded": (
        event("golden-loaded", loadings={"precedent": "strong"}),
        "62ba1586db741e794ee91dcf22edc7bceff417edd94b34d08959ebaee80800b2",
    ),
    "suit": (
        contested_suit("golden-suit"),
        "98bf4daa1feb0c4ef2fc423ed6d692f88dd328656aec20c6f0dedec8b205099d",
    ),
    "injunction": (
        injunction("golden-injunction", share=PERT),
        "2cdf5239b3f889905c061fafb08fbc9b30eb2bd5b3f9a829ace16efc347d6092",
    ),
    "governance": (
        governance("golden-governance"),
        "9e368a041b2496a79f4742b96650cebce89d3beb51fc2b7144197b92fb21df1d",
    ),
    "price war": (
        price_war("golden-war", probability_horizon=0.3, cut=PERT),
        "7fa6faba8199e62ff38faf1951bd52f89ae5121a3d29a75cf2e1700e21001c70",
    ),
}


@pytest.mark.parametrize("kind", GOLDEN)
def test_a_small_risk_of_each_kind_is_what_it_was(kind: str) -> None:
    risk, recorded = GOLDEN[kind]

    found = priced(risk, **TERMS).hash

    assert found == recorded, f"with {RECORDED_WITH}; now numpy {np.__version__}"
