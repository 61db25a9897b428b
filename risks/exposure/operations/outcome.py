"""Record the progress and the outcome of recalculations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from risks.access.models import Person
from risks.exposure.models import Recalculation
from risks.exposure.queries import NOT_PRICED, NOT_REPRODUCED, Inputs, run_hash
from risks.register.models import Company
from risks.register.queries import UnusableFact

State = Recalculation.State
MOST_ATTEMPTS = 3
TOLD_AGAIN_AFTER = timedelta(days=1)
# Without their number, because some may be restricted.
NOT_EVERY_RISK = "not every risk could be priced"

Finding = dict[str, Any]
"""A risk that could not be priced, or a figure that differs; see `queries.findings`."""


@dataclass(slots=True, kw_only=True)
class Recalculated:
    """How many rows were created, how many risks failed, and the findings."""

    snapshots: int = 0
    runs: int = 0
    failed: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def doubtful(self) -> set[int]:
        """Return the risks whose figures differ or could not be computed."""
        return {each["risk"] for each in self.findings if each["risk"] is not None}

    def add(self, other: "Recalculated") -> None:
        self.snapshots += other.snapshots
        self.runs += other.runs
        self.failed += other.failed
        self.findings += other.findings


def request_full_recalculation(
    company: Company, *, by: Person | None, now: datetime
) -> Recalculation:
    """Request a full recalculation, or return the one that waits."""
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
    """Start the full recalculation that was interrupted, else the one that waits."""
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
    """Record how many risks are done, of how many, and how many are new."""
    rows = Recalculation.objects.filter(pk=recalculation.pk, state=State.RUNNING)
    rows.update(done=risks, total=of, priced=done.snapshots)


def end_full(
    recalculation: Recalculation, done: Recalculated, *, now: datetime
) -> None:
    """Record that it is done, or that it differs where a figure was not reproduced."""
    if not any(each["what"] == NOT_PRICED for each in done.findings):
        _repair_earlier(recalculation.company)
    differs = any(each["what"] == NOT_REPRODUCED for each in done.findings)
    _end(
        recalculation,
        state=State.DIFFERS if differs else State.DONE,
        ended_at=now,
        sums=done.runs,
        findings=done.findings,
    )


def fail_full(recalculation: Recalculation, fault: Exception, *, now: datetime) -> None:
    """Record that a full recalculation failed."""
    _end(recalculation, state=State.FAILED, ended_at=now, failure=described(fault))


def note_unpriced(
    company: Company,
    done: Recalculated,
    *,
    present: Sequence[Inputs],
    now: datetime,
) -> None:
    """Record the risks that could not be priced, or that earlier failures are over."""
    failed = [each for each in done.findings if each["what"] == NOT_PRICED]
    if failed:
        wanted = run_hash(present)
        _note(company, NOT_EVERY_RISK, now=now, wanted=wanted, findings=failed)
    else:
        _repair_earlier(company)


def note_fault(company: Company, fault: Exception, *, now: datetime) -> None:
    """Record that a company could not be recalculated."""
    _note(company, described(fault), now=now)


def described(fault: Exception) -> str:
    """Return a fault's type, and its text only if it cannot name a restricted risk."""
    return str(fault) if isinstance(fault, UnusableFact) else type(fault).__name__


def _repair_earlier(company: Company) -> None:
    """Close the failures that nobody asked for; a full one is repeated by request."""
    Recalculation.objects.filter(
        company=company, kind=Recalculation.Kind.STALE, state=State.FAILED
    ).update(state=State.REPAIRED)


def _end(recalculation: Recalculation, **columns: Any) -> None:
    rows = Recalculation.objects.filter(pk=recalculation.pk, ended_at=None)
    rows.update(**columns)


def _note(company: Company, failure: str, *, now: datetime, **columns: Any) -> None:
    """Store the same failure once a day, because it would recur every minute."""
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
