"""What was refused is tried again: the source delivers once, and the world changes."""

from django.db.models import QuerySet

from risks.cases.models import Case, Delivery, DocketSource
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.courtlistener import read_alert


def retry_refused(deliveries: QuerySet[Delivery]) -> int:
    """Those of them that were refused wait again; how many.

    Each keeps its reason until it is settled anew, and its place in the order.
    """
    refused = deliveries.filter(state=Delivery.State.REFUSED)
    return refused.update(state=Delivery.State.WAITING, settled_at=None)


def retry_docket(case: Case) -> int:
    """What was refused and tells of this case's docket waits again; how many."""
    refused = Delivery.objects.filter(
        state=Delivery.State.REFUSED, source__kind=DocketSource.Kind.WEBHOOK
    )
    # By the body and not by the reason, which is cut, and names 15 where it names 5.
    bodies = refused.order_by("pk").values_list("pk", "body").iterator(chunk_size=20)
    keys = [key for key, body in bodies if case.courtlistener_id in _told(bytes(body))]
    return retry_refused(Delivery.objects.filter(pk__in=keys))


def _told(body: bytes) -> frozenset[int]:
    """The numbers of the dockets that an alert tells of; none, if it is no alert."""
    try:
        return frozenset(read_alert(body))
    except SourceRefused:
        return frozenset()
