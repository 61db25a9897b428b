"""When one kind of alert is sent and to whom, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from risks.cases.models import Deadline
from risks.engine.time.reminders import Offset

CRITICAL = Deadline.Severity.CRITICAL.value
NORMAL = Deadline.Severity.NORMAL.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A row of ReminderPolicy, read."""

    offsets: tuple[Offset, ...]
    owner: bool = True
    backup: bool = True
    supervisor: bool = False
    compliance: bool = False
    titles: bool = True


# By kind and severity.
Policies = Mapping[tuple[str, str], Policy]


def lead_times(written: str) -> tuple[Offset, ...]:
    """Raises ValueError for one that is none."""
    return tuple(map(Offset.parse, written.split()))


def policy_for(chosen: Policies, *, kind: str, severity: str) -> Policy:
    """Of another severity where the kind knows one only."""
    found = chosen.get((kind, severity))
    return found or chosen.get((kind, NORMAL)) or chosen[kind, CRITICAL]
