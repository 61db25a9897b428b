"""When to remind whom, as data; and how fast the house works."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from risks.alerts.models import Notification, ReminderPolicy
from risks.cases.models import Deadline
from risks.engine.time.reminders import Offset

log = logging.getLogger(__name__)

Kind = Notification.Kind
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


def _default(offsets: str, *, compliance: bool = False) -> Policy:
    written = tuple(map(Offset.parse, offsets.split()))
    return Policy(offsets=written, compliance=compliance)


# What holds where nobody has chosen otherwise.
DEFAULTS: Mapping[tuple[str, str], Policy] = {
    (Kind.DEADLINE, CRITICAL): _default("P14D P7D P3D P1D PT4H"),
    (Kind.DEADLINE, NORMAL): _default("P7D P2D"),
    (Kind.REVIEW, NORMAL): _default("P7D P0D +P1D +P7D"),
    (Kind.TREATMENT, NORMAL): _default("P7D P0D +P1D +P7D"),
    (Kind.ACCEPTANCE, NORMAL): _default("P30D P7D P0D"),
    (Kind.ABOVE_APPETITE, CRITICAL): _default("PT0H", compliance=True),
    (Kind.EVENT, NORMAL): _default("PT0H"),
    (Kind.SOURCE, CRITICAL): _default("PT0H", compliance=True),
    (Kind.RECALCULATION, NORMAL): _default("PT0H", compliance=True),
    (Kind.REPORT, NORMAL): _default("PT0H"),
}

Policies = Mapping[tuple[str, str], Policy]


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
        offsets=tuple(map(Offset.parse, row.offsets.split())),
        owner=row.owner,
        backup=row.backup,
        supervisor=row.supervisor,
        compliance=row.compliance,
        titles=row.titles,
    )


def policy_for(chosen: Policies, *, kind: str, severity: str) -> Policy:
    """Of another severity where the kind knows one only."""
    found = chosen.get((kind, severity))
    return found or chosen.get((kind, NORMAL)) or chosen[kind, CRITICAL]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingLimits:
    """Every span of the pipeline in one place: the chaos test runs them faster."""

    lease: timedelta = timedelta(seconds=120)
    first_wait: timedelta = timedelta(seconds=15)
    longest_wait: timedelta = timedelta(minutes=15)
    # For what is due within a day, or already past.
    longest_wait_near: timedelta = timedelta(minutes=2)
    near: timedelta = timedelta(days=1)
    # A mail that leaves this long after its moment says that it is late.
    late_after: timedelta = timedelta(minutes=30)
    shortest_acknowledgement: timedelta = timedelta(minutes=15)
    longest_acknowledgement: timedelta = timedelta(hours=4)
    # The one indicator: reminders are in trouble past either of these.
    silent_after: timedelta = timedelta(seconds=180)
    overdue_after: timedelta = timedelta(seconds=300)
    reconcile_every: timedelta = timedelta(minutes=15)
    pause: timedelta = timedelta(seconds=15)

    @property
    def moment(self) -> timedelta:
        """For how long an answer of the database is taken as the present."""
        return self.lease / 100


_sending_limits = SendingLimits()


def sending_limits() -> SendingLimits:
    return _sending_limits


def set_sending_limits(other: SendingLimits) -> None:
    """For programs that measure the pipeline; the product keeps the default."""
    global _sending_limits
    _sending_limits = other


def acknowledge_within(*, due_at: datetime, now: datetime) -> timedelta:
    """A quarter of the time left: at most four hours, at least a quarter of one."""
    spans = sending_limits()
    quarter = (due_at - now) / 4
    return max(
        min(quarter, spans.longest_acknowledgement), spans.shortest_acknowledgement
    )
