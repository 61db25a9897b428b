"""A failure leaves a row, so that somebody is told; once a day for the same one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from risks.exposure.models import Recalculation
from risks.register.models import Company

TOLD_AGAIN_AFTER = timedelta(days=1)


def note_failure(
    company: Company,
    *,
    failure: str,
    now: datetime,
    wanted: str | None = None,
    findings: Sequence[dict[str, Any]] = (),
) -> None:
    """Of risks that could not be priced (`findings`), or of the company as a whole.

    Each minute tries again, and each would fail again.
    """
    known = Recalculation.objects.filter(
        company=company,
        state=Recalculation.State.FAILED,
        failure=failure,
        ended_at__gt=now - TOLD_AGAIN_AFTER,
    )
    if wanted is not None:
        known = known.filter(wanted=wanted)
    if known.exists():
        return
    Recalculation.objects.create(
        company=company,
        kind=Recalculation.Kind.STALE,
        state=Recalculation.State.FAILED,
        requested_at=now,
        ended_at=now,
        wanted=wanted,
        findings=list(findings),
        failure=failure,
    )
