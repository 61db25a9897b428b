"""How figures were made: looked at, never written by hand."""

from django.contrib import admin

from risks.admin.ledgers import ReadOnlyAdmin
from risks.exposure.models import Basis, Recalculation, RunShard


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
        ("valuation_date", "attempts"),
        "failure",
    )


@admin.register(RunShard)
class RunShardAdmin(ReadOnlyAdmin):
    list_display = ("recalculation", "number", "attempts", "leased_until", "done_at")
    list_filter = ("done_at",)
    list_select_related = ("recalculation__company",)
    fields = (
        ("recalculation", "number"),
        ("attempts", "leased_until"),
        ("priced", "done_at"),
        "error",
    )
