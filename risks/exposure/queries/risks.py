"""Queries for the current exposure of risks and its history."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    F,
    FloatField,
    Prefetch,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from risks.access.models import Scope, VisibleQuerySet
from risks.cases.models import Case as CourtCase
from risks.clock import known_zone, today
from risks.exposure.models import CurrentExposure, Snapshot
from risks.register.models import Company, Risk

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class RowFigures(TypedDict):
    """The attributes that `register_rows` adds to a risk."""

    visible_score: float | None
    is_priced_today: bool


def register_rows(
    scope: Scope, *, now: datetime
) -> "VisibleQuerySet[WithAnnotations[Risk, RowFigures]]":
    """Return visible risks, the highest score first.

    `row.current_exposure` is loaded with its snapshot, or raises `DoesNotExist`; then
    `visible_score` is None and `is_priced_today` false. Its curve and its intervals are
    loaded when they are read.
    """
    current_exposures = CurrentExposure.objects.within(scope).select_related("snapshot")
    current_exposures = current_exposures.defer("exceedance", "intervals")
    seen = Q() if scope.privileged else Q(privileged=False)
    return (
        Risk.objects.within(scope)
        .select_related("owner", "backup", "company", "restricted_matter", "entity")
        .prefetch_related(Prefetch("current_exposure", queryset=current_exposures))
        .annotate(
            visible_score=Case(
                When(
                    seen & Q(current_exposure__isnull=False),
                    then=F("current_exposure__score"),
                ),
                output_field=FloatField(null=True),
            ),
            is_priced_today=Case(
                When(
                    seen & _is_valued_today(now=now),
                    then=True,
                ),
                default=Value(False),  # noqa: FBT003 (SQL, not a switch)
            ),
        )
        .order_by(F("visible_score").desc(nulls_last=True), "code")
    )


def _is_valued_today(*, now: datetime) -> Q:
    """Say whether the figures are of the company's present day."""
    zones = Company.objects.order_by().values_list("time_zone", flat=True).distinct()
    valued = (
        Q(
            company__time_zone=zone,
            current_exposure__snapshot__valuation_date=today(known_zone(zone), now),
        )
        for zone in zones
    )
    return reduce(or_, valued, Q(pk__in=[]))


def history(risk: Risk) -> VisibleQuerySet[Snapshot]:
    """Return snapshots, newest first; apply `visible_to`, as some are privileged."""
    snapshots = Snapshot.objects.filter(risk=risk)
    return snapshots.select_related("assumptions__author").order_by(
        "-computed_at", "-pk"
    )


def version_snapshots(case: CourtCase, scope: Scope) -> VisibleQuerySet[Snapshot]:
    """Return the first snapshot of each version of a case's assumptions."""
    place = Window(
        RowNumber(),
        partition_by=[F("risk"), F("assumptions")],
        order_by=[F("computed_at"), F("pk")],
    )
    risks = Risk.objects.within(scope).filter(cases=case)
    snapshots = Snapshot.objects.within(scope).filter(risk__in=risks)
    return (
        snapshots.annotate(place=place)
        .filter(place=1)
        .select_related("risk")
        .order_by("valuation_date", "pk")
    )


def risk_by_day(risk: Risk) -> VisibleQuerySet[Snapshot]:
    """Return the last snapshot of each valuation date, ascending.

    Apply `within`, because the risk may be privileged.
    """
    place = Window(
        RowNumber(),
        partition_by=F("valuation_date"),
        order_by=[F("computed_at").desc(), F("pk").desc()],
    )
    snapshots = Snapshot.objects.filter(risk=risk).annotate(place=place)
    return snapshots.filter(place=1).order_by("valuation_date")


def previous_snapshot(snapshot: Snapshot) -> Snapshot | None:
    earlier = Q(computed_at__lt=snapshot.computed_at) | Q(
        computed_at=snapshot.computed_at, pk__lt=snapshot.pk
    )
    return history(snapshot.risk).filter(earlier).first()
