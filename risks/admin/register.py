"""The company, its facts and its risks."""

from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from risks.access.models import Scope
from risks.admin.history import HistoryAdmin
from risks.register.models import Company, Fact, Risk


@admin.register(Company)
class CompanyAdmin(HistoryAdmin):
    list_display = ("code", "name", "currency", "standard", "horizon_months")
    search_fields = ("code", "name", "name_zh")
    fields = (
        ("code", "standard"),
        ("name", "name_zh"),
        ("currency", "time_zone"),
        ("horizon_months", "discount_rate"),
    )


@admin.register(Fact)
class FactAdmin(HistoryAdmin):
    list_display = ("kind", "segment", "as_of", "amount", "unit", "tier", "source")
    list_filter = ("kind", "tier")
    list_select_related = ("company",)
    search_fields = ("segment", "source", "note")
    fields = (
        "company",
        ("kind", "segment"),
        ("period_start", "as_of"),
        ("amount", "unit"),
        ("source", "tier"),
        "note",
    )


@admin.register(Risk)
class RiskAdmin(HistoryAdmin):
    list_display = ("code", "title", "title_zh", "kind", "status", "owner")
    list_filter = ("kind", "status")
    list_select_related = ("owner",)
    search_fields = ("code", "title", "title_zh")
    fields = (
        ("code", "kind"),
        ("title", "title_zh"),
        "description",
        ("company", "opened_on"),
        ("owner", "backup"),
        ("status", "privileged"),
        "compartment",
    )
    # An assessment is of one kind's parameters: another kind is another risk.
    fixed_once_made: ClassVar = ("kind", "company")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        fixed = self.fixed_once_made if obj else ()
        # Who cannot read counsel's assessments cannot open them by unticking a box.
        privileged = () if Scope.of(request.user).privileged else ("privileged",)
        return (*fixed, *privileged)
