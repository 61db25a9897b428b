"""What the figures are, and which of them still rest on today's inputs."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, F, FloatField, Max, Prefetch, Q, Value, When

from risks.access.models import Scope, VisibleQuerySet
from risks.engine.exposure.terms import ENGINE_VERSION, Terms
from risks.exposure.models import PortfolioRun, Snapshot, Standing
from risks.register.models import Assumptions, Company, Risk
from risks.register.queries import loss_capacity

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class RowFigures(TypedDict):
    """What `register_rows` adds to a risk."""

    visible_score: float | None
    is_priced_today: bool


PRICED_STATUSES = (Risk.Status.OPEN, Risk.Status.WATCHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that one risk's figures rest on; equal inputs have equal hashes."""

    assumptions: Assumptions
    linked: Assumptions | None
    terms: Terms
    valuation_date: date

    @property
    def risk(self) -> Risk:
        return self.assumptions.risk

    @property
    def hash(self) -> str:
        return digest(
            [
                _version(self.assumptions),
                self.linked and _version(self.linked),
                {
                    "currency": self.terms.currency,
                    "capacity": self.terms.capacity,
                    "discount_rate": self.terms.discount_rate,
                    "horizon_months": self.terms.horizon_months,
                    "trials": self.terms.trials,
                    "engine": ENGINE_VERSION,
                    "valuation_date": self.valuation_date.isoformat(),
                },
            ]
        )

    def is_visible(self, scope: Scope) -> bool:
        """Whether the scope sees the risk's figures; `VisibleQuerySet` in memory."""
        if self.risk.privileged and not scope.privileged:
            return False
        if self.risk.compartment_id is None:
            return scope.open_matters
        return self.risk.compartment_id in scope.compartments


def digest(value: object) -> str:
    """SHA-256 over canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def terms_of(company: Company, *, on: date) -> Terms:
    """Raises `NoLossCapacity`."""
    return Terms(
        currency=company.currency,
        capacity=float(loss_capacity(company, on=on)),
        discount_rate=float(company.discount_rate),
        horizon_months=company.horizon_months,
    )


def present_inputs(company: Company, *, today: date) -> list[Inputs]:
    """For each risk that is followed and has assumptions; raises `NoLossCapacity`."""
    latest = _latest_assumptions(company)
    if not latest:
        return []
    terms = terms_of(company, on=today)
    return [
        Inputs(
            assumptions=assumptions,
            linked=linked_suit(assumptions, among=latest),
            terms=terms,
            valuation_date=today,
        )
        for assumptions in latest
        if assumptions.risk.status in PRICED_STATUSES
    ]


def linked_suit(
    assumptions: Assumptions, *, among: Iterable[Assumptions]
) -> Assumptions | None:
    """The suit that an injunction names, by the risk's code or its uuid."""
    name = assumptions.parameters.get("linked_suit")
    suits = (a for a in among if a.risk.kind == Risk.Kind.COPYRIGHT_SUIT)
    return next((a for a in suits if name in (a.risk.code, str(a.risk.uuid))), None)


def run_hash(members: Iterable[Inputs]) -> str:
    return digest(sorted(member.hash for member in members))


def latest_run(company: Company, *, scope: Scope) -> PortfolioRun | None:
    runs = PortfolioRun.objects.within(scope).filter(company=company)
    return runs.order_by("-computed_at", "-pk").first()


def run_is_current(run: PortfolioRun, *, today: date) -> bool:
    """Whether its members still rest on the same inputs, and on today's date."""
    if run.valuation_date != today:
        return False
    members = {member["risk"] for member in run.members}
    present = present_inputs(run.company, today=today)
    inputs = [each for each in present if each.risk.pk in members]
    return run_hash(inputs) == run.input_hash


def latest_company_exposure(scope: Scope) -> dict[Company, PortfolioRun | None]:
    """Each visible company with its latest run; None while it is being computed."""
    companies = Company.objects.within(scope).order_by("code")
    return {company: latest_run(company, scope=scope) for company in companies}


def register_rows(
    scope: Scope, *, today: date
) -> "VisibleQuerySet[WithAnnotations[Risk, RowFigures]]":
    """Visible risks, the highest score first; where figures are hidden, no standing.

    `row.standing` is loaded with its snapshot, or raises `Standing.DoesNotExist`;
    `visible_score` is None then, and `is_priced_today` false.
    """
    standings = Standing.objects.within(scope).select_related("snapshot")
    seen = Q() if scope.privileged else Q(privileged=False)
    return (
        Risk.objects.within(scope)
        .select_related("owner", "backup", "company", "compartment")
        .prefetch_related(Prefetch("standing", queryset=standings))
        .annotate(
            visible_score=Case(
                When(seen & Q(standing__isnull=False), then=F("standing__score")),
                output_field=FloatField(null=True),
            ),
            is_priced_today=Case(
                When(seen & Q(standing__snapshot__valuation_date=today), then=True),
                default=Value(False),  # noqa: FBT003 (SQL, not a switch)
            ),
        )
        .order_by(F("visible_score").desc(nulls_last=True), "code")
    )


def history(risk: Risk) -> VisibleQuerySet[Snapshot]:
    """Newest first. Narrow it with `visible_to`: the risk may be privileged."""
    snapshots = Snapshot.objects.filter(risk=risk)
    return snapshots.select_related("assumptions__author").order_by(
        "-computed_at", "-pk"
    )


def previous_snapshot(snapshot: Snapshot) -> Snapshot | None:
    earlier = Q(computed_at__lt=snapshot.computed_at) | Q(
        computed_at=snapshot.computed_at, pk__lt=snapshot.pk
    )
    return history(snapshot.risk).filter(earlier).first()


def _latest_assumptions(company: Company) -> list[Assumptions]:
    rows = Assumptions.objects.filter(risk__company=company)
    newest = rows.alias(newest=Max("risk__assumptions__number"))
    return list(
        newest.filter(number=F("newest")).select_related("risk").order_by("risk__code")
    )


def _version(assumptions: Assumptions) -> Mapping[str, object]:
    """A version counts, and not its content alone: a snapshot names its version."""
    return {
        "risk": str(assumptions.risk.uuid),
        "number": assumptions.number,
        "hash": assumptions.hash,
    }
