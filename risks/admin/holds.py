"""Legal holds: issued, asked about, released; what is said once is not rewritten."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

from risks.admin.checked import CheckedForm
from risks.admin.history import HistoryAdmin
from risks.admin.scoped import reader
from risks.cases.models import HoldAcknowledgement, LegalHold
from risks.cases.operations.records.legal_holds import (
    ask,
    refuse_asking,
    refuse_release,
    release,
)
from risks.clock import now


class LegalHoldForm(CheckedForm):
    def refuse(self, cleaned: dict[str, Any]) -> None:
        on = cleaned.get("released_on")
        if on is not None:
            hold = LegalHold(issued_on=self.instance.issued_on)
            refuse_release(hold, on=on, reason=cleaned.get("release_reason", ""))

    def _post_clean(self) -> None:
        # The release is the operation's to write, with the person who released.
        released = self.cleaned_data.pop("released_on", None)
        reason = self.cleaned_data.pop("release_reason", "")
        super()._post_clean()  # type: ignore[misc]
        self.cleaned_data |= {"released_on": released, "release_reason": reason}


@admin.register(LegalHold)
class LegalHoldAdmin(HistoryAdmin):
    form = LegalHoldForm
    list_display = ("issued_on", "case", "issued_by", "released_on")
    list_filter = ("issued_on", "released_on")
    list_select_related = ("case", "issued_by")
    search_fields = ("case__code", "scope")
    autocomplete_fields = ("case",)
    fields = ("case", "scope", "issued_on")
    release_fields = ("released_on", "release_reason")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return (*self.fields, *self.release_fields) if obj else self.fields

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        if not isinstance(obj, LegalHold):
            return ()
        return self.fields if obj.released_on is None else self.get_fields(request, obj)

    def save_model(
        self,
        request: HttpRequest,
        obj: LegalHold,
        form: ModelForm[LegalHold],
        change: bool,
    ) -> None:
        if not change:
            obj.issued_by = reader(request)
            super().save_model(request, obj, form, change)
        elif form.cleaned_data.get("released_on"):
            release(
                obj,
                on=form.cleaned_data["released_on"],
                by=reader(request),
                reason=form.cleaned_data["release_reason"],
            )


class HoldAcknowledgementForm(CheckedForm):
    def refuse(self, cleaned: dict[str, Any]) -> None:
        refuse_asking(cleaned["hold"], cleaned["person"])


@admin.register(HoldAcknowledgement)
class HoldAcknowledgementAdmin(HistoryAdmin):
    """A person is asked here, and acknowledges on the page of the case."""

    form = HoldAcknowledgementForm
    list_display = ("person", "hold", "asked_at", "acknowledged_at")
    list_filter = ("asked_at", "acknowledged_at")
    list_select_related = ("hold", "person")
    search_fields = ("person__username", "hold__case__code")
    autocomplete_fields = ("hold",)
    fields = (("hold", "person"),)

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return (*self.fields, ("asked_at", "acknowledged_at")) if obj else self.fields

    def save_model(
        self,
        request: HttpRequest,
        obj: HoldAcknowledgement,
        form: ModelForm[HoldAcknowledgement],
        change: bool,
    ) -> None:
        asked = ask(obj.hold, obj.person, now=now())
        obj.__dict__.update(asked.__dict__)
