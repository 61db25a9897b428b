"""Changes of deadlines that take effect by themselves unless somebody objects."""

from django.db.models import QuerySet

from risks.cases.models import DeadlineChange


def changes_on_notice() -> QuerySet[DeadlineChange]:
    """Return them in the order of their time, with what a notice of them says."""
    rows = DeadlineChange.objects.filter(
        state=DeadlineChange.State.ASKED,
        effective_at__isnull=False,
        objected_at__isnull=True,
    ).select_related(
        "deadline__owner__supervisor",
        "deadline__backup__supervisor",
        "deadline__case__restricted_matter",
        "asked_by",
        "document",
    )
    return rows.order_by("effective_at", "pk")
