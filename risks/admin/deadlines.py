"""Deadlines: who is on them. What moves a date or closes it is on the case's page."""

from copy import copy
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.admin.scoped import RowForm, reader
from risks.alerts.queries.monitoring.reach import ENOUGH, reached, why_a_reason
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import DeadlineRefused
from risks.cases.operations.deadlines.enter import (
    refuse_people_without_access,
    take_people,
)

PEOPLE = ("owner", "backup")


class DeadlineForm(RowForm):
    assigned_because = forms.CharField(
        label=_("Reason for the change of owner or backup"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Required when the owner or the backup changes. It is kept in the history."
        ),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        if self.changes_people:
            self._refuse_people(said)
        self._refuse_understaffed(said)
        self._refuse_hushed(said)
        return said

    @property
    def changes_people(self) -> bool:
        return bool(set(PEOPLE) & set(self.changed_data))

    def _refuse_people(self, said: dict[str, Any]) -> None:
        if not said["assigned_because"].strip():
            self.add_error("assigned_because", _("Enter a reason."))
        try:
            refuse_people_without_access(
                self.instance.case or self.instance, said["owner"], said["backup"]
            )
        except DeadlineRefused as refused:
            self.add_error(None, str(refused))

    def _refuse_hushed(self, said: dict[str, Any]) -> None:
        """One person cannot make an open critical deadline of ours less severe."""
        critical = (Deadline.Severity.CRITICAL, Deadline.Whose.OURS)
        row = self.instance
        is_open = row.status == Deadline.Status.OPEN
        was_critical = is_open and (row.severity, row.whose) == critical
        if was_critical and (said["severity"], said["whose"]) != critical:
            self.add_error(
                None,
                _(
                    "An open critical deadline of ours stays critical and ours. "
                    "Withdraw it instead: a second person confirms that."
                ),
            )

    def _refuse_understaffed(self, said: dict[str, Any]) -> None:
        """What was understaffed before may stay so, for its other fields may change."""
        if not {*PEOPLE, "severity", "understaffed_reason"} & set(self.changed_data):
            return
        draft = copy(self.instance)
        for name in (*PEOPLE, "severity"):
            setattr(draft, name, said[name])
        people = reached(draft)
        if (
            draft.is_critical
            and len(people) < ENOUGH
            and not said["understaffed_reason"].strip()
        ):
            self.add_error("understaffed_reason", why_a_reason(people))


@admin.register(Deadline)
class DeadlineAdmin(HistoryAdmin):
    form = DeadlineForm
    list_display = (
        "code",
        "title",
        "case",
        "calendared_date",
        "owner",
        "whose",
        "status",
    )
    list_filter = ("status", "severity", "whose", "basis", "due_at")
    list_select_related = ("case", "owner")
    search_fields = ("code", "title")
    fields = (
        ("code", "status"),
        "title",
        ("case", "company", "event_date"),
        ("calendared_date", "latest_arguable_date"),
        "reason",
        ("due_date", "due_time", "tz"),
        ("owner", "backup"),
        "assigned_because",
        ("severity", "whose"),
        "understaffed_reason",
        ("basis", "citation"),
        "flag",
    )
    # Reminders hang on the dates: they change through an operation, with a reason.
    readonly_fields = (
        "code",
        "status",
        "case",
        "company",
        "event_date",
        "calendared_date",
        "latest_arguable_date",
        "reason",
        "due_date",
        "due_time",
        "tz",
        "basis",
        "citation",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: Deadline,
        form: DeadlineForm,
        change: bool,
    ) -> None:
        if form.changes_people:
            take_people(
                obj,
                owner=obj.owner,
                backup=obj.backup,
                reason=form.cleaned_data["assigned_because"],
                by=reader(request),
            )
        super().save_model(request, obj, form, change)


@admin.register(DeadlineChange)
class DeadlineChangeAdmin(ReadOnlyAdmin, HistoryAdmin):
    """Read only: what is asked is confirmed or refused on the page of its case."""

    list_display = ("asked_at", "kind", "deadline", "state", "asked_by", "decided_by")
    list_filter = ("state", "kind", "asked_at")
    list_select_related = ("deadline", "asked_by", "decided_by")
    fields = (
        "deadline",
        ("kind", "due_date"),
        "reason",
        ("asked_by", "asked_by_rule", "asked_at"),
        ("document", "effective_at"),
        ("objected_by", "objected_at"),
        "objection",
        "state",
        ("decided_by", "decided_at"),
        "decision_reason",
    )
