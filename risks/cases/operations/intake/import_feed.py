"""Import the items of a court's feed, and account for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from risks.cases.models import Case
from risks.cases.operations.intake.import_docket import Imported, import_dockets
from risks.cases.operations.intake.known_cases import nearly_matched
from risks.cases.sources.docket import ReadItem


@dataclass(slots=True, kw_only=True)
class FeedImport:
    """What became of each item of a feed; the five numbers add up to all items."""

    # Items whose entry was created or changed.
    filed: int = 0
    # Items whose entry was as they say before.
    known: int = 0
    # Items whose docket number only nearly matches a case here.
    asked: int = 0
    # Items of dockets that are not followed here.
    others: int = 0
    # One line for each item that could not be read.
    unread: list[str] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)


def import_feed(
    items: Sequence[ReadItem],
    *,
    others: int,
    now: datetime,
    case: Case | None = None,
) -> FeedImport:
    """Import the items of followed dockets, or of `case`, in one transaction.

    `others` items were left out before because their docket is not followed.
    """
    result = FeedImport(others=others)
    with transaction.atomic():
        for item in items:
            imported = import_dockets(item.dockets, now=now, case=case)
            unsure = not imported and not case and any(nearly_matched(item.dockets))
            _count(result, item, imported, unsure=unsure)
            result.imported += imported
    return result


def _count(
    result: FeedImport, item: ReadItem, imported: Sequence[Imported], *, unsure: bool
) -> None:
    if item.problem:
        result.unread += [item.line] * item.items
    elif unsure:
        result.asked += item.items
    elif not imported:
        result.others += item.items
    elif any(one.created or one.updated for one in imported):
        result.filed += item.items
    else:
        result.known += item.items
