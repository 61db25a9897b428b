"""A person's calendar, read by a program that cannot sign in."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from risks.access.models import Disclosure
from risks.alerts.documents import calendar
from risks.alerts.models import FeedToken
from risks.alerts.operations import new_feed_token
from risks.alerts.queries import person_of_feed
from risks.clock import now
from risks.web.download import download
from risks.web.person import reader


@login_required
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Says what a feed is; a POST makes a new address and shows it this once."""
    person = reader(request)
    context: dict[str, object] = {"title": _("Calendar feed")}
    if request.method == "POST":
        path = reverse("feed", args=[new_feed_token(person, now=now())])
        context["address"] = f"{settings.BASE_URL.rstrip('/')}{path}"
    live = FeedToken.objects.filter(
        person=person, revoked_at__isnull=True, expires_at__gt=now()
    )
    context["live"] = live.first()
    return render(request, "web/reminders/calendar.html", context)


@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    moment = now()
    person = person_of_feed(token, now=moment)
    if person is None:
        raise Http404
    return download(
        calendar(person, now=moment),
        name="deadlines.ics",
        person=person,
        channel=Disclosure.Channel.FEED,
        shown=["calendar: codes and dates of open deadlines"],
        now=moment,
    )
