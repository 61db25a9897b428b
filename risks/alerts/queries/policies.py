"""The policies in force: the chosen ones, over the defaults of each kind."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from risks.alerts.models import ReminderPolicy
from risks.alerts.queries.kinds import KINDS
from risks.alerts.queries.policy import Policies, Policy, lead_times

log = logging.getLogger(__name__)

# What holds where nobody has chosen otherwise.
DEFAULTS: Policies = {
    (one.kind, severity): policy
    for one in KINDS
    for severity, policy in one.defaults.items()
}

_known: ContextVar[Policies | None] = ContextVar("policies", default=None)


@contextmanager
def policies_read_once() -> Iterator[None]:
    """For the few mails of one claim: each asks for them twice."""
    before = _known.set(_read_policies())
    try:
        yield
    finally:
        _known.reset(before)


def policies() -> Policies:
    """The rows over the defaults. One that cannot be read is no reason for silence."""
    known = _known.get()
    return _read_policies() if known is None else known


def _read_policies() -> Policies:
    chosen = dict(DEFAULTS)
    for row in ReminderPolicy.objects.order_by("pk"):
        try:
            chosen[row.kind, row.severity] = read_policy(row)
        except ValueError:
            log.exception("policy %s: the default holds", row)
    return chosen


def read_policy(row: ReminderPolicy) -> Policy:
    """Raises ValueError for a lead time that is none."""
    return Policy(
        offsets=lead_times(row.offsets),
        owner=row.owner,
        backup=row.backup,
        supervisor=row.supervisor,
        compliance=row.compliance,
        titles=row.titles,
    )
