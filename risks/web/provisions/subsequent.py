"""What came after a reporting date: the controller says what counts at it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from risks.access.models import Person, Scope
from risks.clock import now
from risks.register.models import Company
from risks.reports.operations import (
    ContingencyRefused,
    mark_subsequent,
    state_authorisation,
)
from risks.reports.queries.subsequent import (
    SubsequentVersion,
    authorised_on,
    subsequent_versions,
)
from risks.web.person import reader
from risks.web.provisions.days import day_in_address
from risks.web.provisions.forms import AuthorisationForm, MarkForm

CONTROLLER = "risks.approve_contingency"
AUTHORISE = "authorise"


@login_required
@permission_required("risks.view_contingency", raise_exception=True)
def subsequent_events(request: HttpRequest, company: str, on: str) -> HttpResponse:
    person = reader(request)
    scope, day = Scope.of(person), day_in_address(on)
    row = get_object_or_404(Company.objects.within(scope), code=company)
    versions = subsequent_versions(row, on=day, scope=scope)
    stated = authorised_on(row, on=day)
    said = request.POST if request.method == "POST" else None
    act = said.get("act", "") if said else ""
    if said is not None and not person.has_perm(CONTROLLER):
        raise PermissionDenied
    authorisation = AuthorisationForm(
        said if act == AUTHORISE else None, initial={"authorised_on": stated}
    )
    forms = {
        each.assumptions.pk: MarkForm(
            said if act == str(each.assumptions.pk) else None,
            auto_id=f"mark_{each.assumptions.pk}_%s",
        )
        for each in versions
    }
    if act and act != AUTHORISE and act not in map(str, forms):
        raise Http404
    form = authorisation if act == AUTHORISE else forms.get(int(act or 0))
    if form and form.is_valid() and _done(form, row, versions, act, day, by=person):
        messages.success(request, _("Saved."))
        return redirect("subsequent_events", row.code, on)
    context: dict[str, Any] = {
        "title": _("After the reporting date: %(company)s") % {"company": row.name},
        "company": row,
        "on": day,
        "authorised_on": stated,
        "authorisation": authorisation,
        "versions": [(each, forms[each.assumptions.pk]) for each in versions],
        "can_mark": person.has_perm(CONTROLLER),
        "person": person,
    }
    status = 400 if form and form.errors else 200
    return render(request, "web/provisions/subsequent.html", context, status=status)


def _done(
    form: AuthorisationForm | MarkForm,
    company: Company,
    versions: list[SubsequentVersion],
    act: str,
    on: date,
    *,
    by: Person,
) -> bool:
    """Whether it was; else the form says why not."""
    said = form.cleaned_data
    try:
        if isinstance(form, AuthorisationForm):
            day = said["authorised_on"]
            state_authorisation(company, on=on, day=day, by=by, now=now())
            return True
        version = next(each for each in versions if str(each.assumptions.pk) == act)
        mark_subsequent(
            version.assumptions,
            on=on,
            is_adjusting=said["is_adjusting"] == MarkForm.ADJUSTING,
            reason=said["reason"],
            by=by,
            now=now(),
        )
    except ContingencyRefused as refused:
        form.add_error(refused.field or None, str(refused))
        return False
    return True
