"""Acceptances of risks: each page calls one operation."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.history import HistoryAdmin
from risks.admin.privileged import PrivilegedChoices
from risks.admin.scoped import RowForm, reader
from risks.clock import now
from risks.exposure.models import CurrentExposure
from risks.exposure.operations import frozen
from risks.register.models import Risk, RiskAcceptance
from risks.register.operations import (
    RegisterRefused,
    accept_risk,
    withdraw_acceptance,
)


class RiskAcceptanceForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        risk, until = cleaned.get("risk"), cleaned.get("until")
        if isinstance(risk, Risk) and not hasattr(risk, "current_exposure"):
            self.add_error(
                "risk",
                _("This risk has no figures yet, so there is nothing to accept."),
            )
        if isinstance(risk, Risk) and until and until <= risk.company.today(now()):
            self.add_error("until", _("Enter a date after today."))
        return cleaned


@admin.register(RiskAcceptance)
class RiskAcceptanceAdmin(PrivilegedChoices, HistoryAdmin):
    """Added with the figures of the moment; afterwards it can be withdrawn."""

    form = RiskAcceptanceForm
    list_display = ("until", "risk", "accepted_by", "score", "withdrawn_at")
    list_filter = ("until", "withdrawn_at")
    list_select_related = ("risk", "accepted_by")
    search_fields = ("risk__code", "risk__title", "rationale")
    fields = (
        "risk",
        ("accepted_by", "accepted_at"),
        "until",
        "rationale",
        ("score", "assumptions_number"),
        ("expected", "currency"),
        "withdrawal_reason",
        ("withdrawn_at", "withdrawn_by"),
    )
    asked = ("risk", "until", "rationale")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return self.fields if obj else self.asked

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        if not isinstance(obj, RiskAcceptance):
            return ()
        names = [name for line in self.fields for name in _names(line)]
        withdrawn = obj.withdrawn_at is not None
        return tuple(n for n in names if withdrawn or n != "withdrawal_reason")

    def save_model(
        self,
        request: HttpRequest,
        obj: RiskAcceptance,
        form: ModelForm[RiskAcceptance],
        change: bool,
    ) -> None:
        if change:
            self._withdraw(request, obj)
            return
        accepted = accept_risk(
            obj.risk,
            by=reader(request),
            until=obj.until,
            rationale=obj.rationale,
            frozen=frozen(
                CurrentExposure.objects.visible_to(request.user)
                .select_related("snapshot__assumptions")
                .get(risk=obj.risk)
            ),
            now=now(),
        )
        # The admin goes on with `obj`: let it be the row that was made.
        obj.__dict__.update(accepted.__dict__)

    def _withdraw(self, request: HttpRequest, obj: RiskAcceptance) -> None:
        if not obj.withdrawal_reason.strip():
            return
        by, reason = reader(request), obj.withdrawal_reason
        try:
            withdraw_acceptance(obj, by=by, reason=reason, now=now())
        except RegisterRefused as refused:
            self.message_user(request, str(refused), level=messages.ERROR)


def _names(line: str | tuple[str, ...]) -> tuple[str, ...]:
    return (line,) if isinstance(line, str) else line
