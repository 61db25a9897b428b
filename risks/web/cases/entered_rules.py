"""Enter a judge's or a local rule; confirm, refuse or correct it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.access.models import Person
from risks.cases.models import Case, Deadline, EnteredRule
from risks.cases.operations.rules.decide import Confirmed, confirm_rule, refuse_rule
from risks.cases.operations.rules.enter import TRIGGERS, correct_rule, enter_rule
from risks.cases.queries.entered_rules import take_entered_rules
from risks.cases.queries.rule_effect import Effect, effect_of
from risks.clock import now, today
from risks.engine.time.courts import Court, court
from risks.engine.time.entered_rules import EntryRefused, checked, rule_of
from risks.engine.time.rule_book import all_rules
from risks.engine.time.rules import Layer, Rule
from risks.web.cases.entered_rule_forms import (
    CourtForm,
    RuleForm,
    courts,
    without_title,
)
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import DecisionForm
from risks.web.person import reader

State = EnteredRule.State


@login_required
@permission_required("risks.add_enteredrule", raise_exception=True)
def enter_a_rule(request: HttpRequest) -> HttpResponse:
    """Choose the court, then enter the rule; a POST with `preview` only shows it."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = CourtForm(sent if "court" in sent else None)
    if not chosen.is_valid():
        context = {"title": _("Enter a rule"), "form": chosen, "courts": courts()}
        status = 400 if chosen.is_bound else 200
        return render(request, "web/cases/choose_court.html", context, status=status)
    return _form_page(request, chosen.cleaned_data["court"])


