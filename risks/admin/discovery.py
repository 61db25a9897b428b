"""Discovery: what is entered once gets its deadline, what follows closes it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.checked import CheckedForm
from risks.admin.history import HistoryAdmin
from risks.admin.scoped import RowForm, reader
from risks.cases.models import (
    CrossBorderReview,
    DiscoveryRequest,
    InsurerNotice,
    PrivilegeLogEntry,
    ProtectiveOrder,
)
from risks.cases.operations.deadlines.cross_border_review import (
    save_cross_border_review,
)
from risks.cases.operations.records.discovery import (
    answer_request,
    give_notice,
    record_notice,
    record_request,
    refuse_answer,
    refuse_request,
)
from risks.clock import now


class DiscoveryRequestForm(CheckedForm):
    def refuse(self, cleaned: dict[str, Any]) -> None:
        if self.instance.pk is None:
            refuse_request(DiscoveryRequest(**cleaned))
        elif cleaned.get("answered_on"):
            refuse_answer(self.instance, on=cleaned["answered_on"])


@admin.register(DiscoveryRequest)
class DiscoveryRequestAdmin(HistoryAdmin):
    """Asked once and answered once: its deadline goes with it."""

    form = DiscoveryRequestForm
    list_display = ("served_on", "title", "kind", "direction", "case", "answered_on")
    list_filter = ("kind", "direction", "served_on")
    list_select_related = ("case",)
    search_fields = ("title",)
    autocomplete_fields = ("case",)
    fields = (("case", "direction"), ("kind", "title"), ("served_on", "service"))
    asked = ("case", "direction", "kind", "title", "served_on", "service")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return (*self.fields, "answered_on") if obj else self.fields

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        if not isinstance(obj, DiscoveryRequest):
            return ()
        return self.asked if obj.answered_on is None else (*self.asked, "answered_on")

    def save_model(
        self,
        request: HttpRequest,
        obj: DiscoveryRequest,
        form: ModelForm[DiscoveryRequest],
        change: bool,
    ) -> None:
        if not change:
            record_request(obj, now=now())
        elif "answered_on" in form.changed_data and obj.answered_on:
            answer_request(obj, on=obj.answered_on, by=reader(request), now=now())


@admin.register(CrossBorderReview)
class CrossBorderReviewAdmin(HistoryAdmin):
    """Gates come with an answer's deadline; here they are asked about and cleared."""

    list_display = ("deadline", "rule", "state", "authority", "decided_on")
    list_filter = ("rule", "state")
    list_select_related = ("deadline",)
    search_fields = ("deadline__title", "deadline__code", "authority")
    fields = (
        ("deadline", "rule"),
        ("state", "authority"),
        ("asked_on", "decided_on"),
        "note",
    )
    readonly_fields = ("deadline", "rule")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: CrossBorderReview,
        form: ModelForm[CrossBorderReview],
        change: bool,
    ) -> None:
        save_cross_border_review(obj)


@admin.register(PrivilegeLogEntry)
class PrivilegeLogEntryAdmin(HistoryAdmin):
    list_display = ("dated", "document", "author", "basis", "case")
    list_filter = ("basis", "dated")
    list_select_related = ("case",)
    search_fields = ("document", "author", "description")
    autocomplete_fields = ("case",)
    fields = (
        ("case", "document"),
        ("dated", "author"),
        "recipients",
        "basis",
        "description",
        "privileged",
    )


@admin.register(ProtectiveOrder)
class ProtectiveOrderAdmin(HistoryAdmin):
    list_display = ("entered_on", "kind", "case")
    list_filter = ("kind", "entered_on")
    list_select_related = ("case",)
    search_fields = ("terms",)
    autocomplete_fields = ("case", "entry")
    fields = (("case", "entry"), ("kind", "entered_on"), "terms")


class InsurerNoticeForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = self.initial.get("given_on")
        if given and cleaned.get("given_on") != given:
            self.add_error(
                "given_on",
                _("Notice was already given on %(given)s.") % {"given": given},
            )
        return cleaned


@admin.register(InsurerNotice)
class InsurerNoticeAdmin(HistoryAdmin):
    form = InsurerNoticeForm
    list_display = ("notice_due_on", "insurer", "policy", "case", "given_on")
    list_filter = ("notice_due_on", "given_on")
    list_select_related = ("case",)
    search_fields = ("insurer", "policy")
    autocomplete_fields = ("case",)
    fields = ("case", ("insurer", "policy"), "notice_due_on")
    asked = ("case", "insurer", "policy", "notice_due_on")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return (*self.fields, "given_on") if obj else self.fields

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return self.asked if obj else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: InsurerNotice,
        form: ModelForm[InsurerNotice],
        change: bool,
    ) -> None:
        if not change:
            record_notice(obj, by=reader(request), now=now())
        elif "given_on" in form.changed_data and obj.given_on:
            give_notice(obj, on=obj.given_on, by=reader(request), now=now())
