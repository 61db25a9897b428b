"""Beliefs about a risk: added as a new version, proposals decided once."""

from __future__ import annotations

from json import JSONEncoder
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import JSONField, ModelForm, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.access.models import Scope
from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.admin.scoped import RowForm, ScopedAdmin, reader
from risks.clock import now
from risks.early import run_early
from risks.exposure.tasks import recalculate_stale
from risks.register.models import Assumptions, Proposal, Risk
from risks.register.operations import (
    AssumptionsRefused,
    record_assumptions,
    refuse_what_cannot_be_priced,
)


class Indented(JSONEncoder):
    """For people who edit JSON by hand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "indent": 2})


class NestedJSON(JSONField):
    """Refuses what is nested too deeply to be read; Python's reader fails."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as error:
            message = self.error_messages["invalid"]
            raise ValidationError(message, code="invalid") from error


class AssumptionsForm(RowForm):
    """Refuses what the engine cannot price, at the field, before anything is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parameters" in self.fields:
            self.fields["parameters"] = NestedJSON(
                label=self.fields["parameters"].label,
                encoder=Indented,
                widget=self.fields["parameters"].widget,
                help_text=_(
                    "JSON without id and kind, as described in docs/use/simulate.md."
                ),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        risk, parameters = cleaned.get("risk"), cleaned.get("parameters")
        if isinstance(risk, Risk) and isinstance(parameters, dict):
            self._price(risk, parameters)
        elif "parameters" in cleaned:
            self.add_error("parameters", _("Enter one JSON object: {…}."))
        return cleaned

    def _price(self, risk: Risk, parameters: dict[str, Any]) -> None:
        try:
            refuse_what_cannot_be_priced(risk, parameters, now=now())
        except AssumptionsRefused as error:
            self.add_error("parameters", str(error))


@admin.register(Assumptions)
class AssumptionsAdmin(ScopedAdmin):
    form = AssumptionsForm
    list_display = ("risk", "number", "reason", "author", "effective_date")
    list_filter = ("effective_date",)
    list_select_related = ("risk", "author")
    search_fields = ("risk__code", "risk__title", "reason")
    fields = ("risk", "parameters", "reason", "evidence", "effective_date")

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        made = ("number", "author", "created_at", "hash") if obj else ()
        return (*super().get_fields(request, obj), *made)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new version starts from the one before, where the person may read it."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        versions = Assumptions.objects.visible_to(request.user)
        chosen = str(initial.get("risk", ""))
        if chosen.isdecimal():
            latest = versions.filter(risk=int(chosen)).order_by("-number").first()
            initial["parameters"] = latest.parameters if latest else {}
        return initial

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        """A version is never edited: a newer one takes its place."""
        return False

    def choices(self, db_field: Any, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().choices(db_field, request)
        if db_field.name == "risk" and not Scope.of(request.user).privileged:
            return rows.filter(privileged=False)
        return rows

    def save_model(
        self,
        request: HttpRequest,
        obj: Assumptions,
        form: ModelForm[Assumptions],
        change: bool,
    ) -> None:
        recorded = record_assumptions(
            obj.risk,
            author=reader(request),
            now=now(),
            **{
                name: form.cleaned_data[name]
                for name in ("parameters", "reason", "evidence", "effective_date")
            },
        )
        # The admin goes on with `obj`: let it be the row that was recorded.
        obj.__dict__.update(recorded.__dict__)
        run_early(recalculate_stale)


@admin.register(Proposal)
class ProposalAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Decided on the risk's page, where the figures are."""

    list_display = ("created_at", "risk", "why", "status", "decide_by")
    list_filter = ("status", "decide_by")
    list_select_related = ("risk",)
    search_fields = ("risk__code", "risk__title", "why")
    fields = (
        ("risk", "status"),
        "why",
        "change",
        ("origin", "decide_by"),
        ("decided_by", "decided_at"),
        "decision_reason",
        "accepted_as",
    )
