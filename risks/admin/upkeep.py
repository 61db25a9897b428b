"""What people do about a risk: each page calls one operation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from risks.access.models import Scope
from risks.admin.history import HistoryAdmin
from risks.admin.scoped import RowForm, ScopedAdmin, reader
from risks.clock import now
from risks.exposure.models import CurrentExposure
from risks.exposure.operations import frozen
from risks.register.models import Appetite, Review, Risk, RiskAcceptance, Treatment
from risks.register.operations import (
    UpkeepRefused,
    accept_risk,
    complete_treatment,
    record_review,
    reopen_treatment,
    schedule_review,
    set_appetite,
    withdraw_acceptance,
)


@admin.register(Treatment)
class TreatmentAdmin(HistoryAdmin):
    list_display = ("due_date", "risk", "title", "owner", "done_at")
    list_filter = ("due_date", "done_at")
    list_select_related = ("risk", "owner")
    search_fields = ("risk__code", "risk__title", "title")
    fields = ("risk", "title", ("owner", "due_date"), "note", ("done_at", "done_by"))
    readonly_fields = ("done_at", "done_by")
    actions = ("mark_done", "open_again")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return (*self.readonly_fields, *(("risk",) if obj else ()))

    @admin.action(description="The selected are done", permissions=["change"])
    def mark_done(self, request: HttpRequest, rows: QuerySet[Treatment]) -> None:
        for row in rows.filter(done_at=None):
            complete_treatment(row, by=reader(request), now=now())

    @admin.action(description="Open the selected again", permissions=["change"])
    def open_again(self, _request: HttpRequest, rows: QuerySet[Treatment]) -> None:
        for row in rows.exclude(done_at=None):
            reopen_treatment(row)


class PrivilegedChoices(ScopedAdmin):
    """Who cannot read counsel's assessments adds nothing to them either."""

    def choices(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        rows = super().choices(db_field, request)
        if db_field.name == "risk" and not Scope.of(request.user).privileged:
            return rows.filter(privileged=False)
        return rows


class ReviewForm(RowForm):
    next_due = forms.DateField(
        label="Next review by",
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
            self.add_error("outcome", "Say what you found.")
        if cleaned.get("next_due") and cleaned["next_due"] <= today:
            self.add_error("next_due", "Choose a day after today.")
        return cleaned

    def _refuse_a_second(self, risk: Risk | None) -> None:
        if risk and risk.reviews.filter(done_at=None).exists():
            self.add_error("risk", "Its review is scheduled already: change that one.")


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
        change: bool,  # noqa: FBT001 - Django's signature
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


class RiskAcceptanceForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        risk, until = cleaned.get("risk"), cleaned.get("until")
        if isinstance(risk, Risk) and not hasattr(risk, "current_exposure"):
            self.add_error("risk", "It has no price yet: there is nothing to accept.")
        if isinstance(risk, Risk) and until and until <= risk.company.today(now()):
            self.add_error("until", "Choose a day after today.")
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
        change: bool,  # noqa: FBT001 - Django's signature
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
        except UpkeepRefused as refused:
            self.message_user(request, str(refused), level=messages.ERROR)


def _names(line: str | tuple[str, ...]) -> tuple[str, ...]:
    return (line,) if isinstance(line, str) else line


class AppetiteForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        risk, company = cleaned.get("risk"), cleaned.get("company")
        if risk and company and risk.company_id != company.pk:
            self.add_error("risk", f"{risk.code} is no risk of {company}.")
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
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        names = ("company", "risk", "measure", "limit", "reason", "valid_from")
        said = {name: form.cleaned_data[name] for name in names}
        made = set_appetite(said.pop("company"), by=reader(request), now=now(), **said)
        obj.__dict__.update(made.__dict__)