@login_required
@permission_required("risks.add_enteredrule", raise_exception=True)
def correct_a_rule(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = EnteredRule.objects.visible_to(person).filter(state=State.CONFIRMED)
    row = get_object_or_404(rows, public_id=public_id)
    return _form_page(request, court(row.court_id), corrects=row)


@login_required
@permission_required("risks.view_enteredrule", raise_exception=True)
def entered_rule(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read a rule; a POST confirms or refuses it."""
    person = reader(request)
    rows = EnteredRule.objects.visible_to(person)
    row = get_object_or_404(
        rows.select_related("entered_by", "decided_by"), public_id=public_id
    )
    own = row.entered_by_id == person.pk
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        _refuse_who_may_not_decide(request, own=own)
        if form.is_valid() and _decided(request, row, form, by=person):
            return redirect("entered_rule", row.public_id)
    versions = rows.filter(rule_id=row.rule_id).order_by("-number")
    take_entered_rules()
    context = {
        "title": _("Rule"),
        "rule": row,
        "own": own,
        "may_decide": own or person.has_perm("risks.change_enteredrule"),
        "form": form,
        "versions": versions,
        "replaced": _rule(row.replaces),
        "effect": effect_of(
            rule_of(row.entry), example=_example(row, person), person=person
        ),
    }
    status = 400 if form.errors else 200
    return render(request, "web/cases/entered_rule.html", context, status=status)


def _form_page(
    request: HttpRequest, tribunal: Court, *, corrects: EnteredRule | None = None
) -> HttpResponse:
    person = reader(request)
    on = today(tribunal.zone, now())
    take_entered_rules()
    form = RuleForm(
        request.POST or None,
        court=tribunal,
        replaceable=_replaceable(tribunal, on=on, corrects=corrects),
        initial=_initial(corrects, on=on),
        corrects=corrects,
    )
    effect = None
    if request.method == "POST" and form.is_valid():
        if "preview" not in request.POST:
            row = _proposed(form, corrects, by=person)
            if row is not None:
                messages.success(request, _said_proposed(row))
                return redirect("entered_rule", row.public_id)
        else:
            effect = _effect(form, corrects, person=person, on=on)
    context = {
        "title": _("Correct a rule") if corrects else _("Enter a rule"),
        "form": form,
        "court": tribunal,
        "corrects": corrects,
        "judges": _judges(tribunal, person),
        "effect": effect,
    }
    status = 400 if form.errors else 200
    return render(request, "web/cases/enter_rule.html", context, status=status)


def _replaceable(
    tribunal: Court, *, on: date, corrects: EnteredRule | None
) -> list[Rule]:
    """Return what a rule may replace: the rules in force in the court, in order.

    A local rule replaces a national one; a judge's replaces a local one, too.
    """
    known = {
        rule.id: rule
        for rule in all_rules()
        if rule.layer is not Layer.JUDGE
        and rule.binds(tribunal, judge="")
        and (rule.in_force(on) or (corrects and rule.id == corrects.replaces))
    }
    return sorted(known.values(), key=lambda rule: (rule.citation, rule.title))


def _initial(corrects: EnteredRule | None, *, on: date) -> dict[str, Any]:
    if corrects is None:
        return {"counting": EnteredRule.Counting.PLAIN, "example": on, "read_on": on}
    names = RuleForm.base_fields.keys() - {"example", "critical"}
    was = {name: getattr(corrects, name) for name in names}
    changed = {"critical": corrects.is_critical, "example": on, "read_on": on}
    return {**was, **changed, "effective_from": on, "effective_to": None}


def _proposed(
    form: RuleForm, corrects: EnteredRule | None, *, by: Person
) -> EnteredRule | None:
    """Return the stored rule; None where the form says what is wrong."""
    try:
        if corrects is None:
            return enter_rule(form.entry, by=by, now=now())
        return correct_rule(corrects, form.entry, by=by, now=now())
    except EntryRefused as refused:
        form.refuse(refused)
        return None


def _effect(
    form: RuleForm, corrects: EnteredRule | None, *, person: Person, on: date
) -> Effect | None:
    """Return what the rule would count; None where the form says what is wrong."""
    entry = form.entry
    try:
        rule = rule_of(entry) if corrects else checked(entry, triggers=TRIGGERS)
    except EntryRefused as refused:
        form.refuse(refused)
        return None
    example = form.cleaned_data["example"] or on
    return effect_of(rule, example=example, person=person)


def _decided(
    request: HttpRequest, row: EnteredRule, form: DecisionForm, *, by: Person
) -> bool:
    """Say whether the decision was recorded; if not, the form says why."""
    reason, moment = form.cleaned_data["reason"], now()
    try:
        if form.cleaned_data["decision"] == "reject":
            refuse_rule(row, by=by, reason=reason, now=moment)
            messages.success(request, _("Rule refused. It counts nothing."))
            return True
        done = confirm_rule(row, by=by, reason=reason, now=moment)
    except EntryRefused as refused:
        for _name, problem in refused.problems:
            form.add_error(None, problem)
        return False
    dispatch_early()
    messages.success(request, _said_confirmed(done, by=by))
    return True


def _refuse_who_may_not_decide(request: HttpRequest, *, own: bool) -> None:
    """Raise PermissionDenied; who entered a rule may take it back in any role."""
    takes_back = own and request.POST.get("decision") == "reject"
    if not (takes_back or request.user.has_perm("risks.change_enteredrule")):
        raise PermissionDenied


def _said_proposed(row: EnteredRule) -> str:
    return _(
        "%(citation)s is entered. It counts nothing until another person confirms it."
    ) % {"citation": row.citation}


def _said_confirmed(done: Confirmed, *, by: Person) -> str:
    """Return what changed, of what the reader may see."""
    keys = [deadline.pk for deadline in done.deadlines]
    seen = Deadline.objects.visible_to(by).filter(pk__in=keys).count()
    return ngettext(
        "Rule confirmed. %(number)d deadline was added or moved earlier.",
        "Rule confirmed. %(number)d deadlines were added or moved earlier.",
        seen,
    ) % {"number": seen}


def _judges(tribunal: Court, person: Person) -> list[str]:
    """Return the judges of the cases that a person sees, without their titles."""
    rows = Case.objects.visible_to(person).filter(court_id=tribunal.id)
    named = rows.exclude(judge="").values_list("judge", flat=True).distinct()
    return sorted({without_title(judge) for judge in named})


def _rule(rule_id: str) -> Rule | None:
    return next((rule for rule in all_rules() if rule.id == rule_id), None)


def _example(row: EnteredRule, person: Person) -> date:
    """Return a day on which the rule is in force, from today on if there is one."""
    on = max(person.today(now()), row.effective_from)
    return min(on, row.effective_to) if row.effective_to else on
