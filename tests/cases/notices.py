"""Changes of deadlines on notice, as a test needs them."""

from datetime import timedelta
from typing import Any

from risks.cases.models import Deadline, DeadlineChange
from tests.factories import NOW, make_change, make_entry


def make_notice(deadline: Deadline, **fields: Any) -> DeadlineChange:
    """A postponement on notice by the owner, resting on an order of the docket."""
    assert deadline.case
    fields.setdefault("kind", DeadlineChange.Kind.POSTPONED)
    fields.setdefault("due_date", deadline.due_date + timedelta(days=14))
    fields.setdefault("document", make_entry(deadline.case, text="ORDER.", number="45"))
    fields.setdefault("asked_by", deadline.owner)
    fields.setdefault("effective_at", NOW + timedelta(hours=24))
    fields.setdefault("noticed_rev", deadline.due_rev)
    fields.setdefault("noticed_owner", deadline.owner)
    fields.setdefault("noticed_backup", deadline.backup)
    return make_change(deadline, **fields)
