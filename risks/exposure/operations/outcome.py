"""What came of a recalculation, and the rows in which people follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from risks.access.models import Person
from risks.exposure.models import Recalculation
from risks.exposure.queries import NOT_PRICED, NOT_REPRODUCED, Inputs, run_hash
from risks.register.models import Company
from risks.register.queries import NoRiskCapacity

State = Recalculation.State
MOST_ATTEMPTS = 3
TOLD_AGAIN_AFTER = timedelta(days=1)
# Not how many: some of them may be behind walls.
NOT_EVERY_RISK = "not every risk could be priced"

Found = Mapping[str, Any]
"""A risk that could not be priced, or a figure that differs; `queries.findings`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculated:
    """How many rows were made; `failed` counts what could not be priced."""

    snapshots: int = 0
    runs: int = 0
    failed: int = 0
    findings: tuple[Found, ...] = ()

    def __add__(self, other: "Recalculated") -> "Recalculated":
        return Recalculated(
            snapshots=self.snapshots + other.snapshots,
            runs=self.runs + other.runs,
            failed=self.failed + other.failed,
            findings=self.findings + other.findings,
        )


def found(inputs: Inputs, what: str, text: str) -> Recalculated:
    """One risk whose figure differs or could not be made."""
    finding = {"risk": inputs.risk.pk, "what": what, "text": text}
    return Recalculated(failed=what == NOT_PRICED, findings=(finding,))


def request_full_recalculation(
    company: Company, *, by: Person | None, now: datetime
) -> Recalculation:
    """Ask the next worker to price every risk again; one that waits is returned."""
    recalculation, _ = Recalculation.objects.get_or_create(
        company=company,
        state=State.WAITING,
        defaults={
            "kind": Recalculation.Kind.FULL,
            "requested_by": by,
            "requested_at": now,
        },
    )
    return recalculation


def begin_full(company: Company, *, now: datetime) -> Recalculation | None:
    """Begin the one that a worker left in the middle, else the one that waits."""
    rows = Recalculation.objects.filter(company=company)
    row = rows.filter(state=State.RUNNING).first()
    if row and row.attempts >= MOST_ATTEMPTS:
        why = f"its worker ended in the middle, {MOST_ATTEMPTS} times"
        _end(row, state=State.FAILED, ended_at=now, failure=why)
        row = None
    row = row or rows.filter(state=State.WAITING).first()
    if row:
        rows.filter(pk=row.pk).update(
            state=State.RUNNING, attempts=F("attempts") + 1, done=0, priced=0
        )
    return row


def advance_full(
    recalculation: Recalculation, *, done: int, total: int, priced: int
) -> None:
    rows = Recalculation.objects.filter(pk=recalculation.pk, state=State.RUNNING)
    rows.update(done=done, total=total, priced=priced)


def end_full(
    recalculation: Recalculation, done: Recalculated, *, now: datetime
) -> None:
    """As done, or as differing where a figure came out otherwise."""
    differs = any(each["what"] == NOT_REPRODUCED for each in done.findings)
    _end(
        recalculation,
        state=State.DIFFERS if differs else State.DONE,
        ended_at=now,
        sums=done.runs,
        findings=list(done.findings),
    )


def fail_full(recalculation: Recalculation, fault: Exception, *, now: datetime) -> None:
    _end(recalculation, state=State.FAILED, ended_at=now, failure=told(fault))


def note_unpriced(
    company: Company,
    done: Recalculated,
    *,
    present: Sequence[Inputs],
    now: datetime,
) -> None:
    """Leave a row of the risks that could not be priced, if there are any."""
    failed = [each for each in done.findings if each["what"] == NOT_PRICED]
    if failed:
        wanted = run_hash(present)
        _note(company, NOT_EVERY_RISK, now=now, wanted=wanted, findings=failed)


def note_fault(company: Company, fault: Exception, *, now: datetime) -> None:
    """Leave a row of a company that could not be recalculated at all."""
    _note(company, told(fault), now=now)


def told(fault: Exception) -> str:
    """The kind of fault alone, unless it is ours: its text may name a walled risk."""
    return str(fault) if isinstance(fault, NoRiskCapacity) else type(fault).__name__


def _end(recalculation: Recalculation, **columns: Any) -> None:
    rows = Recalculation.objects.filter(pk=recalculation.pk, ended_at=None)
    rows.update(**columns)


def _note(company: Company, failure: str, *, now: datetime, **columns: Any) -> None:
    """Once a day for the same: each minute tries again, and each would fail again."""
    known = Recalculation.objects.filter(
        company=company,
        state=State.FAILED,
        failure=failure,
        ended_at__gt=now - TOLD_AGAIN_AFTER,
    )
    if "wanted" in columns:
        known = known.filter(wanted=columns["wanted"])
    if not known.exists():
        Recalculation.objects.create(
            company=company,
            kind=Recalculation.Kind.STALE,
            state=State.FAILED,
            requested_at=now,
            ended_at=now,
            failure=failure,
            **columns,
        )
