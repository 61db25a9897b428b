"""A row of the schedule: the engine proposes, the preparer adds what moved."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person, Scope
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.sampling.terms import ENGINE_VERSION
from risks.register.models import Company, Risk
from risks.reports.models import Contingency
from risks.reports.operations.movements import Movement, differs, movement
from risks.reports.operations.refusals import (
    ContingencyRefused,
    refuse_an_exempt_remote_row,
)
from risks.reports.queries.cases import linked_case
from risks.reports.queries.contingencies import (
    current_contingency,
    last_approved_date,
    previous_row,
    suits,
)
from risks.reports.queries.proposed import NotAccountable, Proposed, proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the preparer knows and no engine does; money in the company's currency.

    Its fields are the row's own, except for the rate.
    """

    used: Decimal = Decimal(0)
    exchange: Decimal = Decimal(0)
    insurance: Decimal = Decimal(0)
    insurance_is_virtually_certain: bool = False
    # Why no reliable estimate can be made (IAS 37.26, ASC 450-20-50-4), or "" that
    # one can; None leaves this and what was said in public to the suit's own facts.
    cannot_be_estimated: str | None = None
    public_statements: str | None = None
    # A yearly share; None leaves it to the suit's own facts.
    pre_tax_rate: Decimal | None = None
    # Where it is not what the model expects.
    expected_on: date | None = None
    change_reason: str = ""
    is_exempt: bool = False
    nature: str = ""
    exemption_reason: str = ""


def prepare(
    risk: Risk,
    *,
    on: date,
    statement: Statement,
    by: Person,
    now: datetime,
) -> Contingency:
    """Propose the row of a suit at a reporting date; an approved one is corrected.

    Raises `ContingencyRefused`, and then stores nothing.
    """
    with transaction.atomic():
        locked = Risk.objects.select_for_update().get(pk=risk.pk)
        _refuse_another_risk(locked, by=by)
        _refuse_the_date(locked, on=on, now=now)
        _refuse_the_exemption(locked.company, statement)
        _refuse_twice(locked, on=on)
        row = _row(locked, on=on, statement=statement, by=by, now=now)
        row.corrects = current_contingency(locked, on=on)
        _refuse_a_silent_change(row)
        refuse_an_exempt_remote_row(row)
        row.save()
    return row


def _proposal(risk: Risk, *, on: date, statement: Statement) -> Proposed:
    rate = statement.pre_tax_rate
    try:
        return proposed(
            risk,
            on=on,
            cannot_be_estimated=statement.cannot_be_estimated,
            pre_tax_rate=None if rate is None else float(rate),
        )
    except NotAccountable as refused:
        raise ContingencyRefused(str(refused)) from None


def _row(
    risk: Risk, *, on: date, statement: Statement, by: Person, now: datetime
) -> Contingency:
    proposal = _proposal(risk, on=on, statement=statement)
    facts = proposal.facts
    before = previous_row(risk, before=on)
    moved = _moved(proposal, statement, before=before)
    about = linked_case(risk, on=on, scope=Scope.of(by))
    said = proposal.account
    row = Contingency(
        risk=risk,
        reporting_date=on,
        previous=before,
        case=about.case,
        court=about.court or facts.court or "",
        counterparty=about.counterparty or facts.counterparty or "",
        stage=about.stage,
        next_date=about.next_date,
        assumptions=proposal.assumptions,
        policy=proposal.policy,
        engine=ENGINE_VERSION,
        input_hash=proposal.input_hash,
        figures=proposal.figures,
        standard=risk.company.standard,
        currency=risk.company.currency,
        claimed=None if facts.claimed is None else proposal.money(facts.claimed),
        low=proposal.low,
        best=proposal.best,
        high=proposal.high,
        own_fees=proposal.own_fees,
        proposed_ifrs_class=said.ias37.proposed_class,
        proposed_us_gaap_class=said.asc450.proposed_class,
        proposed_closing=proposal.closing,
        ifrs_class=said.ias37.proposed_class,
        us_gaap_class=said.asc450.proposed_class,
        **{
            **_of_the_row(statement),
            **asdict(moved),
            "cannot_be_estimated": said.cannot_be_estimated or "",
            "public_statements": _said_in_public(statement, facts),
            "expected_on": statement.expected_on or proposal.expected_on,
        },
        prepared_by=by,
        prepared_at=now,
    )
    row.is_changed = differs(row)
    return row


