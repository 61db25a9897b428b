"""A person's own subscriptions to new events."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from risks.alerts.operations.preferences.subscriptions import subscribe, unsubscribe
from risks.alerts.queries.preferences.subscriptions import subscriptions_of
from risks.cases.models import Case
from risks.clock import now
from risks.web.person import reader
from risks.web.reminders.subscription_forms import SubscriptionForm


@login_required
@permission_required("risks.view_event", raise_exception=True)
def subscriptions(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    cases = Case.objects.visible_to(person).order_by("code")
    form = SubscriptionForm(request.POST or None, cases=cases)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = subscribe(
            person, event_kind=said["event_kind"], case=said["case"], now=now()
        )
        kind = made.get_event_kind_display()
        messages.success(request, _("Subscription added: %(kind)s.") % {"kind": kind})
        return redirect("subscriptions")
    context = {
        "title": _("Subscriptions"),
        "form": form,
        "subscriptions": subscriptions_of(person),
    }
    return render(request, "web/reminders/subscriptions.html", context)


@login_required
@require_POST
@permission_required("risks.view_event", raise_exception=True)
def end_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    unsubscribe(get_object_or_404(subscriptions_of(reader(request)), pk=pk))
    messages.success(request, _("Subscription ended."))
    return redirect("subscriptions")
