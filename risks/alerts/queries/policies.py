"""The policies in force: the chosen ones, over the defaults of each kind."""

import logging

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


def policies() -> Policies:
    """The rows over the defaults. One that cannot be read is no reason for silence."""
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
