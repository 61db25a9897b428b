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
        "a7fa684dae0dee29f3d987d88d606fe267ac0371f3c308eedf9951f5ee8dff31",
    ),
    "rate": (
        event("golden-rate", rate_per_year=0.5),
        "12f09a19b5455857af0de42ffc205f7140a27ed4a8654709351677cd6ae7d205",
    ),
    "certain": (
        event("golden-certain", probability_horizon=1),
        "c09478797d7bcd15becb75451736fd1a1bf9b5e8858fce92f6d6172083e5f3c9",
    ),
    "loaded": (
        event("golden-loaded", loadings={"precedent": "strong"}),
        "748adb7f5689bbd27d512a0afa2c0c95fc057492de897472eeea06f3225a8b46",
    ),
    "suit": (
        contested_suit("golden-suit"),
        "b55fc8f728c698d8a51a2661d8146d6684b4aec9d8de8faa55dec32e1d4a3e45",
    ),
    "injunction": (
        injunction("golden-injunction", share=PERT),
        "e3541293ff2de68297f1128824d192ed92ac0c5775657872479b5d5145133fec",
    ),
    "governance": (
        governance("golden-governance"),
        "d2207a725cec543c7c93824cdf75cf99939fa3478b3dec11b46648c47372358c",
    ),
    "price war": (
        price_war("golden-war", probability_horizon=0.3, cut=PERT),
        "584b13ad491d28a3c39f2e971625b0435c7214b24fee34f84b24ba75b65e50ae",
    ),
}


@pytest.mark.parametrize("kind", GOLDEN)
def test_a_small_risk_of_each_kind_is_what_it_was(kind: str) -> None:
    risk, recorded = GOLDEN[kind]

    found = priced(risk, **TERMS).hash

    assert found == recorded, f"with {RECORDED_WITH}; now numpy {np.__version__}"
