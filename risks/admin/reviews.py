"""Reviews of risks: each page calls one operation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.history import HistoryAdmin
from risks.admin.privileged import PrivilegedChoices
from risks.admin.scoped import RowForm, reader
from risks.clock import now
from risks.register.models import Review, Risk
from risks.register.operations import (
    record_review,
    schedule_review,
)


class ReviewForm(RowForm):
    next_due = forms.DateField(
        label=_("Next review by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            self._refuse_a_second(cleaned.get("risk"))
            return cleaned
        today = self.instance.risk.company.today(now())
        if cleaned.get("next_due") and not (cleaned.get("outcome") or "").strip():
            self.add_error("outcome", _("Enter what the review found."))
        if cleaned.get("next_due") and cleaned["next_due"] <= today:
            self.add_error("next_due", _("Enter a date after today."))
        return cleaned

    def _refuse_a_second(self, risk: Risk | None) -> None:
        if risk and risk.reviews.filter(done_at=None).exists():
            self.add_error(
                "risk",
                _("A review of this risk is already scheduled: change that one."),
            )


@admin.register(Review)
class ReviewAdmin(PrivilegedChoices, HistoryAdmin):
    """Writing an outcome records the review; it is not written again."""

    form = ReviewForm
    list_display = ("due_date", "risk", "done_at", "done_by")
    list_filter = ("due_date", "done_at")
    list_select_related = ("risk", "done_by")
    search_fields = ("risk__code", "risk__title")
    fields = ("risk", "due_date", "outcome", "next_due", ("done_at", "done_by"))
    readonly_fields = ("done_at", "done_by")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[Any, ...]:
        if obj is None:
            return ("risk", "due_date")
        done = isinstance(obj, Review) and obj.done_at is not None
        return tuple(name for name in self.fields if not done or name != "next_due")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        if obj is None:
            return self.readonly_fields
        done = isinstance(obj, Review) and obj.done_at is not None
        more = ("risk", "due_date", "outcome") if done else ("risk",)
        return (*self.readonly_fields, *more)

    def save_model(
        self,
        request: HttpRequest,
        obj: Review,
        form: ModelForm[Review],
        change: bool,
    ) -> None:
        said = form.cleaned_data
        if {"risk", "due_date"} & set(form.changed_data):
            schedule_review(obj.risk, due_date=obj.due_date)
            obj.pk = obj.risk.reviews.get(done_at=None).pk
        if change and said.get("outcome", "").strip():
            record_review(
                obj,
                by=reader(request),
                outcome=said["outcome"],
                next_due=said.get("next_due"),
                now=now(),
            )
