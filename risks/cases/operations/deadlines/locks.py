"""Lock deadlines before they change: first their case, then rows in a fixed order."""

from collections.abc import Iterable

from risks.cases.models import Deadline
from risks.cases.operations.lock import locked_case


def lock_case_of(deadline: Deadline) -> None:
    """Lock the case of a deadline, as an import does; a company's has none."""
    if deadline.case_id is not None:
        locked_case(deadline.case_id)


def lock_open(keys: Iterable[int]) -> dict[int, Deadline]:
    """Return the deadlines of these keys that are still open, locked, by key.

    What another transaction has closed in the meantime is left out, and its closing
    stands. Locked in the order of the keys, so that two of these never wait for each
    other.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = Deadline.objects.open().filter(pk__in=wanted).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(of=("self",))}
