"""Something due, whatever kind it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.people import Sight
from risks.alerts.queries.policy import Policies, Policy
from risks.cases.models import Case, Deadline
from risks.register.models import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
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
    # A step and a person each; see `people.recipients`.
    people: tuple[tuple[int, Person], ...]
    # What it is about, for walls and links: at most one of them.
    deadline: Deadline | None = None
    risk: Risk | None = None
    case: Case | None = None
    # What the mail of another kind than a deadline says: title, path, facts.
    about: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What every kind is asked with: one sweep's policies, sight and clock."""

    policies: Policies
    sight: Sight
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of thing that can be due: the seam of every kind but deadlines.

    `duties` gives all that is due or will be, each time anew; few enough to read in
    every sweep. What it no longer gives is cancelled. `revision` asks about one thing
    at the last moment before a mail leaves: its present revision, None when it is no
    longer due.
    """

    kind: Notification.Kind
    duties: Callable[[Ask], Iterable[Duty]]
    revision: Callable[[int], int | None]
