"""Retry refused deliveries, which their source sends only once."""

from django.db.models import QuerySet

from risks.cases.models import Case, Delivery, DocketSource
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.courtlistener import read_alert


def retry_refused(deliveries: QuerySet[Delivery]) -> int:
    """Set refused deliveries to waiting again; return how many.

    Each keeps its error until it is decided again, and its place in the order.
    """
    refused = deliveries.filter(state=Delivery.State.REFUSED)
    return refused.update(state=Delivery.State.WAITING, processed_at=None)


def retry_docket(case: Case) -> int:
    """Set the refused alerts about this case's docket to waiting; return how many."""
    refused = Delivery.objects.filter(
        state=Delivery.State.REFUSED, source__kind=DocketSource.Kind.WEBHOOK
    )
    # By the body and not by the error text, which is cut and where "15" contains "5".
    bodies = refused.order_by("pk").values_list("pk", "body").iterator(chunk_size=20)
    keys = [key for key, body in bodies if case.courtlistener_id in _told(bytes(body))]
    return retry_refused(Delivery.objects.filter(pk__in=keys))


def _told(body: bytes) -> frozenset[int]:
    """Return the docket numbers in an alert; none if it is no alert."""
    try:
        return frozenset(read_alert(body))
    except SourceRefused:
        return frozenset()
