"""The company, its facts and its risks."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.access.models import Scope
from risks.admin.history import HistoryAdmin
from risks.admin.scoped import RowForm
from risks.register.models import Company, Driver, Entity, ExchangeRate, Fact, Risk


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


@admin.register(Entity)
class EntityAdmin(HistoryAdmin):
    list_display = ("code", "name", "name_zh", "jurisdiction", "company")
    list_select_related = ("company",)
    search_fields = ("code", "name", "name_zh")
    fields = (("company", "code"), ("name", "name_zh"), "jurisdiction")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        """Its risks are the company's too; its code stands in stored sums."""
        return ("company", "code") if obj else ()


@admin.register(Driver)
class DriverAdmin(HistoryAdmin):
    list_display = ("name", "name_zh", "company")
    list_select_related = ("company",)
    search_fields = ("name", "name_zh", "description")
    fields = ("company", ("name", "name_zh"), "description")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        """Assumptions load on it by its name, which seeds its draws."""
        return ("company", "name") if obj else ()


@admin.register(ExchangeRate)
class ExchangeRateAdmin(HistoryAdmin):
    list_display = ("date", "base", "quote", "rate", "source")
    list_filter = ("base", "quote", "date")
    search_fields = ("source",)
    fields = ("date", ("base", "quote"), "rate", "source")


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
        "contradicts",
        "note",
    )


class RiskForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        entity = cleaned.get("entity")
        company = cleaned.get("company")
        if company is None and self.instance.pk:
            company = self.instance.company
        if entity and company and company != entity.company:
            self.add_error(
                "entity",
                _("%(code)s is not an entity of %(company)s.")
                % {"code": entity.code, "company": company},
            )
        return cleaned


@admin.register(Risk)
class RiskAdmin(HistoryAdmin):
    form = RiskForm
    list_display = ("code", "title", "title_zh", "kind", "status", "owner")
    list_filter = ("kind", "status")
    list_select_related = ("owner",)
    search_fields = ("code", "title", "title_zh")
    fields = (
        ("code", "kind"),
        ("title", "title_zh"),
        "description",
        ("company", "entity"),
        "opened_on",
        ("owner", "backup"),
        ("status", "privileged"),
        "restricted_matter",
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
