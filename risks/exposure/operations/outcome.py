"""What came of a recalculation, and the rows in which people follow it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
# Not how many: some of them may be of restricted matters.
NOT_EVERY_RISK = "not every risk could be priced"

Finding = dict[str, Any]
"""A risk that could not be priced, or a figure that differs; see `queries.findings`."""


@dataclass(slots=True, kw_only=True)
class Recalculated:
    """How many rows were made; `failed` counts what could not be priced."""

    snapshots: int = 0
    runs: int = 0
    failed: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def doubtful(self) -> set[int]:
        """The risks whose figures differ or could not be made."""
        return {each["risk"] for each in self.findings if each["risk"] is not None}

    def add(self, other: "Recalculated") -> None:
        self.snapshots += other.snapshots
        self.runs += other.runs
        self.failed += other.failed
        self.findings += other.findings


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
    recalculation: Recalculation, done: Recalculated, *, risks: int, of: int
) -> None:
    """Say how many risks are done, of how many, and how many had no figure before."""
    rows = Recalculation.objects.filter(pk=recalculation.pk, state=State.RUNNING)
    rows.update(done=risks, total=of, priced=done.snapshots)


def end_full(
    recalculation: Recalculation, done: Recalculated, *, now: datetime
) -> None:
    """End it as done, or as differing where a figure came out otherwise."""
    differs = any(each["what"] == NOT_REPRODUCED for each in done.findings)
    _end(
        recalculation,
        state=State.DIFFERS if differs else State.DONE,
        ended_at=now,
        sums=done.runs,
        findings=done.findings,
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
    """Return the kind of fault alone, unless it is ours: a text may name a risk."""
    return str(fault) if isinstance(fault, NoRiskCapacity) else type(fault).__name__


def _end(recalculation: Recalculation, **columns: Any) -> None:
    rows = Recalculation.objects.filter(pk=recalculation.pk, ended_at=None)
    rows.update(**columns)


def _note(company: Company, failure: str, *, now: datetime, **columns: Any) -> None:
    """Leave a row once a day for the same failure: each minute would fail again."""
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
