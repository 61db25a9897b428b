"""Acknowledge a legal hold, each person for themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from risks.cases.models import LegalHold
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.legal_holds import acknowledge
from risks.clock import now
from risks.web.person import reader


@login_required
@require_POST
@permission_required("risks.view_legalhold", raise_exception=True)
def acknowledge_hold(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = LegalHold.objects.visible_to(person).select_related("case")
    hold = get_object_or_404(rows, public_id=public_id)
    try:
        acknowledge(hold, by=person, now=now())
    except RegisterRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Legal hold acknowledged."))
    return redirect("case", hold.case.public_id)
