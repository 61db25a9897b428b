"""Cases, who is in them, what their dockets say."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.case_form import CaseForm
from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.admin.scoped import ScopedAdmin, reader
from risks.cases.models import Case, Counsel, DocketEntry, Event, Party
from risks.cases.operations import answer_by_number, retry_docket
from risks.cases.operations.entries.file_entries import file_entry
from risks.cases.operations.intake.known_cases import free_place
from risks.clock import now
from risks.register.models import Tier


@admin.register(Case)
class CaseAdmin(HistoryAdmin):
    form = CaseForm
    list_display = ("code", "caption", "court_id", "docket_number", "stage", "status")
    list_filter = ("status", "our_role")
    search_fields = ("code", "caption", "caption_zh", "docket_number")
    filter_horizontal = ("risks",)
    fields = (
        ("code", "status"),
        ("caption", "caption_zh"),
        ("court_id", "docket_number"),
        "is_another_case",
        "courtlistener_id",
        ("judge", "our_role"),
        ("stage", "cause"),
        ("nature_of_suit", "company"),
        ("filed_date", "terminated_date"),
        ("owner", "backup"),
        "risks",
        "restricted_matter",
    )
    # A case is closed by a list of what becomes moot, on its page.
    readonly_fields = ("status",)

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[ModelForm[Any]]:
        form: type[ModelForm[Any]] = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"reader": reader(request)})

    def save_model(
        self,
        request: HttpRequest,
        obj: Case,
        form: ModelForm[Case],
        change: bool,
    ) -> None:
        if {"court_id", "docket_number"} & set(form.changed_data):
            obj.number_place = free_place(obj)
        super().save_model(request, obj, form, change)
        if "docket_number" in form.changed_data:
            answer_by_number(obj, by=reader(request), now=now())
        if obj.courtlistener_id is None or "courtlistener_id" not in form.changed_data:
            return
        waiting = retry_docket(obj)
        if waiting:
            told = _("Refused deliveries of this docket to retry: %(waiting)s.") % {
                "waiting": waiting
            }
            self.message_user(request, told)


@admin.register(Party)
class PartyAdmin(ScopedAdmin):
    list_display = ("name", "role", "case")
    list_select_related = ("case",)
    search_fields = ("name", "role")
    autocomplete_fields = ("case",)
    fields = ("case", ("name", "role"), "extra")


@admin.register(Counsel)
class CounselAdmin(ScopedAdmin):
    list_display = ("name", "party", "roles")
    list_select_related = ("party",)
    search_fields = ("name", "roles")
    autocomplete_fields = ("party",)
    fields = ("party", ("name", "roles"), "contact")


@admin.register(DocketEntry)
class DocketEntryAdmin(HistoryAdmin):
    """A person files an entry or marks one, and never rewrites what was filed.

    Filing reads the text for events, and their deadlines are counted at once.
    """

    list_display = ("filed_date", "number", "short_text", "case", "tier")
    list_filter = ("tier", "illustrative", "filed_date")
    list_select_related = ("case",)
    search_fields = ("text", "number")
    fields = (
        ("case", "filed_date", "number"),
        "text",
        ("source", "source_detail"),
        ("tier", "illustrative"),
    )
    readonly_fields = ("case", "filed_date", "number", "text", "source")
    asked = (("case", "filed_date", "number"), "text", ("tier", "source_detail"))

    @admin.display(description=_("text"), ordering="text")
    def short_text(self, entry: DocketEntry) -> str:
        return entry.text[:90]

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return self.fields if obj else self.asked

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return self.readonly_fields if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"tier": Tier.DOCKET, **super().get_changeform_initial_data(request)}

    def save_model(
        self,
        request: HttpRequest,
        obj: DocketEntry,
        form: ModelForm[DocketEntry],
        change: bool,
    ) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        asked = {name: form.cleaned_data[name] for name in form.fields}
        asked["tier"] = Tier(asked["tier"])
        filed = file_entry(asked.pop("case"), now=now(), by=reader(request), **asked)
        obj.pk = filed.pk


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin, HistoryAdmin):
    """Read only: deadlines are counted from events, so the docket makes them."""

    list_display = ("date", "kind", "subject", "case")
    list_filter = ("kind", "date")
    list_select_related = ("case",)
    search_fields = ("subject", "words")
    fields = ("case", "entry", ("kind", "date"), "subject", "words", "corrected_by")
