"""People, cases and deadlines whose reminders fall due while the run lasts."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from risks.access.models import Person, Role
from risks.alerts.models import Notification, ReminderPolicy
from risks.cases.models import Case, Deadline
from risks.clock import read_clock
from tests.chaos.processes.installation import World
from tests.factories import make_case, make_company, make_person

ZONES = ("America/Los_Angeles", "Asia/Hong_Kong", "Europe/Berlin", "Asia/Kathmandu")
COURT = "America/Los_Angeles"
CRITICAL, WITH_BACKUP = 0.05, 0.2
# Keys of a deadline that nothing nearer overtakes: one for each person.
KEYS_EACH = 1 + WITH_BACKUP
# More than asked for: some deadlines are closed and moved before they fire.
SURPLUS = 1.12
# Short ones, so that they pass while the run lasts.
LEAD_TIMES = {"critical": "P1D PT4H", "normal": "PT8H"}
LEAD_HOURS = {"critical": 4, "normal": 8}


def prepare(world: World, *, rng: Random) -> None:
    for severity, offsets in LEAD_TIMES.items():
        kind = Notification.Kind.DEADLINE
        ReminderPolicy.objects.create(kind=kind, severity=severity, offsets=offsets)
    make_person("officer", roles=[Role.COMPLIANCE_ADMINISTRATOR])
    heads = [_person(f"head{n}", rng=rng) for n in range(4)]
    owners = [
        _person(f"owner{n}", rng=rng, supervisor=rng.choice(heads))
        for n in range(12 + world.reminders // 200)
    ]
    company = make_company()
    cases = [
        make_case(owner=rng.choice(owners), company=company)
        for _ in range(4 + world.reminders // 100)
    ]
    now = read_clock().bare
    count = round(world.reminders / KEYS_EACH * SURPLUS)
    Deadline.objects.bulk_create(
        _drawn(now, world=world, cases=cases, owners=owners, rng=rng)
        for _ in range(count)
    )


def _person(name: str, *, rng: Random, **fields: Any) -> Person:
    zone = rng.choice(ZONES)
    return make_person(name, roles=[Role.IN_HOUSE_LAWYER], time_zone=zone, **fields)


def _drawn(
    now: datetime,
    *,
    world: World,
    cases: list[Case],
    owners: list[Person],
    rng: Random,
) -> Deadline:
    owner, backup = rng.sample(owners, 2)
    kind = rng.random()
    return deadline_firing(
        now + timedelta(seconds=rng.uniform(world.lead, world.window)),
        severity="critical" if kind < CRITICAL else "normal",
        case=rng.choice(cases),
        owner=owner,
        backup=backup if kind < WITH_BACKUP else None,
        created_at=now,
    )


def deadline_firing(moment: datetime, *, severity: str, **fields: Any) -> Deadline:
    """Not saved: due so many hours after the moment at which it must remind."""
    return Deadline(
        title="Answer to the complaint",
        basis=Deadline.Basis.ENTERED,
        severity=severity,
        tz=COURT,
        **dates(moment + timedelta(hours=LEAD_HOURS[severity])),
        **fields,
    )


def dates(due_at: datetime) -> dict[str, Any]:
    local = due_at.astimezone(ZoneInfo(COURT))
    day = local.date()
    return {
        "due_at": due_at.astimezone(UTC),
        "due_date": day,
        "due_time": local.time(),
        "calendared_date": day,
        "latest_arguable_date": day,
    }
