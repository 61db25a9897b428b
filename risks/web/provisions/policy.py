"""The accounting policy of a company: thresholds, and own legal costs."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from risks.access.models import Person, Scope
from risks.clock import now
from risks.engine.exposure.accounting.standards import HOUSE
from risks.register.models import Company
from risks.reports.models import AccountingPolicy
from risks.reports.operations import (
    ContingencyRefused,
    PolicyTerms,
    decide_policy,
    propose_policy,
)
from risks.reports.queries.policies import approved_policy, house_policy
from risks.web.person import reader
from risks.web.provisions.forms import DecisionForm, PolicyForm

PROPOSE, APPROVE, DECLINE = "propose", "approve", "decline"
NEEDED = {
    PROPOSE: "risks.add_contingency",
    APPROVE: "risks.approve_contingency",
    DECLINE: "risks.approve_contingency",
}


@login_required
@permission_required("risks.view_contingency", raise_exception=True)
def accounting_policy(request: HttpRequest, company: str) -> HttpResponse:
    person = reader(request)
    row = get_object_or_404(Company.objects.within(Scope.of(person)), code=company)
    today = row.today(now())
    policies = row.accounting_policies.select_related("proposed_by", "decided_by")
    waiting = policies.filter(status=AccountingPolicy.Status.PROPOSED).first()
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method == "POST" and not person.has_perm(NEEDED.get(act, "none")):
        raise PermissionDenied
    said = request.POST if act else None
    proposal = PolicyForm(
        said if act == PROPOSE else None,
        initial={**_percentages(row), "valid_from": today},
    )
    decision = DecisionForm(said if act in (APPROVE, DECLINE) else None)
    form: Form = proposal if act == PROPOSE else decision
    if act and form.is_valid() and _done(act, row, waiting, form, by=person):
        messages.success(request, _("Saved."))
        return redirect("accounting_policy", row.code)
    context: dict[str, Any] = {
        "title": _("Accounting policy: %(company)s") % {"company": row.name},
        "company": row,
        "current": approved_policy(row, on=today),
        "defaults": HOUSE,
        "waiting": waiting,
        "policies": policies.order_by("-valid_from", "-pk"),
        "proposal": proposal,
        "decision": decision,
        "can_propose": person.has_perm(NEEDED[PROPOSE]) and waiting is None,
        "can_decide": waiting is not None
        and person.has_perm(NEEDED[APPROVE])
        and person != waiting.proposed_by,
    }
    status = 400 if act and form.errors else 200
    return render(request, "web/provisions/policy.html", context, status=status)


def _percentages(company: Company) -> dict[str, Any]:
    """What holds today, as people write it: 75 for 0.75."""
    policy = house_policy(company, on=company.today(now()))
    names = PolicyForm.SHARES
    fees = AccountingPolicy.OwnFees
    return {
        **{name: round(Decimal(str(getattr(policy, name))) * 100, 2) for name in names},
        "own_fees": fees.ACCRUE if policy.accrues_own_fees else fees.AS_INCURRED,
    }


def _done(
    act: str,
    company: Company,
    waiting: AccountingPolicy | None,
    form: Form,
    *,
    by: Person,
) -> bool:
    """Whether it was; else the form says why not."""
    said = dict(form.cleaned_data)
    try:
        if act == PROPOSE:
            shares = {name: said.pop(name) / 100 for name in PolicyForm.SHARES}
            terms = PolicyTerms(**shares, **said)
            propose_policy(company, terms=terms, by=by, now=now())
        elif waiting is None:
            form.add_error(None, _("No policy waits to be decided."))
            return False
        else:
            decide_policy(
                waiting,
                is_approved=act == APPROVE,
                by=by,
                now=now(),
                reason=said["reason"],
            )
    except ContingencyRefused as refused:
        form.add_error(refused.field or None, str(refused))
        return False
    return True
