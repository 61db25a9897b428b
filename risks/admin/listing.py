"""Listing profiles and their history; the page of the listing changes them."""

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.register.models import ListingProfile


@admin.register(ListingProfile)
class ListingProfileAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("company", "status", "first_day", "owner", "backup")
    list_filter = ("status",)
    list_select_related = ("company", "owner", "backup")
    search_fields = ("company__code", "company__name")
    fields = (
        ("company", "status"),
        ("application_date", "first_day", "last_day"),
        ("year_end_day", "year_end_month"),
        ("weighted_voting_rights", "contractual_arrangements"),
        ("connected_transactions", "csrc_filing"),
        ("owner", "backup"),
    )
