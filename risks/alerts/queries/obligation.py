"""Something that is due, and what makes a kind of alert."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_noop

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.policy import NORMAL, Policies, Policy, policy_for
from risks.alerts.queries.recipients import Audience, HasOwners, recipients
from risks.cases.models import Case, Deadline
from risks.register.models import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """Something due, at one revision of its moment, and who must know."""

    kind: Notification.Kind
    object_id: int
    revision: int
    # The moment people work to, UTC.
    due_at: datetime
    # Where the moment is counted; None: wherever its reader is.
    tz: str | None
    severity: str
    policy: Policy
    # A step and a person each; see `recipients.recipients`.
    people: tuple[tuple[int, Person], ...]
    # What it is about, for access and links: at most one of them.
    deadline: Deadline | None = None
    risk: Risk | None = None
    case: Case | None = None
    # What the mail of another kind than a deadline says: title, path, facts.
    about: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """What every kind is asked with: one sweep's policies, audience and clock."""

    policies: Policies
    audience: Audience
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How things of one kind that can be due are found, and asked about once more.

    `obligations` gives all that is due or will be, each time anew; few enough to read
    in every sweep. What it no longer gives is cancelled. The others ask about one thing
    by its key, right before a mail leaves: `revision` is its present one, None when it
    is no longer due; `responsible` are its people, None where it is nobody else's
    business; `named` whom the policy names, where those are other people.
    """

    obligations: Callable[[Planning], Iterable[Obligation]]
    revision: Callable[[int], int | None]
    responsible: Callable[[int], HasOwners | None]
    named: Callable[[int, Policy, Audience], Collection[Person]] | None = None
    # Its readers must be allowed to see this row; None: its risk or case alone.
    visible: type[models.Model] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the mail of a kind says, as messages to translate."""

    heading: str
    # The same when its day has passed; empty where it has no day.
    overdue: str = ""
    # With `name`: what it is about, as far as a mail may say.
    line: str
    opening: str = gettext_noop("Open in Watchbrief")
    # Why its readers get it, where no policy names them.
    why: str = ""
    # Facts may be of an assessment: amounts, odds, and what follows from them.
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertKind:
    """One kind of alert: who is reminded of what, when, and in which words."""

    kind: Notification.Kind
    # By severity: the lead times and people where nobody has chosen otherwise.
    defaults: Mapping[str, Policy]
    # None: planned by SQL of its own (deadlines), or announced (reports).
    source: Source | None = None
    # None: it has templates of its own (deadlines).
    words: Words | None = None


def due_on(
    day: date,
    *,
    kind: Notification.Kind,
    of: models.Model,
    risk: Risk,
    people: HasOwners,
    seen: models.Model,
    planning: Planning,
    title: str,
    facts: Iterable[tuple[str, str]] = (),
) -> Obligation:
    """Return what the row `of` a risk asks by the end of a day of its company.

    Its readers must see `seen`; the risk is among its facts.
    """
    tz = risk.company.time_zone
    policy = policy_for(planning.policies, kind=kind, severity=NORMAL)
    readers = recipients(people, policy, audience=planning.audience, seen=seen)
    return Obligation(
        kind=kind,
        object_id=of.pk,
        revision=of_day(day),
        due_at=_end_of_day(day, tz=tz),
        tz=tz,
        severity=NORMAL,
        policy=policy,
        people=tuple(readers),
        risk=risk,
        about={
            "title": f"{risk.code} {title}",
            "path": risk_page(risk),
            "facts": [["Risk", f"{risk.code} {risk.title}"], *map(list, facts)],
        },
    )


def _end_of_day(day: date, *, tz: str) -> datetime:
    """UTC. What is due on a day is overdue when the day is over where it counts."""
    local = datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(tz))
    return local.astimezone(UTC)


def of_day(day: date) -> int:
    """A revision that is another one on another day."""
    return day.toordinal()


def risk_page(risk: Risk) -> str:
    return reverse("risk", args=[risk.public_id])
