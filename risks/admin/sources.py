"""Where entries come from, and what each delivery came to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.admin.scoped import RowForm, ScopedAdmin
from risks.cases.models import Delivery, DocketQuestion, DocketSource, Sweep
from risks.cases.operations import feed_address, poll_soon, retry_refused
from risks.cases.sources.remote.outbound import AddressRefused
from risks.clock import now
from risks.engine.time.courts import UnknownCourt, court
from risks.sentences import translated


class SourceForm(RowForm):
    def clean_court_id(self) -> str:
        court_id: str = self.cleaned_data["court_id"]
        try:
            return court(court_id).id if court_id else ""
        except UnknownCourt as error:
            raise ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == DocketSource.Kind.RSS:
            self._refuse_incomplete_feed(cleaned)
        return cleaned

    def _refuse_incomplete_feed(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("court_id") == "":
            self.add_error("court_id", _("Enter the court of the feed."))
        try:
            feed_address(cleaned.get("address", ""))
        except AddressRefused as refused:
            self.add_error(
                "address",
                _("The address of the feed %(refused)s.")
                % {"refused": translated(str(refused))},
            )


@admin.register(DocketSource)
class DocketSourceAdmin(ScopedAdmin):
    form = SourceForm
    list_display = ("name", "kind", "last_success_at", "entries", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name",)
    fields = (
        ("name", "kind"),
        ("court_id", "address"),
        ("is_active", "silent_after_hours"),
        ("last_tried_at", "last_success_at"),
        ("problem", "resting_until"),
        "entries",
        "last_feed",
    )
    readonly_fields = (
        "last_tried_at",
        "last_success_at",
        "problem",
        "resting_until",
        "entries",
        "last_feed",
    )

    @admin.display(description=_("last error"))
    def problem(self, source: DocketSource) -> str:
        return translated(source.last_error)

    @admin.display(description=_("items of the last feed"))
    def last_feed(self, source: DocketSource) -> str:
        """Return what became of each item of the last feed, a line for each problem."""
        told = source.feed_tally
        if not told:
            return ""
        numbers = _(
            "%(items)s items: %(new)s new, %(known)s known, %(others)s of other cases, "
            "%(unread)s not read"
        )
        return "\n".join([numbers % told, *map(translated, told["lines"])])

    def save_model(
        self,
        request: HttpRequest,
        obj: DocketSource,
        form: ModelForm[DocketSource],
        change: bool,
    ) -> None:
        if change:
            # Not what a job may have counted since the page was opened.
            obj.save(update_fields=form.changed_data)
            if {"address", "court_id"} & set(form.changed_data):
                poll_soon(obj)
            return
        obj.created_at = now()
        super().save_model(request, obj, form, change)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """Without its body, which may be of a case behind a wall that it names first.

    `manage.py sources --raw ID` prints it, for whoever runs the installation.
    """

    list_display = ("received_at", "source", "state", "case", "problem")
    list_filter = ("state", "received_at")
    list_select_related = ("source", "case")
    fields = (
        ("public_id", "source"),
        ("received_at", "processed_at"),
        ("state", "case"),
        "problem",
        ("key", "content_type"),
    )
    readonly_fields = ("problem",)
    actions = ("try_again",)

    @admin.display(description=_("error"))
    def problem(self, delivery: Delivery) -> str:
        return translated(delivery.error)

    @admin.action(
        description=_("Retry selected refused deliveries"),
        permissions=["try_again"],
    )
    def try_again(self, request: HttpRequest, selected: QuerySet[Delivery]) -> None:
        waiting = retry_refused(selected)
        self.message_user(
            request,
            _("Refused deliveries to retry: %(waiting)s.") % {"waiting": waiting},
        )

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("risks.change_delivery"))


@admin.register(DocketQuestion)
class DocketQuestionAdmin(ReadOnlyAdmin, HistoryAdmin):
    """Read only: a question is answered on the page of missing items."""

    list_display = ("docket_number", "case", "state", "asked_at", "decided_by")
    list_filter = ("state", "asked_at")
    list_select_related = ("case", "decided_by")
    fields = (
        ("case", "docket_number"),
        "caption",
        ("state", "asked_at"),
        ("decided_by", "decided_at"),
    )


@admin.register(Sweep)
class SweepAdmin(ReadOnlyAdmin):
    list_display = ("case", "asked_at", "swept_at", "due_at", "problem")
    list_filter = ("asked_at",)
    list_select_related = ("case",)
    fields = (
        ("case", "docket"),
        ("asked_at", "swept_at", "due_at"),
        ("modified_after", "pages"),
        "problem",
    )
    readonly_fields = ("problem",)

    @admin.display(description=_("last error"))
    def problem(self, sweep: Sweep) -> str:
        return translated(sweep.last_error)
