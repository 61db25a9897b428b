"""Try other inputs of a risk, show the effect, and propose the change."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.access.models import Person, Scope
from risks.clock import now
from risks.engine.exposure.documents.refusal import RegisterError
from risks.exposure.queries import Inputs
from risks.register.models import Risk
from risks.register.operations import (
    AssumptionsRefused,
    merged,
    propose,
    refuse_what_cannot_be_priced,
)
from risks.register.queries import UnusableFact
from risks.web.assumptions.fields import fields_of, with_values
from risks.web.assumptions.form import Question
from risks.web.exposure.effect import told
from risks.web.exposure.pricing import (
    Effect,
    effect_of,
    inputs_in_sight,
    with_parameters,
)
from risks.web.forms import ProposalForm
from risks.web.person import reader

UNCHANGED = gettext_lazy("Change at least one value.")
Members = tuple[Inputs, ...]


@login_required
@permission_required("risks.view_assumptions", raise_exception=True)
def what_if(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    rows = Risk.objects.within(scope).select_related("company")
    risk = get_object_or_404(rows, public_id=public_id)
    context: dict[str, Any] = {
        "title": _("What if: %(risk)s") % {"risk": risk.title},
        "risk": risk,
        "hidden": risk.privileged and not scope.privileged,
    }
    today = risk.company.today(now())
    try:
        among = inputs_in_sight(risk, scope=scope, today=today)
    except UnusableFact as missing:
        context["missing"] = str(missing)
        among = ()
    stated = next((each for each in among if each.risk.pk == risk.pk), None)
    if stated is None:
        return render(request, "web/risks/what_if.html", context)
    return _answer(request, person, stated, among=among, context=context)


def _answer(
    request: HttpRequest,
    person: Person,
    stated: Inputs,
    *,
    among: Members,
    context: dict[str, Any],
) -> HttpResponse:
    parameters = stated.assumptions.parameters
    question = Question.of(fields_of(stated.risk.kind, parameters), request.POST)
    is_meant = "propose" in request.POST and person.has_perm("risks.add_proposal")
    form = ProposalForm(request.POST if is_meant else None, today=stated.valuation_date)
    context |= {"question": question, "stated": stated, "form": form}
    if request.method == "POST":
        changed = with_values(parameters, question.values())
        effect = _effect(question, changed, stated=stated, among=among)
        if effect:
            context["answer"] = told(
                effect, question.spent(), stated, question.changes()
            )
        if effect and is_meant and form.is_valid():
            why = _why(person, form.cleaned_data["reason"], context["answer"])
            try:
                made = _propose(person, stated, changed, why=why, form=form)
            except AssumptionsRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, made)
                return redirect("risk", stated.risk.public_id)
    status = 400 if question.is_refused or form.errors else 200
    return render(request, "web/risks/what_if.html", context, status=status)


def _effect(
    question: Question, changed: Mapping[str, Any], *, stated: Inputs, among: Members
) -> Effect | None:
    if question.is_refused:
        return None
    if changed == stated.assumptions.parameters:
        question.errors.append(str(UNCHANGED))
        return None
    try:
        believed = with_parameters(stated, changed)
        return effect_of(believed, stated=stated, among=among)
    except RegisterError as refused:
        question.refuse(refused)
        return None


def _why(person: Person, reason: str, answer: Mapping[str, Any]) -> str:
    changes = "; ".join(answer["changes"])
    return _("%(reason)s (%(person)s, from a what-if: %(changes)s; %(effect)s.)") % {
        "reason": reason.strip(),
        "person": person,
        "changes": changes,
        "effect": answer["moved"],
    }


def _propose(
    person: Person,
    stated: Inputs,
    changed: Mapping[str, Any],
    *,
    why: str,
    form: ProposalForm,
) -> str:
    """What to tell the proposer. Raises AssumptionsRefused."""
    old, moment = stated.assumptions.parameters, now()
    change = {name: value for name, value in changed.items() if old.get(name) != value}
    refuse_what_cannot_be_priced(stated.risk, merged(old, change), now=now())
    made = propose(
        stated.risk,
        origin=_origin(person, change, stated=stated, now=moment),
        why=why,
        change=change,
        decide_by=form.cleaned_data["decide_by"],
        now=moment,
    )
    if made is None:
        return _("You have already proposed this change today.")
    return _("Proposal saved. It takes effect as a new version once it is accepted.")


def _origin(
    person: Person, change: Mapping[str, Any], *, stated: Inputs, now: datetime
) -> str:
    """The same change sent twice, as by a double click, is one proposal."""
    text = json.dumps([stated.assumptions.number, change], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"what-if {digest} of person {person.pk} on {stated.risk.company.today(now)}"
