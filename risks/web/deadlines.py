"""Closing a deadline: met, with the reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render

from risks.access.queries import now
from risks.cases.models import Deadline
from risks.cases.operations import DeadlineRefused, meet
from risks.web.forms import ReasonForm
from risks.web.person import reader


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def close_deadline(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = Deadline.objects.visible_to(person).select_related("case", "owner")
    deadline = get_object_or_404(rows, public_id=public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meet(deadline, by=person, reason=form.cleaned_data["reason"], now=now())
        except DeadlineRefused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, f"{deadline.code} is met: {deadline.title}.")
            return _back(deadline)
    context = {"title": f"Close {deadline.code}", "deadline": deadline, "form": form}
    status = 400 if form.errors else 200
    return render(request, "web/close_deadline.html", context, status=status)


def _back(deadline: Deadline) -> HttpResponseRedirect:
    if deadline.case is None:
        return redirect("dashboard")
    return redirect("case", deadline.case.public_id)
