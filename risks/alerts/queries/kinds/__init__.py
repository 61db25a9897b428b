"""The kinds of alert, one module for each; registered here, in the order of pages."""

from risks.alerts.queries.kinds.above_appetite import ABOVE_APPETITE
from risks.alerts.queries.kinds.acceptance import ACCEPTANCE
from risks.alerts.queries.kinds.change import CHANGE
from risks.alerts.queries.kinds.deadline import DEADLINE
from risks.alerts.queries.kinds.event import EVENT
from risks.alerts.queries.kinds.recalculation import RECALCULATION
from risks.alerts.queries.kinds.report import REPORT
from risks.alerts.queries.kinds.review import REVIEW
from risks.alerts.queries.kinds.source import SOURCE
from risks.alerts.queries.kinds.treatment import TREATMENT
from risks.alerts.queries.obligation import AlertKind

KINDS: tuple[AlertKind, ...] = (
    DEADLINE,
    REVIEW,
    TREATMENT,
    ACCEPTANCE,
    ABOVE_APPETITE,
    CHANGE,
    EVENT,
    SOURCE,
    RECALCULATION,
    REPORT,
)
_BY_VALUE = {one.kind.value: one for one in KINDS}


def kind_of(value: str) -> AlertKind:
    """Return the kind of a notification, by the value that its row holds."""
    return _BY_VALUE[value]
