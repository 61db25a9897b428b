"""Record when a risk's exposure rises above the appetite, and when it falls below."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from risks.exposure.models import AppetiteExcess, CurrentExposure, Snapshot
from risks.exposure.queries import PRICED_STATUSES
from risks.register.models import Appetite, Company, Risk
from risks.register.queries import appetites_in_force, limit_of

Measure = Appetite.Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Company:
    """The appetites and open excesses of a company, read once for all its risks."""

    appetites: Mapping[tuple[int | None, str], Appetite]
    # By risk and measure: the primary key of the open excess.
    appetite_excesses: dict[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class Limits:
    """The appetites and open excesses of the companies that are priced."""

    _known: dict[tuple[int, date], _Company] = field(default_factory=dict)

    def hold_against(
        self, snapshot: Snapshot, *, risk: Risk, on: date, now: datetime
    ) -> None:
        """Open or close a risk's excesses, in the transaction of its figures."""
        known = self._of(risk.company, on=on)
        for measure in Measure.values:
            limit = limit_of(known.appetites, risk, measure)
            if limit is not None and _exceeds(snapshot, limit):
                _open(snapshot, limit, risk=risk, known=known, now=now)
            else:
                _close(known, risk.pk, measure, now=now)

    def forget(self) -> None:
        """Drop what was read, because the transaction was rolled back."""
        self._known.clear()

    def _of(self, company: Company, *, on: date) -> _Company:
        if (company.pk, on) not in self._known:
            self._known[company.pk, on] = _read(company, on=on)
        return self._known[company.pk, on]


def watch_appetites(company: Company, *, now: datetime) -> None:
    """Open and close excesses after changes of appetites or of a risk's status."""
    today = company.today(now)
    known = _read(company, on=today)
    if not known.appetites and not known.appetite_excesses:
        return
    limits = Limits({(company.pk, today): known})
    current_exposures = CurrentExposure.objects.filter(
        risk__company=company, risk__status__in=PRICED_STATUSES
    ).select_related("snapshot", "risk__company")
    followed = set()
    for row in current_exposures.defer("exceedance", "intervals"):
        followed.add(row.risk_id)
        limits.hold_against(row.snapshot, risk=row.risk, on=today, now=now)
    for risk, measure in list(known.appetite_excesses):
        if risk not in followed:
            _close(known, risk, measure, now=now)


def _read(company: Company, *, on: date) -> _Company:
    appetite_excesses = AppetiteExcess.objects.open().filter(risk__company=company)
    rows = appetite_excesses.values_list("risk", "measure", "pk")
    return _Company(
        appetites=appetites_in_force(company, on=on),
        appetite_excesses={(risk, measure): key for risk, measure, key in rows},
    )


def _exceeds(snapshot: Snapshot, limit: Appetite) -> bool:
    if limit.measure == Measure.SCORE:
        return Decimal(str(snapshot.score)) > limit.limit
    # A limit in a currency that the company no longer uses does not apply.
    return limit.currency == snapshot.currency and snapshot.p95 > limit.limit


def _open(
    snapshot: Snapshot,
    limit: Appetite,
    *,
    risk: Risk,
    known: _Company,
    now: datetime,
) -> None:
    if (risk.pk, limit.measure) in known.appetite_excesses:
        return
    appetite_excess = AppetiteExcess(
        risk=risk,
        appetite=limit,
        snapshot=snapshot,
        measure=limit.measure,
        opened_at=now,
    )
    # If two workers do this at once, the second finds the first one's row.
    AppetiteExcess.objects.bulk_create([appetite_excess], ignore_conflicts=True)
    there = (
        AppetiteExcess.objects.open().filter(risk=risk, measure=limit.measure).first()
    )
    if there:
        known.appetite_excesses[risk.pk, limit.measure] = there.pk


def _close(known: _Company, risk: int, measure: str, *, now: datetime) -> None:
    key = known.appetite_excesses.pop((risk, measure), None)
    if key is not None:
        AppetiteExcess.objects.open().filter(pk=key).update(closed_at=now)
