"""What every template can read: the look, the demo label, the state of reminders."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries import ReminderHealth, reminder_health
from risks.alerts.queries.sending.unanswered import awaited_of
from risks.clock import now

MINUTE = 60


def product(request: HttpRequest) -> dict[str, Any]:
    # The theme renders many small templates for one page, each asking again.
    kept: dict[str, Any] = request.__dict__
    if "_watchbrief" not in kept:
        kept["_watchbrief"] = _product(request)
    shared: dict[str, Any] = kept["_watchbrief"]
    return shared


def _product(request: HttpRequest) -> dict[str, Any]:
    shared: dict[str, Any] = {"demo": settings.DEMO}
    # No person on a request that failed before it had one, such as one of a bad host.
    if not hasattr(request, "user"):
        return shared
    seen = cache(lambda: reminder_health(now=now()))
    shared["reminder_health"] = SimpleLazyObject(seen)
    shared["pulse_words"] = SimpleLazyObject(lambda: trouble(seen()))
    shared["awaited"] = SimpleLazyObject(lambda: awaited_by(request.user))
    if request.path.startswith(reverse("admin:index")):
        return shared  # The admin fills in its own look.
    return {**admin.site.each_context(request), **shared}


def awaited_by(person: Person | AnonymousUser) -> list[Notification]:
    """The critical reminders that wait for this reader's answer."""
    return list(awaited_of(person)) if isinstance(person, Person) else []


def trouble(seen: ReminderHealth) -> str:
    if seen.heartbeat_age_seconds is None:
        return _("The reminder dispatcher has never run. Ask an operator to start it.")
    silent = seen.heartbeat_age_seconds // MINUTE
    overdue = seen.oldest_overdue_seconds // MINUTE
    if overdue:
        words = ngettext(
            "The oldest unsent reminder is %(minutes)d minute overdue.",
            "The oldest unsent reminder is %(minutes)d minutes overdue.",
            overdue,
        )
        return words % {"minutes": overdue}
    words = ngettext(
        "The reminder dispatcher last ran %(minutes)d minute ago.",
        "The reminder dispatcher last ran %(minutes)d minutes ago.",
        silent,
    )
    return words % {"minutes": silent}
