"""Thin old figures: after some time a day of each week and of each month is enough.

Kept for good are the last day of each month, figures on which something rests or which
say what changed, all of a case under a legal hold, and everything that people entered.
Reports and ledgers are not touched: a report has its figures in its own row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from risks.exposure.models import (
    AppetiteExcess,
    PortfolioRun,
    RunMembers,
    RunView,
    Snapshot,
)
from risks.register.models import Company, Risk

SUPERSEDED_DAYS = 7
"""So long are the sums of a day kept that later ones of the same day replaced."""
CHUNK = 500  # rows in one statement


@dataclass(slots=True, kw_only=True)
class Thinned:
    """How many rows were deleted."""

    snapshots: int = 0
    runs: int = 0


def thin_figures(*, now: datetime) -> Thinned:
    """Delete the figures that the settings do not keep; doing it again is harmless."""
    done = Thinned()
    for company in Company.objects.order_by("pk"):
        today = company.today(now)
        done.runs += _delete_superseded(company, before=_ago(today, SUPERSEDED_DAYS))
        if settings.FIGURES_DAILY_DAYS:
            before = _ago(today, settings.FIGURES_DAILY_DAYS)
            days = _between_the_kept(_days(company, before=before))
            done.runs += _delete_runs(company, days)
            done.snapshots += _delete_snapshots(company, days)
    RunMembers.objects.filter(runs__isnull=True).delete()
    return done


def compact() -> None:
    """Return the space of deleted rows to the file system, as PostgreSQL does."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _days(company: Company, *, before: date) -> list[date]:
    runs = PortfolioRun.objects.filter(company=company, valuation_date__lt=before)
    days = runs.order_by("valuation_date").values_list("valuation_date", flat=True)
    return list(days.distinct())


def _between_the_kept(days: Sequence[date]) -> list[date]:
    """Return the days that are neither the last of a week nor of a month."""
    kept = {day.isocalendar()[:2]: day for day in days}.values()
    month_ends = {(day.year, day.month): day for day in days}.values()
    return sorted({*days} - {*kept} - {*month_ends})


def _delete_superseded(company: Company, *, before: date) -> int:
    """Delete runs of past days that no scope saw as the last of its day."""
    views = RunView.objects.filter(run__company=company, run__valuation_date__lt=before)
    place = Window(
        RowNumber(),
        partition_by=[
            F("scope"),
            F("run__dimension"),
            F("run__part"),
            F("run__valuation_date"),
        ],
        order_by=[F("since").desc(), F("pk").desc()],
    )
    replaced = views.annotate(place=place).filter(place__gt=1)
    _delete(RunView.objects.all(), replaced.values_list("pk", flat=True))
    runs = PortfolioRun.objects.filter(
        company=company,
        valuation_date__lt=before,
        views__isnull=True,
        current_sums__isnull=True,
    )
    return _delete(PortfolioRun.objects.all(), runs.values_list("pk", flat=True))


def _delete_runs(company: Company, days: Sequence[date]) -> int:
    runs = PortfolioRun.objects.filter(
        company=company, valuation_date__in=days, current_sums__isnull=True
    )
    keys = list(runs.values_list("pk", flat=True))
    views = RunView.objects.filter(run__in=runs)
    _delete(RunView.objects.all(), views.values_list("pk", flat=True))
    return _delete(PortfolioRun.objects.all(), keys)


def _delete_snapshots(company: Company, days: Sequence[date]) -> int:
    held = Risk.objects.filter(
        cases__holds__isnull=False, cases__holds__released_on=None
    )
    rows = Snapshot.objects.filter(
        risk__company=company,
        valuation_date__in=days,
        change="",
        current_exposures__isnull=True,
    ).exclude(risk__in=held)
    rows = rows.exclude(pk__in=AppetiteExcess.objects.values("snapshot"))
    return _delete(Snapshot.objects.all(), rows.values_list("pk", flat=True))


def _delete(rows: QuerySet[Any], keys: Iterable[int]) -> int:
    """Delete rows to which nothing refers, some at a time so that others can write."""
    gone = list(keys)
    for first in range(0, len(gone), CHUNK):
        some = rows.filter(pk__in=gone[first : first + CHUNK])
        some._raw_delete(some.db)
    return len(gone)
