"""Give 24 hours' notice of a change of a deadline, and object to one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import DeadlineRefused, give_notice, object_to
from risks.clock import now
from risks.web.deadlines.mark_as_met import back
from risks.web.deadlines.notice_forms import NoticeForm
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.person import reader


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def notify_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Request a later day or a withdrawal that takes effect after 24 hours."""
    person = reader(request)
    rows = Deadline.objects.visible_to(person).select_related("case", "owner")
    deadline = get_object_or_404(rows, public_id=public_id)
    form = NoticeForm(request.POST or None, deadline=deadline, reader=person)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            give_notice(
                deadline,
                DeadlineChange.Kind(said["kind"]),
                document=said["document"],
                due_date=said["due_date"],
                reason=said["reason"],
                by=person,
                now=now(),
            )
        except DeadlineRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            done = _(
                "Notice given: %(title)s. Until it takes effect, the deadline keeps "
                "its date and its reminders."
            )
            messages.success(request, done % {"title": deadline.title})
            return back(deadline)
    context = {"title": _("Change with notice"), "deadline": deadline, "form": form}
    status = 400 if form.errors else 200
    return render(request, "web/deadlines/notify_change.html", context, status=status)


@login_required
@require_POST
def object_to_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Object as one who was told, whatever one's role; a second person then decides."""
    person = reader(request)
    rows = DeadlineChange.objects.visible_to(person).select_related("deadline__case")
    change = get_object_or_404(rows, public_id=public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter the reason of your objection."))
        return back(change.deadline)
    try:
        reason = form.cleaned_data["reason"]
        object_to(change, by=person, reason=reason, now=now())
    except DeadlineRefused as refused:
        messages.error(request, str(refused))
    else:
        dispatch_early()
        done = _("Objection recorded: %(title)s. A second person must confirm it.")
        messages.success(request, done % {"title": change.deadline.title})
    return back(change.deadline)
