"""Risk appetites: a new limit follows the one before."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.privileged import PrivilegedChoices
from risks.admin.scoped import RowForm, reader
from risks.clock import now
from risks.register.models import Appetite
from risks.register.operations import (
    set_appetite,
)


class AppetiteForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        risk, company = cleaned.get("risk"), cleaned.get("company")
        if risk and company and risk.company_id != company.pk:
            self.add_error(
                "risk",
                _("%(code)s is not a risk of %(company)s.")
                % {"code": risk.code, "company": company},
            )
        return cleaned


@admin.register(Appetite)
class AppetiteAdmin(PrivilegedChoices):
    """Never edited: a newer one takes its place from its day on."""

    form = AppetiteForm
    list_display = ("valid_from", "company", "risk", "measure", "limit", "currency")
    list_filter = ("measure", "valid_from")
    list_select_related = ("company", "risk")
    search_fields = ("risk__code", "reason")
    fields = (
        ("company", "risk"),
        ("measure", "limit"),
        "valid_from",
        "reason",
    )

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        return (*self.fields, "currency", ("set_by", "set_at")) if obj else self.fields

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: Appetite,
        form: ModelForm[Appetite],
        change: bool,
    ) -> None:
        names = ("company", "risk", "measure", "limit", "reason", "valid_from")
        said = {name: form.cleaned_data[name] for name in names}
        made = set_appetite(said.pop("company"), by=reader(request), now=now(), **said)
        obj.__dict__.update(made.__dict__)
