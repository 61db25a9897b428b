"""When to remind, as data."""

from collections.abc import Mapping
from datetime import timedelta

from risks.cases.models import Deadline
from risks.engine.reminders import Offset

OFFSETS: Mapping[str, tuple[Offset, ...]] = {
    severity: tuple(Offset.parse(text) for text in written.split())
    for severity, written in {
        Deadline.Severity.CRITICAL.value: "P14D P7D P3D P1D PT4H",
        Deadline.Severity.NORMAL.value: "P7D P2D",
    }.items()
}

# A mail that leaves this long after its moment says that it is late.
LATE_AFTER = timedelta(minutes=30)

# The one indicator: reminders are in trouble past either of these.
SILENT_AFTER = timedelta(seconds=180)
OVERDUE_AFTER = timedelta(seconds=300)
