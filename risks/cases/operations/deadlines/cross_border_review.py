"""Open and update the PRC cross-border data reviews that an answer of ours needs."""

from collections.abc import Iterable

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from risks.cases.models import CrossBorderReview, Deadline
from risks.engine.sentences.docket import EXPORT_PENDING
from risks.engine.time.rule_book import UnknownRule, place_of, rule
from risks.engine.wording import SEPARATOR

PENDING = EXPORT_PENDING(reviews="").removesuffix(".")
PASSED = (
    CrossBorderReview.State.CLEARED.value,
    CrossBorderReview.State.NOT_NEEDED.value,
)


def open_cross_border_reviews(deadlines: Iterable[Deadline]) -> None:
    """Open the reviews of each newly stored deadline whose rule requires them.

    Makes no query where no rule requires one.
    """
    reviewed = [row for row in deadlines if _needs_review(row)]
    reviews = [
        CrossBorderReview(deadline=row, rule=each)
        for row in reviewed
        for each in CrossBorderReview.Rule
    ]
    if reviews:
        bulk_create_with_history(reviews, CrossBorderReview, batch_size=500)
    for row in reviewed:
        _show(row)


def save_cross_border_review(review: CrossBorderReview) -> None:
    """Store the new state of a review and update the flag of its deadline."""
    with transaction.atomic():
        review.save()
        _show(Deadline.objects.select_for_update().get(pk=review.deadline_id))


def _needs_review(row: Deadline) -> bool:
    ours = row.whose == Deadline.Whose.OURS and row.status == Deadline.Status.OPEN
    return ours and bool(_required_review(row))


def _show(row: Deadline) -> None:
    """Write the pending reviews at the end of the deadline's flag."""
    others = row.flag.partition(PENDING)[0].removesuffix(SEPARATOR)
    reviews = row.cross_border_reviews.order_by("rule")
    pending = SEPARATOR.join(str(one) for one in reviews if one.state not in PASSED)
    flag = pending and EXPORT_PENDING(reviews=pending)
    row.flag = SEPARATOR.join(filter(None, [others, flag]))
    row.save()


def _required_review(row: Deadline) -> str:
    """Return the review that its rule requires, or the rule that this one replaces.

    A judge's order cannot lift a requirement of PRC law.
    """
    try:
        own = rule(row.rule_id).cross_border_review
        return own or rule(place_of(row.rule_id)).cross_border_review
    except UnknownRule:
        return ""
