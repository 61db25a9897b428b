"""What is left when all is at rest: rows by plain SQL, the recorder, the notes."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.evidence.health_probe import Sample
from tests.chaos.evidence.idle import moment
from tests.chaos.evidence.recorder import Letter
from tests.chaos.processes.databases import Database
from tests.chaos.processes.installation import Counts, World
from tests.chaos.processes.time_scale import SendingLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A notification, its moments in seconds."""

    pk: int
    key: str
    deadline: int
    revision: int
    offset: str
    step: int
    recipient: int
    state: str
    fire_at: float
    created_at: float
    message_id: str
    escalated_to: int | None
    alarm: int | None
    lease_until: float | None
    created_by: str
    sent_at: float | None
    ack_by: float | None
    acknowledged_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline, and who is behind it."""

    code: str
    status: str
    revision: int
    people: tuple[int, ...]
    wall: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    active: bool
    supervisor: int | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A key that the product's own queries required at some moment."""

    key: str
    deadline: int
    revision: int
    offset: str
    step: int
    recipient: int
    fire_at: float


@dataclass(slots=True, kw_only=True)
class Evidence:
    at: float
    rows: dict[str, Row]
    dues: dict[int, Due]
    people: dict[int, Someone]
    members: set[tuple[int, int]]
    compliance: list[int]
    alarms: set[str]
    # Of each row: when its mail server said 250, by the attempts that were kept.
    answers: dict[int, list[float]]
    given_up_at: dict[int, float]
    wants: dict[str, Want]
    present: set[str]
    notes: list[dict[str, Any]]
    letters: dict[str, list[Letter]]
    ambiguous: int
    counts: Counts
    samples: list[Sample]
    sending_limits: SendingLimits
    # Seconds: how late a reminder may be.
    latest: float
    by_pk: dict[int, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_pk = {row.pk: row for row in self.rows.values()}

    def letters_of(self, row: Row) -> list[Letter]:
        return self.letters.get(row.message_id, [])

    def may_know(self, person: int, due: Due) -> bool:
        walled = due.wall is not None and (due.wall, person) not in self.members
        return self.people[person].active and not walled

    def supervisors(self, due: Due) -> list[int]:
        above = [self.people[person].supervisor for person in due.people]
        return [person for person in above if person]

    def chain(self, due: Due) -> list[int]:
        return [*due.people, *self.supervisors(due), *self.compliance]


MOMENTS = (
    "fire_at", "created_at", "lease_until", "sent_at", "ack_by", "acknowledged_at",
)  # fmt: skip
# In the order of Row.
ROWS = """SELECT id, key, object_id, revision, "offset", step, recipient_id, state,
    fire_at, created_at, message_id, escalated_to_id, alarm_id, lease_until,
    created_by, sent_at, ack_by, acknowledged_at
    FROM risks_notification WHERE kind = 'deadline'"""
DUES = """SELECT d.id, d.code, d.status, d.due_rev, d.owner_id, d.backup_id,
    c.restricted_matter_id FROM risks_deadline d
    JOIN risks_case c ON c.id = d.case_id"""
PEOPLE = "SELECT id, is_active, supervisor_id, email FROM risks_person"
MEMBERS = "SELECT restrictedmatter_id, person_id FROM risks_restrictedmatter_members"
COMPLIANCE = """SELECT p.person_id FROM risks_person_groups p
    JOIN auth_group g ON g.id = p.group_id WHERE g.name = 'compliance_administrator'"""
ALARMS = "SELECT key FROM risks_alarm WHERE closed_at IS NULL"
TRIES = "SELECT notification_id, outcome, ended_at FROM risks_attempt"


def gather(
    world: World,
    database: Database,
    *,
    at: float,
    letters: list[Letter],
    ambiguous: int,
    counts: Counts,
    samples: list[Sample],
) -> Evidence:
    def ask(sql: str) -> list[tuple[Any, ...]]:
        return database.rows(world.database, sql)

    notes = _notes(world)
    answers, given_up = _answers(ask(TRIES))
    census = _requirement(json.loads(world.path("census.json").read_text("utf-8")))
    return Evidence(
        at=at,
        rows={row.key: row for row in map(_row, ask(ROWS))},
        dues={pk: _due(rest) for pk, *rest in ask(DUES)},
        people={pk: _someone(rest) for pk, *rest in ask(PEOPLE)},
        members={(wall, person) for wall, person in ask(MEMBERS)},
        compliance=[person for (person,) in ask(COMPLIANCE)],
        alarms={key for (key,) in ask(ALARMS)},
        answers=answers,
        given_up_at=given_up,
        wants=_earliest(world, notes) | _only_new(census, world, notes),
        present={want.key for want in census},
        notes=notes,
        letters=_by_id(letters),
        ambiguous=ambiguous,
        counts=counts,
        samples=samples,
        sending_limits=SendingLimits.of(world.minutes),
        latest=SendingLimits.of(world.minutes).latest,
    )


def _row(read: tuple[Any, ...]) -> Row:
    named = dict(zip(Row.__slots__, read, strict=True))
    moments = {name: moment(named[name]) for name in MOMENTS if named[name]}
    return Row(**{**named, **moments})


def _due(read: list[Any]) -> Due:
    code, status, revision, owner, backup, wall = read
    people = tuple(person for person in (owner, backup) if person)
    return Due(code=code, status=status, revision=revision, people=people, wall=wall)


def _someone(read: list[Any]) -> Someone:
    active, supervisor, address = read
    return Someone(active=bool(active), supervisor=supervisor, address=address)


def _answers(
    tries: list[tuple[Any, ...]],
) -> tuple[dict[int, list[float]], dict[int, float]]:
    answers: dict[int, list[float]] = defaultdict(list)
    given_up: dict[int, float] = {}
    for row, outcome, ended_at in tries:
        if outcome == "sent":
            answers[row].append(moment(ended_at))
        if outcome in ("failed", "retry"):
            given_up[row] = max(given_up.get(row, 0), moment(ended_at))
    return answers, given_up


def _notes(world: World) -> list[dict[str, Any]]:
    path = world.path("notes.jsonl")
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _requirement(read: list[dict[str, Any]]) -> list[Want]:
    return [Want(**want) for want in read]


def _earliest(world: World, notes: list[dict[str, Any]]) -> dict[str, Want]:
    """Required at the start, or by some act; a key's first moment counts."""
    first = _requirement(json.loads(world.path("people.json").read_text("utf-8")))
    later = [want for note in notes for want in _requirement(note["wanted"])]
    return {want.key: want for want in reversed([*first, *later])}


def _only_new(
    census: list[Want], world: World, notes: list[dict[str, Any]]
) -> dict[str, Want]:
    known = _earliest(world, notes)
    return {want.key: want for want in census if want.key not in known}


def _by_id(letters: list[Letter]) -> dict[str, list[Letter]]:
    found: dict[str, list[Letter]] = defaultdict(list)
    for letter in letters:
        found[letter.message_id].append(letter)
    return found
