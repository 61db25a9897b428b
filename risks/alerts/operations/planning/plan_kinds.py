"""Planning of every kind but deadlines: few enough to be looked at in each sweep."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from risks.alerts.models import Notification
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.alerts.operations.planning.store import retire_undue, store
from risks.alerts.queries import open_alarms
from risks.alerts.queries.kinds import KINDS
from risks.alerts.queries.obligation import Obligation, Planning, Source
from risks.alerts.queries.planning.required import required_rows
from risks.engine.sentences import operating as words

log = logging.getLogger(__name__)

UNPLANNED = "unplanned "
UNTOLD = "untold "


def plan_kinds(planning: Planning) -> tuple[int, int]:
    """How many rows were made, and how many were cancelled."""
    created, retired = 0, 0
    alarms: set[str] = set()
    for one in KINDS:
        if one.source is None:
            continue
        try:
            stored, others, untold = _plan(one.kind, one.source, planning)
        except Exception as fault:
            log.exception("%s cannot be planned", one.kind)
            alarms.add(_alarm_unplanned(one.kind, fault, now=planning.now))
            # Whether somebody was reminded by now is not known.
            alarms.update(_open(f"{UNTOLD}{one.kind} "))
            continue
        created, retired = created + stored, retired + others
        alarms.update(untold)
    _close_others(alarms, now=planning.now)
    return created, retired


def _plan(
    kind: Notification.Kind, source: Source, planning: Planning
) -> tuple[int, int, set[str]]:
    obligations = list(source.obligations(planning))
    origin = Notification.Origin.PLAN
    rows = [
        row
        for obligation in obligations
        for row in required_rows(obligation, now=planning.now, origin=origin)
    ]
    with transaction.atomic():
        created = store(rows, now=planning.now)
        retired = retire_undue(kind, obligations, keys={row.key for row in rows})
        untold = _alarm_untold(obligations, now=planning.now)
    return created, retired, untold


def _alarm_untold(obligations: Sequence[Obligation], *, now: datetime) -> set[str]:
    """Of what is due and reaches nobody: the keys of their alarms."""
    keys = set()
    for obligation in obligations:
        if obligation.people:
            continue
        key = f"{UNTOLD}{obligation.kind} {obligation.object_id}"
        raise_alarm(
            key,
            text=words.UNTOLD(
                kind=obligation.kind,
                number=obligation.object_id,
                label=obligation.kind.label.lower(),
            ),
            now=now,
        )
        keys.add(key)
    return keys


def _alarm_unplanned(
    kind: Notification.Kind, fault: Exception, *, now: datetime
) -> str:
    key = f"{UNPLANNED}{kind}"
    raise_alarm(
        key,
        # The kind of fault alone: its text may name a restricted matter.
        text=words.UNPLANNED_KIND(kind=kind.label, fault=type(fault).__name__),
        now=now,
    )
    return key


def _open(start: str) -> set[str]:
    return set(
        open_alarms().filter(key__startswith=start).values_list("key", flat=True)
    )


def _close_others(keys: Collection[str], *, now: datetime) -> None:
    ours = Q(key__startswith=UNPLANNED) | Q(key__startswith=UNTOLD)
    open_alarms().filter(ours).exclude(key__in=keys).update(closed_at=now)
