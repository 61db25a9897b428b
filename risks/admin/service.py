"""Service of process, step by step as it happens."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

from risks.admin.checked import CheckedForm
from risks.admin.history import HistoryAdmin
from risks.admin.scoped import reader
from risks.cases.models import ServiceAttempt
from risks.cases.operations.records.service import record_service, refuse_service
from risks.clock import now


class ServiceAttemptForm(CheckedForm):
    def refuse(self, cleaned: dict[str, Any]) -> None:
        attempt = copy(self.instance)
        for name, value in cleaned.items():
            setattr(attempt, name, value)
        refuse_service(attempt)


@admin.register(ServiceAttempt)
class ServiceAttemptAdmin(HistoryAdmin):
    """Each date that starts a period starts it when it is saved."""

    form = ServiceAttemptForm
    list_display = ("requested_on", "party", "means", "country", "served_on", "case")
    list_filter = ("means", "country", "requested_on")
    list_select_related = ("case", "party")
    search_fields = ("party__name",)
    autocomplete_fields = ("case", "party")
    fields = (
        ("case", "party"),
        ("means", "country"),
        ("requested_on", "accepted_on"),
        ("served_on", "certificate_on", "filed_on"),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return ("case", "party", "means", "country") if obj else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: ServiceAttempt,
        form: ModelForm[Any],
        change: bool,
    ) -> None:
        record_service(obj, by=reader(request), now=now())
