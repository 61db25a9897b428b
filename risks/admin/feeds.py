"""Calendar addresses: who has one, and taking it away."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.read_only import ReadOnlyAdmin
from risks.alerts.models import FeedToken
from risks.clock import now


@admin.register(FeedToken)
class FeedTokenAdmin(ReadOnlyAdmin):
    """An address is made by its owner on the calendar page and shown once."""

    list_display = ("person", "created_at", "expires_at", "revoked_at")
    list_filter = ("revoked_at", "expires_at")
    list_select_related = ("person",)
    fields = ("person", ("created_at", "expires_at"), "revoked_at")
    actions = ("revoke",)

    @admin.action(
        description=_("Revoke selected calendar addresses"), permissions=["revoke"]
    )
    def revoke(self, request: HttpRequest, tokens: QuerySet[FeedToken]) -> None:
        revoked = tokens.filter(revoked_at__isnull=True).update(revoked_at=now())
        self.message_user(
            request,
            _("Calendar addresses revoked: %(revoked)s.") % {"revoked": revoked},
        )

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("risks.change_feedtoken"))
