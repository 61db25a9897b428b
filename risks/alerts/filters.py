"""Filters of the reminders page and of its files."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    ModelChoiceFilter,
)

from risks.access.models import Person, Scope
from risks.alerts.models import Notification, NotificationQuerySet
from risks.alerts.queries.monitoring.reminder_rows import reminder_rows, stages

STAGES = (
    ("due", _("Due")),
    ("unsent", _("Due, not sent")),
    ("sent", _("Sent")),
    ("delivered", _("Delivered")),
    ("acknowledged", _("Acknowledged")),
    ("escalated", _("Escalated")),
    ("lost", _("Not delivered")),
    ("planned", _("Planned")),
    ("called_off", _("Cancelled")),
)
WEIGHTS = (("critical", _("Critical")), ("normal", _("Normal")))
NOT_A_DAY = {"invalid": _("Enter a date, for example 2026-06-30.")}


def recipients(request: HttpRequest) -> QuerySet[Person]:
    """Of what this person sees: a list of all would tell of the hidden."""
    assert isinstance(request.user, Person)
    seen = reminder_rows(request.user, Scope.of(request.user))
    theirs = seen.order_by().filter(recipient=OuterRef("pk"))
    people: QuerySet[Person] = Person.objects.filter(Exists(theirs))
    return people.order_by("first_name", "username", "pk")


def day_filter(label: Promise, method: str) -> DateFilter:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DateFilter(
        label=label, method=method, widget=widget, error_messages=NOT_A_DAY
    )


class ReminderFilter(FilterSet):
    q = CharFilter(
        method="named", label=_("Code of a case, risk or deadline"), max_length=200
    )
    stage = ChoiceFilter(
        method="at_stage", choices=STAGES, label=_("State"), empty_label=_("All")
    )
    kind = ChoiceFilter(
        choices=Notification.Kind.choices, label=_("Subject"), empty_label=_("All")
    )
    person = ModelChoiceFilter(
        field_name="recipient",
        queryset=recipients,
        label=_("Person"),
        empty_label=_("Anyone"),
    )
    weight = ChoiceFilter(
        method="weighing", choices=WEIGHTS, label=_("Severity"), empty_label=_("All")
    )
    since = day_filter(_("Planned from"), "planned_since")
    until = day_filter(_("Planned to"), "planned_until")

    class Meta:
        model = Notification
        fields = ("q", "stage", "kind", "person", "weight", "since", "until")

    def __init__(
        self,
        asked: Mapping[str, Any] | None,
        *,
        queryset: NotificationQuerySet,
        request: HttpRequest,
        now: datetime,
    ) -> None:
        super().__init__(asked, queryset=queryset, request=request)
        self.now = now

    def named(
        self, rows: NotificationQuerySet, _name: str, words: str
    ) -> NotificationQuerySet:
        """By codes alone: the words of a matter answer no question here."""
        found = Q()
        for word in words.split():
            found &= (
                Q(deadline__code__icontains=word)
                | Q(deadline__case__code__icontains=word)
                | Q(case__code__icontains=word)
                | Q(risk__code__icontains=word)
            )
        return rows.filter(found)

    def at_stage(
        self, rows: NotificationQuerySet, _name: str, stage: str
    ) -> NotificationQuerySet:
        return rows.filter(stages(now=self.now)[stage])

    def weighing(
        self, rows: NotificationQuerySet, _name: str, weight: str
    ) -> NotificationQuerySet:
        return rows.filter(critical=weight == "critical")

    def planned_since(
        self, rows: NotificationQuerySet, _name: str, day: date
    ) -> NotificationQuerySet:
        return rows.filter(fire_at__gte=self._at(day, time.min))

    def planned_until(
        self, rows: NotificationQuerySet, _name: str, day: date
    ) -> NotificationQuerySet:
        return rows.filter(fire_at__lte=self._at(day, time.max))

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.request.user.zone)
