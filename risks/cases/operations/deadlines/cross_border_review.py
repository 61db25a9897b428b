"""What China asks before an answer of ours leaves for a court of the United States."""

from collections.abc import Iterable

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from risks.cases.models import CrossBorderReview, Deadline
from risks.engine.time.rule_book import UnknownRule, place_of, rule

SHUT = "PRC export not cleared:"
PASSED = (
    CrossBorderReview.State.CLEARED.value,
    CrossBorderReview.State.NOT_NEEDED.value,
)


def close_cross_border_reviews(deadlines: Iterable[Deadline]) -> None:
    """Before each of them that has just been stored and whose rule has such a gate.

    Without a query where none has.
    """
    gated = [row for row in deadlines if _is_gated(row)]
    cross_border_reviews = [
        CrossBorderReview(deadline=row, rule=each)
        for row in gated
        for each in CrossBorderReview.Rule
    ]
    if cross_border_reviews:
        bulk_create_with_history(
            cross_border_reviews, CrossBorderReview, batch_size=500
        )
    for row in gated:
        _show(row)


def save_cross_border_review(cross_border_review: CrossBorderReview) -> None:
    """Store a gate's new state, and show it on the deadline that it stands before."""
    with transaction.atomic():
        cross_border_review.save()
        _show(
            Deadline.objects.select_for_update().get(pk=cross_border_review.deadline_id)
        )


def _is_gated(row: Deadline) -> bool:
    ours = row.whose == Deadline.Whose.OURS and row.status == Deadline.Status.OPEN
    return ours and bool(_cross_border_review_of(row))


def _show(row: Deadline) -> None:
    """Last in the flag of the deadline, after whatever else is told there."""
    others = row.flag.partition(SHUT)[0].removesuffix("; ")
    cross_border_reviews = row.cross_border_reviews.order_by("rule")
    shut = "; ".join(
        str(cross_border_review)
        for cross_border_review in cross_border_reviews
        if cross_border_review.state not in PASSED
    )
    row.flag = "; ".join(filter(None, [others, shut and f"{SHUT} {shut}."]))
    row.save()


def _cross_border_review_of(row: Deadline) -> str:
    """Also of the rule that it replaces: no order of a judge lifts what China asks."""
    try:
        return rule(row.rule_id).gate or rule(place_of(row.rule_id)).gate
    except UnknownRule:
        return ""
