"""Rows with the dull fields filled in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from risks.access.models import Person, RestrictedMatter, Role, Scope
from risks.alerts.models import Subscription
from risks.cases.models import (
    Case,
    Closure,
    ClosureRow,
    Deadline,
    DeadlineChange,
    DocketEntry,
    DocketSource,
    Event,
)
from risks.engine.exposure.portfolio.score import band
from risks.exposure.models import (
    AppetiteExcess,
    Basis,
    CurrentExposure,
    CurrentSum,
    PortfolioRun,
    Recalculation,
    RunView,
    Snapshot,
)
from risks.register.models import (
    Appetite,
    Assumptions,
    Company,
    Driver,
    Entity,
    ExchangeRate,
    Fact,
    ListingProfile,
    Proposal,
    Review,
    Risk,
    RiskAcceptance,
    Treatment,
)
from risks.register.operations import assumptions_hash
from risks.reports.models import Report

NOW = datetime(2026, 5, 27, 1, 0, tzinfo=UTC)
TODAY = date(2026, 5, 27)
EVENT_PARAMETERS = {"probability_horizon": 0.2, "severity": {"constant": 4_000_000}}
CURVE = [[1_000_000, 0.2], [4_000_000, 0.05]]
INTERVALS = {
    "p50": [1_900_000, 2_100_000],
    "p90": [2_900_000, 3_100_000],
    "p95": [3_900_000, 4_100_000],
    "p99": [4_800_000, 5_200_000],
}
_numbers = count(1)


def make_person(
    username: str = "", *, roles: Sequence[Role] = (Role.VIEWER,), **fields: Any
) -> Person:
    username = username or f"person{next(_numbers)}"
    fields.setdefault("email", f"{username}@example.com")
    person: Person = Person.objects.create_user(
        username=username, is_staff=True, **fields
    )
    person.groups.add(*Group.objects.filter(name__in=roles))
    return person


def make_restricted_matter(
    name: str = "", *, members: Sequence[Person] = ()
) -> RestrictedMatter:
    restricted_matter = RestrictedMatter.objects.create(
        name=name or f"wall {next(_numbers)}"
    )
    restricted_matter.members.set(members)
    return restricted_matter


def make_company(code: str = "", **fields: Any) -> Company:
    fields.setdefault("name", "Acme Intelligence")
    fields.setdefault("discount_rate", Decimal("0.05"))
    company = Company.objects.create(code=code or f"CO{next(_numbers)}", **fields)
    make_fact(company, kind=Fact.Kind.RISK_CAPACITY, amount=Decimal(100_000_000))
    return company


def make_fact(company: Company, **fields: Any) -> Fact:
    fields.setdefault("kind", Fact.Kind.REVENUE)
    fields.setdefault("as_of", date(2025, 9, 30))
    if fields["kind"] in Fact.FLOWS:
        # A year, so that its amount is the one that is used.
        after = fields["as_of"] + timedelta(days=1)
        fields.setdefault("period_start", after.replace(year=after.year - 1))
    fields.setdefault("amount", Decimal(53_400_000))
    fields.setdefault("unit", "USD")
    fields.setdefault("source", "listing document")
    fields.setdefault("tier", "filing")
    return Fact.objects.create(company=company, **fields)


def make_listing_profile(
    company: Company | None = None, **fields: Any
) -> ListingProfile:
    """A company listed since 9 January 2026 whose year ends in December."""
    fields.setdefault("status", ListingProfile.Status.LISTED)
    fields.setdefault("first_day", date(2026, 1, 9))
    fields.setdefault("year_end_month", 12)
    fields.setdefault("year_end_day", 31)
    for role in ("owner", "backup"):
        fields[role] = fields.get(role) or make_person()
    return ListingProfile.objects.create(company=company or make_company(), **fields)


def make_entity(company: Company, code: str = "", **fields: Any) -> Entity:
    fields.setdefault("name", "Acme Intelligence Technology (Shanghai)")
    fields.setdefault("jurisdiction", "PRC")
    return Entity.objects.create(
        company=company, code=code or f"E{next(_numbers)}", **fields
    )


def make_driver(company: Company, name: str = "US fair-use precedent") -> Driver:
    return Driver.objects.create(company=company, name=name)


def make_rate(base: str = "EUR", quote: str = "USD", **fields: Any) -> ExchangeRate:
    fields.setdefault("date", TODAY)
    fields.setdefault("rate", Decimal("1.08"))
    fields.setdefault("source", "ECB reference rate")
    return ExchangeRate.objects.create(base=base, quote=quote, **fields)


def make_risk(code: str = "", **fields: Any) -> Risk:
    fields.setdefault("title", "Data centre fire")
    fields.setdefault("kind", Risk.Kind.EVENT)
    fields.setdefault("opened_on", date(2025, 10, 1))
    if "company" not in fields:
        fields["company"] = make_company()
    if "owner" not in fields:
        fields["owner"] = make_person(roles=[Role.RISK_OWNER])
    return Risk.objects.create(code=code or f"R-{next(_numbers)}", **fields)


def make_case(code: str = "", **fields: Any) -> Case:
    number = next(_numbers)
    fields.setdefault("caption", "Doe v. Acme")
    fields.setdefault("court_id", "cacd")
    fields.setdefault("docket_number", f"2:25-cv-{number:05d}")
    if "company" not in fields:
        fields["company"] = make_company()
    if "owner" not in fields:
        fields["owner"] = make_person(roles=[Role.IN_HOUSE_LAWYER])
    return Case.objects.create(code=code or f"C-{number}", **fields)


def make_entry(case: Case, **fields: Any) -> DocketEntry:
    fields.setdefault("filed_date", date(2026, 5, 26))
    fields.setdefault("text", "MINUTES re scheduling.")
    fields.setdefault("source", "form")
    fields.setdefault("tier", "docket")
    fields.setdefault("created_at", NOW)
    return DocketEntry.objects.create(case=case, **fields)


def make_event(entry: DocketEntry, **fields: Any) -> Event:
    fields.setdefault("kind", Event.Kind.MOTION_DENIED)
    fields.setdefault("date", entry.filed_date)
    fields.setdefault("recorded_at", entry.created_at)
    return Event.objects.create(case=entry.case, entry=entry, **fields)


def make_deadline(case: Case | None = None, **fields: Any) -> Deadline:
    """Due at the end of 9 June 2026 in Los Angeles unless the fields say otherwise."""
    if case is None and "company" not in fields:
        case = make_case()
    fields.setdefault("title", "Answer to the complaint")
    fields.setdefault("basis", Deadline.Basis.ENTERED)
    due_date = fields.setdefault("due_date", date(2026, 6, 9))
    due_time = fields.setdefault("due_time", time(23, 59, 59))
    tz = fields.setdefault("tz", "America/Los_Angeles")
    due = datetime.combine(due_date, due_time, tzinfo=ZoneInfo(tz))
    fields.setdefault("due_at", due.astimezone(UTC))
    fields.setdefault("calendared_date", due_date)
    fields.setdefault("latest_arguable_date", due_date)
    fields.setdefault("created_at", NOW)
    if "owner" not in fields:
        fields["owner"] = case.owner if case else make_person()
    return Deadline.objects.create(case=case, **fields)


def make_assumptions(risk: Risk, **fields: Any) -> Assumptions:
    fields.setdefault("number", risk.assumptions.count() + 1)
    fields.setdefault("parameters", dict(EVENT_PARAMETERS))
    fields.setdefault("hash", assumptions_hash(risk.kind, fields["parameters"]))
    fields.setdefault("reason", "Opening assessment.")
    fields.setdefault("author", risk.owner)
    fields.setdefault("effective_date", TODAY)
    fields.setdefault("created_at", NOW)
    risk.assumptions.update(is_latest=False)
    return Assumptions.objects.create(risk=risk, **fields)


def make_change(deadline: Deadline, **fields: Any) -> DeadlineChange:
    fields.setdefault("kind", DeadlineChange.Kind.MET)
    fields.setdefault("reason", "Filed as entry 44.")
    if not fields.get("asked_by"):
        fields.setdefault("asked_by_rule", DeadlineChange.Rule.DOCKET)
    fields.setdefault("asked_at", NOW)
    return DeadlineChange.objects.create(deadline=deadline, **fields)


def make_closure(case: Case, **fields: Any) -> Closure:
    """A list of the docket that waits, with every open deadline of the case on it."""
    fields.setdefault("kind", Closure.Kind.DISMISSED)
    fields.setdefault("reason", "Order 57.")
    fields.setdefault("asked_at", NOW)
    closure = Closure.objects.create(case=case, **fields)
    for deadline in case.deadlines.open():
        ClosureRow.objects.create(
            closure=closure, deadline=deadline, reason="It is no longer owed."
        )
    return closure


def make_proposal(risk: Risk, **fields: Any) -> Proposal:
    fields.setdefault("origin", f"event {next(_numbers)}")
    fields.setdefault("why", "Motion denied: the stage is passed.")
    fields.setdefault("change", {"probability_horizon": 0.5})
    fields.setdefault("created_at", NOW)
    fields.setdefault("decide_by", date(2026, 6, 10))
    return Proposal.objects.create(risk=risk, **fields)


def make_basis(**fields: Any) -> Basis:
    fields.setdefault("digest", f"{next(_numbers):064x}")
    fields.setdefault("numpy_version", "2.0")
    fields.setdefault("scipy_version", "1.14")
    return Basis.objects.create(**fields)


def figures(**fields: Any) -> dict[str, Any]:
    """What a snapshot and a portfolio run have in common."""
    money = ("expected", "p50", "p90", "p95", "p99", "tvar95", "tvar99")
    amounts = {name: Decimal(n * 1_000_000) for n, name in enumerate(money, 1)}
    return {
        "input_hash": f"{next(_numbers):064x}",
        "engine": "1.0",
        "basis": make_basis(),
        "trials": 65_536,
        "valuation_date": TODAY,
        "computed_at": NOW,
        "currency": "USD",
        "capacity": Decimal(100_000_000),
        "p_positive": 0.2,
        "p_over_appetite": 0.01,
        "standard_error": Decimal(0),
        "score": 66.0,
        "loss_hash": "f" * 64,
        **amounts,
        **fields,
    }


def make_current_exposure(risk: Risk, **fields: Any) -> CurrentExposure:
    """A priced risk: its assumptions, a snapshot of them, and where it stands."""
    assumptions = risk.assumptions.first() or make_assumptions(risk)
    fields.setdefault("change", "First priced: expected loss US$1.00 m, score 66.0.")
    exceedance = fields.pop("exceedance", CURVE)
    snapshot = Snapshot.objects.create(
        risk=risk, assumptions=assumptions, **figures(**fields)
    )
    return CurrentExposure.objects.create(
        risk=risk,
        snapshot=snapshot,
        score=snapshot.score,
        band=band(snapshot.score),
        exceedance=exceedance,
        intervals=INTERVALS,
    )


def make_run(company: Company, *, scope: Scope, **fields: Any) -> PortfolioRun:
    fields.setdefault("risks", len(fields.get("largest", [])))
    fields.setdefault("exceedance", CURVE)
    fields.setdefault("intervals", INTERVALS)
    fields.setdefault("has_shares", True)
    run = PortfolioRun.objects.create(company=company, **figures(**fields))
    RunView.objects.create(run=run, scope=scope.key, since=run.computed_at)
    CurrentSum.objects.update_or_create(
        company=company,
        scope=scope.key,
        dimension=run.dimension,
        part=run.part,
        defaults={"run": run, "inputs": run.input_hash},
    )
    return run


def make_report(company: Company, *, scope: Scope, **fields: Any) -> Report:
    fields.setdefault("period_start", date(2026, 4, 1))
    fields.setdefault("period_end", TODAY)
    fields.setdefault("figures", {})
    fields.setdefault("figures_sha256", "a" * 64)
    fields.setdefault("created_at", NOW)
    fields.setdefault("pdf", b"%PDF-1.7 of a test")
    return Report.objects.create(company=company, scope=scope.key, **fields)


def make_treatment(risk: Risk | None = None, **fields: Any) -> Treatment:
    risk = risk or make_risk()
    fields.setdefault("title", "Build the filter")
    fields.setdefault("owner", risk.owner)
    fields.setdefault("due_date", date(2026, 6, 26))
    return Treatment.objects.create(risk=risk, **fields)


def make_review(risk: Risk | None = None, **fields: Any) -> Review:
    fields.setdefault("due_date", date(2026, 6, 26))
    return Review.objects.create(risk=risk or make_risk(), **fields)


def make_acceptance(risk: Risk | None = None, **fields: Any) -> RiskAcceptance:
    risk = risk or make_risk()
    fields.setdefault("accepted_by", risk.owner)
    fields.setdefault("accepted_at", NOW)
    fields.setdefault("accepted_on", TODAY)
    fields.setdefault("until", date(2026, 12, 31))
    fields.setdefault("rationale", "Cheaper than any treatment.")
    fields.setdefault("score", 66.0)
    fields.setdefault("expected", Decimal(1_000_000))
    fields.setdefault("currency", "USD")
    fields.setdefault("assumptions_number", 1)
    return RiskAcceptance.objects.create(risk=risk, **fields)


def make_appetite(company: Company, **fields: Any) -> Appetite:
    fields.setdefault("measure", Appetite.Measure.P95)
    fields.setdefault("limit", Decimal(2_000_000))
    in_money = fields["measure"] == Appetite.Measure.P95
    fields.setdefault("currency", company.currency if in_money else "")
    fields.setdefault("reason", "Set by the board.")
    fields.setdefault("valid_from", date(2026, 1, 1))
    if "set_by" not in fields:
        fields["set_by"] = make_person()
    fields.setdefault("set_at", NOW)
    return Appetite.objects.create(company=company, **fields)


def make_appetite_excess(risk: Risk | None = None, **fields: Any) -> AppetiteExcess:
    """Of a risk that stands over the limit of its company."""
    risk = risk or make_risk()
    current_exposure = CurrentExposure.objects.filter(
        risk=risk
    ).first() or make_current_exposure(risk)
    fields.setdefault("snapshot", current_exposure.snapshot)
    if "appetite" not in fields:
        fields["appetite"] = make_appetite(risk.company)
    fields.setdefault("measure", fields["appetite"].measure)
    fields.setdefault("opened_at", NOW)
    return AppetiteExcess.objects.create(risk=risk, **fields)


def make_subscription(person: Person, **fields: Any) -> Subscription:
    fields.setdefault("event_kind", Event.Kind.MOTION_DENIED)
    fields.setdefault("created_at", NOW)
    return Subscription.objects.create(person=person, **fields)


def make_source(name: str = "", **fields: Any) -> DocketSource:
    fields.setdefault("kind", DocketSource.Kind.NOTICE)
    fields.setdefault("created_at", NOW)
    return DocketSource.objects.create(name=name or f"mail {next(_numbers)}", **fields)


def make_recalculation(company: Company, **fields: Any) -> Recalculation:
    fields.setdefault("kind", Recalculation.Kind.FULL)
    fields.setdefault("state", Recalculation.State.FAILED)
    fields.setdefault("requested_at", NOW)
    fields.setdefault("ended_at", NOW)
    return Recalculation.objects.create(company=company, **fields)
