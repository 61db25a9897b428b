"""Close a case by a list of what becomes moot, and decide or reverse such a list."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.access.models import Person
from risks.cases.models import Case, Closure, ClosureRow, Deadline
from risks.cases.operations import (
    ClosureRefused,
    ask_to_close,
    confirm_closure,
    refuse_closure,
    reopen,
)
from risks.cases.operations.closing.moot import Ending, Sorted, sort_deadlines
from risks.cases.queries.entered_rules import take_entered_rules
from risks.clock import now
from risks.web.cases.closing_forms import ClosureForm, EndingForm
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.person import reader

Row = ClosureRow.State


@login_required
@permission_required("risks.add_closure", raise_exception=True)
def close_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose what happened, see the list, take rows off it, and ask for it."""
    person = reader(request)
    case = get_object_or_404(Case.objects.visible_to(person), public_id=public_id)
    sent = request.POST if request.method == "POST" else request.GET
    ending = EndingForm(sent if sent else None, case=case)
    form = ReasonForm(request.POST or None)
    is_chosen = ending.is_bound and ending.is_valid()
    take_entered_rules()
    found = sort_deadlines(case, ending.ending) if is_chosen else None
    ticked = set(request.POST.getlist("close"))
    if request.method == "POST" and found and form.is_valid():
        try:
            closure = _asked(case, ending.ending, found, ticked, form=form, by=person)
        except ClosureRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, _said(closure))
            return redirect("case", case.public_id)
    if found and request.method != "POST":
        ticked = {row.public_id for row, _why in found.moot}
    context = {
        "title": _("Close a case"),
        "case": case,
        "ending": ending,
        "form": form,
        "found": found,
        "ticked": ticked,
    }
    is_wrong = (ending.is_bound and ending.errors) or form.errors
    status = 400 if is_wrong else 200
    return render(request, "web/cases/close_case.html", context, status=status)


@login_required
@permission_required("risks.change_closure", raise_exception=True)
def closure(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm a waiting list, refuse it, or reverse a confirmed one."""
    person = reader(request)
    rows = Closure.objects.visible_to(person).select_related(
        "case", "event__entry", "asked_by", "decided_by", "reversed_by", "party"
    )
    row = get_object_or_404(rows, public_id=public_id)
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _decided(row, form, set(request.POST.getlist("close")), by=person)
        except ClosureRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, _said(done))
            return redirect("case", row.case.public_id)
    listed = list(row.rows.select_related("deadline__owner", "kept_by"))
    context = {
        "title": _("Closing list"),
        "closure": row,
        "case": row.case,
        "rows": listed,
        "own": row.asked_by_id == person.pk and _is_critical(listed),
        "is_critical": _is_critical(listed),
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(request, "web/cases/closure.html", context, status=status)


def _asked(
    case: Case,
    ending: Ending,
    found: Sorted,
    ticked: set[str],
    *,
    form: ReasonForm,
    by: Person,
) -> Closure:
    """Ask for the list as it was ticked: what is moot and not ticked stays open."""
    return ask_to_close(
        case,
        ending,
        by=by,
        reason=form.cleaned_data["reason"],
        now=now(),
        kept=_keys((row for row, _why in found.moot), ticked, on=False),
        added=_keys(
            (row for row, _why in (*found.kept, *found.to_decide)), ticked, on=True
        ),
    )


def _keys(rows: Iterable[Deadline], ticked: set[str], *, on: bool) -> list[int]:
    return [row.pk for row in rows if (row.public_id in ticked) == on]


def _decided(
    row: Closure, form: ClosureForm, ticked: set[str], *, by: Person
) -> Closure:
    reason = form.cleaned_data["reason"]
    if form.cleaned_data["decision"] == "refuse":
        return refuse_closure(row, by=by, reason=reason, now=now())
    if form.cleaned_data["decision"] == "reopen":
        return reopen(row, by=by, reason=reason, now=now())
    listed = list(row.rows.select_related("deadline"))
    kept = _keys(_in_state(listed, Row.PROPOSED), ticked, on=False)
    chosen = _keys(_in_state(listed, Row.TO_DECIDE), ticked, on=True)
    return confirm_closure(
        row, by=by, reason=reason, now=now(), kept=kept, chosen=chosen
    )


def _in_state(rows: Iterable[ClosureRow], state: ClosureRow.State) -> list[Deadline]:
    return [row.deadline for row in rows if row.state == state]


def _is_critical(rows: Iterable[ClosureRow]) -> bool:
    return any(
        row.state == Row.PROPOSED
        and row.deadline.status == Deadline.Status.OPEN
        and row.deadline.is_critical
        for row in rows
    )


def _said(row: Closure) -> str:
    if row.state == Closure.State.ASKED:
        return _(
            "A critical deadline is on the list. Everything stays open, with "
            "reminders, until another person confirms."
        )
    if row.state == Closure.State.REFUSED:
        return _("List refused. Every deadline stays open.")
    if row.state == Closure.State.REVERSED:
        number = row.rows.filter(state=Row.REOPENED).count()
        return ngettext(
            "Reopened: %(number)d deadline sends reminders again.",
            "Reopened: %(number)d deadlines send reminders again.",
            number,
        ) % {"number": number}
    number = row.rows.filter(state=Row.CLOSED).count()
    return ngettext(
        "List confirmed: %(number)d deadline sends no more reminders.",
        "List confirmed: %(number)d deadlines send no more reminders.",
        number,
    ) % {"number": number}
