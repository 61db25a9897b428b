"""The registers of a case: facts and where they come from."""

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.cases.models import CaseFact


@admin.register(CaseFact)
class CaseFactAdmin(HistoryAdmin):
    list_display = ("subject", "value", "case", "tier", "source", "current")
    list_filter = ("tier", "current")
    list_select_related = ("case",)
    search_fields = ("subject", "value", "source")
    autocomplete_fields = ("case", "entry")
    fields = (
        ("case", "entry"),
        ("subject", "value"),
        ("source", "source_date"),
        ("tier", "current"),
    )
