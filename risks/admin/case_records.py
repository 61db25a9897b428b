"""The registers of a case: facts, offers, papers, notes, and money."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.checked import CheckedForm
from risks.admin.history import HistoryAdmin
from risks.admin.scoped import RowForm, reader
from risks.cases.models import (
    BudgetPhase,
    CaseFact,
    CaseNote,
    Document,
    SettlementOffer,
    Spend,
)
from risks.cases.operations.records.offers import (
    answer_offer,
    record_offer,
    refuse_offer,
)
from risks.clock import now


@admin.register(CaseFact)
class CaseFactAdmin(HistoryAdmin):
    list_display = ("subject", "value", "case", "tier", "source", "current")
    list_filter = ("tier", "current")
    list_select_related = ("case",)
    search_fields = ("subject", "value", "source")
    autocomplete_fields = ("case", "entry")
    fields = (
        ("case", "entry"),
        ("subject", "value"),
        ("source", "source_date"),
        ("tier", "current"),
    )


class SettlementOfferForm(CheckedForm):
    """A new offer is refused at the field; an old one only takes its answer."""

    def refuse(self, cleaned: dict[str, Any]) -> None:
        if self.instance.pk is None:
            asked = {k: v for k, v in cleaned.items() if k != "status"}
            refuse_offer(SettlementOffer(**asked))


@admin.register(SettlementOffer)
class SettlementOfferAdmin(HistoryAdmin):
    """An offer is made once and answered once: its deadline goes with it."""

    form = SettlementOfferForm
    list_display = ("made_on", "case", "offered_by", "currency", "amount", "status")
    list_filter = ("status", "offered_by", "rule_68")
    list_select_related = ("case",)
    search_fields = ("terms",)
    autocomplete_fields = ("case",)
    fields = (
        ("case", "offered_by"),
        ("currency", "amount"),
        ("made_on", "expires_on"),
        ("rule_68", "trial_on"),
        "terms",
        ("status", "privileged"),
    )
    made = (
        "case",
        "offered_by",
        "currency",
        "amount",
        "made_on",
        "expires_on",
        "rule_68",
        "trial_on",
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        if obj is None:
            return ("status",)
        answered = isinstance(obj, SettlementOffer) and obj.status != "open"
        return (*self.made, "status") if answered else self.made

    def save_model(
        self,
        request: HttpRequest,
        obj: SettlementOffer,
        form: ModelForm[SettlementOffer],
        change: bool,
    ) -> None:
        if not change:
            record_offer(obj, by=reader(request), now=now())
            return
        if "status" in form.changed_data:
            answer = SettlementOffer.Status(obj.status)
            row = answer_offer(obj, answer, by=reader(request), now=now())
            obj.status = row.status
        super().save_model(request, obj, form, change)


class DocumentForm(RowForm):
    """Takes the hash and the size of an uploaded file, and does not keep the file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Read once to compute its hash. The file itself is not stored."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file, case = cleaned.get("file"), cleaned.get("case")
        if not file:
            return cleaned
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        self.instance.sha256, self.instance.size = digest.hexdigest(), file.size
        if case and case.documents.filter(sha256=digest.hexdigest()).exists():
            self.add_error(
                "file", _("%(code)s already lists this file.") % {"code": case.code}
            )
        return cleaned


@admin.register(Document)
class DocumentAdmin(HistoryAdmin):
    """A file's hash and size are taken once, from the file itself."""

    form = DocumentForm
    list_display = ("dated", "name", "kind", "case", "privileged")
    list_filter = ("kind", "privileged", "dated")
    list_select_related = ("case",)
    search_fields = ("name", "sha256")
    autocomplete_fields = ("case", "entry")
    fields = (("case", "entry"), "name", ("kind", "dated"), "privileged")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return (*self.fields, ("sha256", "size") if obj else "file")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return ("case", "sha256", "size") if obj else ()

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[ModelForm[Any]]:
        if obj is not None:
            kwargs["form"] = ModelForm
        form: type[ModelForm[Any]] = super().get_form(request, obj, change, **kwargs)
        return form


@admin.register(CaseNote)
class CaseNoteAdmin(HistoryAdmin):
    list_display = ("written_at", "case", "author", "privileged")
    list_filter = ("privileged", "written_at")
    list_select_related = ("case", "author")
    search_fields = ("text",)
    autocomplete_fields = ("case",)
    fields = ("case", "text", "privileged")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return ("case",) if obj else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: CaseNote,
        form: ModelForm[CaseNote],
        change: bool,
    ) -> None:
        if not change:
            obj.author, obj.written_at = reader(request), now()
        super().save_model(request, obj, form, change)


@admin.register(BudgetPhase)
class BudgetPhaseAdmin(HistoryAdmin):
    list_display = ("case", "phase", "currency", "budget")
    list_filter = ("phase", "currency")
    list_select_related = ("case",)
    search_fields = ("case__code",)
    autocomplete_fields = ("case",)
    fields = (("case", "phase"), ("currency", "budget"), "privileged")


@admin.register(Spend)
class SpendAdmin(HistoryAdmin):
    list_display = ("date", "invoice", "phase", "amount")
    list_filter = ("date",)
    list_select_related = ("phase",)
    search_fields = ("invoice",)
    autocomplete_fields = ("phase",)
    fields = ("phase", ("invoice", "date"), "amount")
