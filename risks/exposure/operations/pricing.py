"""Some risks priced and stored one by one; a failure is its own risk's alone."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from risks.exposure.operations.drawing import NotPriced, Pricer
from risks.exposure.operations.snapshots import Store
from risks.exposure.operations.totals import Parcel, add_to_parcel
from risks.exposure.queries import NOT_PRICED, NOT_REPRODUCED, Inputs

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Batch:
    """What came of some risks."""

    parcel: Parcel = field(default_factory=dict)
    priced: int = 0  # new snapshots
    findings: list[dict[str, Any]] = field(default_factory=list)


def price(
    members: Iterable[Inputs], *, pricer: Pricer, store: Store, with_totals: bool = True
) -> Batch:
    batch = Batch()
    for inputs in members:
        try:
            drawn = pricer.drawn(inputs)
            stored = store.keep(inputs, drawn)
        except NotPriced as error:
            log.error("risk %s not priced: %s", inputs.risk.pk, error)
            batch.findings.append(_finding(inputs, NOT_PRICED, str(error)))
            continue
        except Exception as error:
            log.exception("risk %s not priced", inputs.risk.pk)
            why = f"{inputs.risk.code}: {type(error).__name__}: {error}"
            batch.findings.append(_finding(inputs, NOT_PRICED, why))
            continue
        batch.priced += stored.is_new
        if not stored.is_reproduced:
            why = f"{inputs.risk.code}: not reproduced, its losses came out otherwise"
            log.error("risk %s not reproduced", inputs.risk.pk)
            batch.findings.append(_finding(inputs, NOT_REPRODUCED, why))
        if with_totals:
            add_to_parcel(batch.parcel, inputs.cell, drawn)
    return batch


def _finding(inputs: Inputs, what: str, text: str) -> dict[str, Any]:
    return {"risk": inputs.risk.pk, "what": what, "text": text}
