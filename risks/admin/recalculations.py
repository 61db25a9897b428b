"""How figures were made: looked at, never written by hand."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from risks.admin.read_only import ReadOnlyAdmin
from risks.exposure.models import (
    Basis,
    CellLosses,
    CurrentSum,
    Recalculation,
    RecalculationLease,
    RunMembers,
    RunView,
)


@admin.register(Basis)
class BasisAdmin(ReadOnlyAdmin):
    list_display = ("digest", "numpy_version", "scipy_version", "streams")
    fields = (
        "terms",
        ("numpy_version", "scipy_version"),
        "processor",
        ("streams", "digest"),
    )


@admin.register(Recalculation)
class RecalculationAdmin(ReadOnlyAdmin):
    """Findings are not listed: they may name risks that the reader does not see."""

    list_display = ("requested_at", "company", "kind", "state", "done", "total")
    list_filter = ("kind", "state", "requested_at")
    list_select_related = ("company",)
    fields = (
        ("company", "kind"),
        ("requested_by", "requested_at"),
        ("state", "ended_at"),
        ("done", "total"),
        ("priced", "sums"),
        ("attempts", "failure"),
    )


@admin.register(RecalculationLease)
class RecalculationLeaseAdmin(ReadOnlyAdmin):
    list_display = ("company", "holder", "until")
    list_select_related = ("company",)
    fields = ("company", "holder", "until")


@admin.register(RunView)
class RunViewAdmin(ReadOnlyAdmin):
    list_display = ("since", "run")
    list_select_related = ("run__company",)
    fields = ("run", "scope", "since")


@admin.register(CurrentSum)
class CurrentSumAdmin(ReadOnlyAdmin):
    list_display = ("run", "dimension", "part")
    list_select_related = ("run__company",)
    fields = ("company", ("dimension", "part"), "run", "scope")


@admin.register(RunMembers)
class RunMembersAdmin(ReadOnlyAdmin):
    """Empty for everybody: each row lists the risks of all scopes."""

    list_display = ("computed_at", "company")
    fields = ("company", "computed_at")


@admin.register(CellLosses)
class CellLossesAdmin(ReadOnlyAdmin):
    list_display = ("company", "entity", "category", "mean", "gains")
    list_select_related = ("company",)
    fields = ("company", ("entity", "category"), ("mean", "largest", "gains"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the losses themselves: half a megabyte each."""
        return super().get_queryset(request).defer("cents", "simulated")
