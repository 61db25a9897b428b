"""Results and records: looked at, never written by hand."""

from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from risks.access.models import Disclosure
from risks.admin.scoped import ScopedAdmin
from risks.alerts.models import (
    Alarm,
    Attempt,
    Digest,
    Heartbeat,
    Notification,
    Plan,
    Subscription,
)
from risks.exposure.models import (
    AppetiteExcess,
    CurrentExposure,
    Measures,
    PortfolioRun,
    Snapshot,
)
from risks.reports.models import Report
from risks.sentences import translated

MEASURES = (
    ("valuation_date", "computed_at"),
    ("expected", "standard_error"),
    ("p50", "p90"),
    ("p95", "p99"),
    ("tvar95", "tvar95_error", "tvar99"),
    ("score", "p_positive", "p_over_appetite"),
    ("capacity", "currency"),
    ("trials", "engine", "is_exact"),
    ("numpy_version", "scipy_version"),
    "processor",
    "terms",
    "input_hash",
    "loss_hash",
)


class ReadOnlyAdmin(ScopedAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False


class MeasuresAdmin(ReadOnlyAdmin):
    """Figures, with what they share with others of their basis."""

    readonly_fields: ClassVar[tuple[str, ...]] = (
        "numpy_version",
        "scipy_version",
        "processor",
        "terms",
    )

    @admin.display(description=_("NumPy version"))
    def numpy_version(self, row: Measures) -> str:
        return row.numpy_version

    @admin.display(description=_("SciPy version"))
    def scipy_version(self, row: Measures) -> str:
        return row.scipy_version

    @admin.display(description=_("processor"))
    def processor(self, row: Measures) -> str:
        return row.processor

    @admin.display(description=_("terms"))
    def terms(self, row: Measures) -> str:
        return format_html("<code>{}</code>", row.terms)


@admin.register(Snapshot)
class SnapshotAdmin(MeasuresAdmin):
    list_display = ("valuation_date", "risk", "expected", "p95", "tvar95", "score")
    list_filter = ("valuation_date",)
    list_select_related = ("risk",)
    search_fields = ("risk__code", "risk__title")
    fields = ("risk", "assumptions", "linked", "explained", *MEASURES, "seed")
    readonly_fields: ClassVar[tuple[str, ...]] = (
        *MeasuresAdmin.readonly_fields,
        "explained",
        "seed",
    )

    @admin.display(description=_("change"))
    def explained(self, snapshot: Snapshot) -> str:
        return translated(snapshot.change)

    @admin.display(description=_("seed"))
    def seed(self, snapshot: Snapshot) -> str:
        return format_html("<code>{}</code>", snapshot.seed)


@admin.register(CurrentExposure)
class CurrentExposureAdmin(ReadOnlyAdmin):
    list_display = ("risk", "score", "band")
    list_filter = ("band",)
    list_select_related = ("risk", "snapshot")
    search_fields = ("risk__code", "risk__title")
    fields = ("risk", "snapshot", ("score", "band"), "intervals")


@admin.register(AppetiteExcess)
class AppetiteExcessAdmin(ReadOnlyAdmin):
    list_display = ("opened_at", "risk", "measure", "closed_at")
    list_filter = ("measure", "opened_at", "closed_at")
    list_select_related = ("risk",)
    search_fields = ("risk__code", "risk__title")
    fields = (
        ("risk", "measure"),
        ("opened_at", "closed_at"),
        ("appetite", "snapshot"),
    )


@admin.register(PortfolioRun)
class PortfolioRunAdmin(MeasuresAdmin):
    list_display = ("valuation_date", "company", "expected", "p95", "tvar95", "score")
    list_filter = ("valuation_date", "dimension")
    list_select_related = ("company",)
    fields = ("company", ("dimension", "part"), *MEASURES, "intervals")


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("fire_at", "kind", "deadline", "offset", "recipient", "state")
    list_filter = ("state", "kind", "late", "fire_at")
    list_select_related = ("deadline", "recipient")
    fields = (
        ("kind", "deadline"),
        "recipient",
        ("due_at", "fire_at"),
        ("offset", "step"),
        ("state", "sent_at"),
        ("ack_by", "acknowledged_at", "acknowledged_by"),
        ("escalated_to", "alarm"),
        ("attempts", "claims"),
        ("created_by", "created_at"),
        "last_error",
        "message_id",
    )


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    restricted_through = "deadline"
    list_display = ("planned_at", "deadline", "revision", "severity")
    list_select_related = ("deadline",)
    fields = (
        ("deadline", "revision"),
        ("severity", "planned_at"),
        ("policies", "people", "found"),
    )


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """Each person's own, made and ended on the page of subscriptions."""

    list_display = ("person", "event_kind", "case", "created_at")
    list_filter = ("event_kind",)
    list_select_related = ("person", "case")
    fields = (("person", "event_kind"), ("case", "created_at"))


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    restricted_through = "notification"
    list_display = ("started_at", "notification", "number", "outcome", "smtp_code")
    list_filter = ("outcome",)
    list_select_related = ("notification__recipient",)
    fields = (
        ("notification", "number"),
        ("started_at", "ended_at"),
        ("outcome", "smtp_code"),
        "error",
    )


@admin.register(Alarm)
class AlarmAdmin(ReadOnlyAdmin):
    list_display = ("at", "told", "closed_at")
    # The banner leads to those without a day of closing.
    list_filter = ("at", "closed_at")
    fields = (("at", "closed_at"), "told", "incident")
    readonly_fields = ("told", "incident")

    @admin.display(description=_("text"))
    def told(self, alarm: Alarm) -> str:
        return translated(alarm.text)

    @admin.display(description=_("key"))
    def incident(self, alarm: Alarm) -> str:
        return format_html("<code>{}</code>", alarm.key)


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    list_display = ("name", "at", "claimed", "oldest_overdue_seconds")
    fields = (("name", "at"), ("claimed", "oldest_overdue_seconds"), "build")


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    list_display = ("period", "person", "sent_at", "lines")
    list_filter = ("sent_at",)
    list_select_related = ("person",)
    fields = (("person", "period"), ("created_at", "sent_at"), "lines", "last_error")


@admin.register(Disclosure)
class DisclosureAdmin(ReadOnlyAdmin):
    list_display = ("at", "channel", "person", "address")
    list_filter = ("channel", "at")
    list_select_related = ("person",)
    search_fields = ("address", "sha256")
    fields = (("at", "channel"), ("person", "address"), "sha256", "objects_shown")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("period_end", "company", "kind", "created_at")
    list_filter = ("kind", "period_end")
    list_select_related = ("company",)
    fields = (
        ("company", "kind"),
        ("period_start", "period_end"),
        ("created_at", "figures_sha256"),
        "last_error",
    )