def _of_the_row(statement: Statement) -> dict[str, Any]:
    """What has a column; the rate is in the figures."""
    stated = asdict(statement)
    del stated["pre_tax_rate"]
    return stated


def _said_in_public(statement: Statement, facts: AccountingFacts) -> str:
    said = statement.public_statements
    return (facts.public_statements or "") if said is None else said


def _moved(
    proposal: Proposed, statement: Statement, *, before: Contingency | None
) -> Movement:
    code = proposal.assumptions.risk.code
    if before is None:
        return movement(
            code,
            opening=proposal.money(proposal.facts.opening),
            used=statement.used,
            exchange=statement.exchange,
            closing=proposal.closing,
        )
    left = max(before.closing - statement.used, Decimal(0))
    time = proposal.time_value(left, since=before)
    return movement(
        code,
        opening=before.closing,
        used=statement.used,
        exchange=statement.exchange,
        closing=proposal.closing,
        unwinding=Decimal(str(time.unwinding)),
        rate_change=Decimal(str(time.rate_change)),
    )


def _refuse_another_risk(risk: Risk, *, by: Person) -> None:
    if not suits(Scope.of(by)).filter(pk=risk.pk).exists():
        raise ContingencyRefused(
            _("%(code)s is not an open copyright suit with assumptions.")
            % {"code": risk.code}
        )


def _refuse_the_date(risk: Risk, *, on: date, now: datetime) -> None:
    if on > risk.company.today(now):
        raise ContingencyRefused(
            _("%(on)s is in the future.") % {"on": f"{on:%-d %B %Y}"}
        )
    if on < risk.opened_on:
        raise ContingencyRefused(
            _("%(code)s was opened on %(opened_on)s, after that date.")
            % {"code": risk.code, "opened_on": f"{risk.opened_on:%-d %B %Y}"}
        )
    last = last_approved_date(risk)
    if last and last > on:
        raise ContingencyRefused(
            _(
                "The schedule of %(last)s is already approved. Correct that "
                "schedule instead."
            )
            % {"last": f"{last:%-d %B %Y}"}
        )


def _refuse_twice(risk: Risk, *, on: date) -> None:
    waiting = Contingency.objects.filter(
        risk=risk,
        reporting_date=on,
        status__in=(Contingency.Status.PREPARED, Contingency.Status.REVIEWED),
    ).first()
    if waiting:
        state = waiting.get_status_display().lower()
        raise ContingencyRefused(
            _("%(code)s at %(on)s is already %(state)s.")
            % {"code": risk.code, "on": f"{on:%-d %B %Y}", "state": state}
        )


def _refuse_the_exemption(company: Company, statement: Statement) -> None:
    if not statement.is_exempt:
        return
    if company.standard == Company.Standard.US_GAAP:
        raise ContingencyRefused(
            _(
                "ASC 450-20 has no exemption. Only IAS 37.92 allows amounts to be "
                "omitted."
            ),
            field="is_exempt",
        )
    for field, name in (("nature", "the nature"), ("exemption_reason", "the reason")):
        if not getattr(statement, field).strip():
            raise ContingencyRefused(
                _(
                    "Enter %(name)s: IAS 37.92 requires disclosure of the general "
                    "nature of the dispute, and of the fact and reason of the "
                    "omission."
                )
                % {"name": name},
                field=field,
            )


def _refuse_a_silent_change(row: Contingency) -> None:
    if row.change_reason.strip():
        return
    if row.corrects:
        raise ContingencyRefused(
            _("Enter a reason: this corrects an approved row."), field="change_reason"
        )
    if row.is_changed:
        raise ContingencyRefused(
            _(
                "Enter a reason: the class or the closing provision differs from "
                "the last schedule."
            ),
            field="change_reason",
        )
