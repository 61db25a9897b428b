"""The people of the house: they enter, move and close deadlines, leave, raise walls.

Each commit is noted with the database's clock, and with what is required from then on.
It is never killed, so that its notes are complete.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections
from django.db.transaction import atomic

from risks.access.models import Person, RestrictedMatter
from risks.alerts.models import Notification, State
from risks.alerts.operations.escalation.answer import ReminderRefused, acknowledge
from risks.cases.models import Case, Deadline
from risks.cases.operations.deadlines.change_requests import DeadlineRefused
from risks.cases.operations.deadlines.close import meet
from risks.clock import read_clock
from tests.chaos.processes.initial_rows import LEAD_HOURS, dates, deadline_firing
from tests.chaos.processes.installation import World
from tests.chaos.processes.required import requirements

Made = TypeVar("Made")
COMMON = ("enter", "move", "close", "answer")
# Each has all deadlines planned again; in this order somebody is away to return.
RARE = ("leave", "wall", "return")
RARE_TURNS = 3
ACTS = (*COMMON, *RARE)
# One act for so many reminders.
REMINDERS_PER_ACT = 60


class Writer:
    def __init__(self, world: World, *, rng: Random) -> None:
        self._world = world
        self._rng = rng
        self._away: list[int] = []
        self._acts: dict[str, Callable[[], None]] = {
            "enter": self._enter,
            "move": self._move,
            "close": self._close,
            "leave": self._leave,
            "return": self._return,
            "wall": self._wall,
            "answer": self._answer,
        }

    def run(self) -> None:
        count = max(self._world.reminders // REMINDERS_PER_ACT, len(ACTS))
        pause = self._world.window * 0.9 / count
        for name in self._programme(count):
            started = time.monotonic()
            self._acts[name]()
            time.sleep(max(0, pause - (time.monotonic() - started)))

    def _programme(self, count: int) -> list[str]:
        """Each act once; then the common ones, with some of the rare among them."""
        rest = [self._rng.choice(COMMON) for _ in range(count - len(ACTS))]
        rest[: len(rest) // 4] = (RARE * RARE_TURNS)[: len(rest) // 4]
        self._rng.shuffle(rest)
        return [*ACTS, *rest]

    def _enter(self) -> None:
        case, owner = self._one(Case), self._owner()
        severity = self._rng.choice(["critical", "normal"])
        # Some of them late: their lead time has passed when they are entered.
        after = self._rng.uniform(-600, self._world.window / 3)
        moment = read_until_done() + timedelta(seconds=after)
        row = deadline_firing(
            moment, severity=severity, case=case, owner=owner, created_at=moment
        )
        fields = {"code": row.code}
        _until_done(lambda: Deadline.objects.bulk_create([row], ignore_conflicts=True))
        pk = _until_done(lambda: Deadline.objects.get(**fields).pk)
        self._note("enter", deadlines=[pk])

    def _move(self) -> None:
        row = self._open_deadline()
        seconds = self._rng.uniform(1, self._world.window / 3)
        now = read_until_done()
        due = now + timedelta(hours=LEAD_HOURS[row.severity], seconds=seconds)
        changes = {**dates(due), "due_rev": row.due_rev + 1}
        _until_done(lambda: Deadline.objects.filter(pk=row.pk).update(**changes))
        self._note("move", deadlines=[row.pk], revision=row.due_rev + 1)

    def _close(self) -> None:
        row = self._open_deadline(severity="normal")
        now = read_until_done()

        def close() -> None:
            try:
                meet(row, by=row.owner, reason="Filed.", now=now)
            except DeadlineRefused:
                # The commit whose answer was lost.
                assert not Deadline.objects.open().filter(pk=row.pk).exists()

        _until_done(close)
        self._note("close", deadlines=[row.pk])

    def _answer(self) -> None:
        """Somebody says that they have it: nobody else need hear of this one."""
        asked = Notification.objects.filter(state=State.SENT, ack_by__isnull=False)
        rows = _until_done(
            lambda: list(asked.select_related("recipient").order_by("pk")[:50])
        )
        if not rows:
            return
        row = self._rng.choice(rows)
        now = read_until_done()

        def answer() -> None:
            # Answered or bounced meanwhile.
            with suppress(ReminderRefused):
                acknowledge(row, by=row.recipient, now=now)

        _until_done(answer)
        self._note("answer", deadlines=[row.object_id])

    def _leave(self) -> None:
        # Most must stay, or there is nobody to remind.
        if len(self._away) >= 2:
            return
        person = self._owner()
        self._away.append(person.pk)
        self._set_active(person.pk, active=False)

    def _return(self) -> None:
        if self._away:
            self._set_active(self._away.pop(0), active=True)

    def _set_active(self, pk: int, *, active: bool) -> None:
        _until_done(lambda: Person.objects.filter(pk=pk).update(is_active=active))
        self._note("return" if active else "leave", person=pk, deadlines=_of(pk))

    def _wall(self) -> None:
        case = self._one(Case)
        inside = [person.pk for person in self._people() if self._rng.random() < 0.8]
        name = f"wall of {case.code}"

        def raise_wall() -> None:
            with atomic():
                wall, _ = RestrictedMatter.objects.get_or_create(name=name)
                wall.members.set(inside)
                Case.objects.filter(pk=case.pk).update(restricted_matter=wall)

        _until_done(raise_wall)
        deadlines = _until_done(
            lambda: list(
                Deadline.objects.filter(case=case).values_list("pk", flat=True)
            )
        )
        self._note("wall", deadlines=deadlines, members=inside)

    def _note(self, act: str, *, deadlines: list[int], **more: Any) -> None:
        # After the commit: the laws are never stricter than what happened.
        at = read_until_done().timestamp()
        wanted = _until_done(lambda: requirements(deadlines))
        note = {"act": act, "at": at, "deadlines": deadlines, **more, "wanted": wanted}
        with self._world.path("notes.jsonl").open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(note) + "\n")

    def _one(self, model: type[Case]) -> Case:
        rows = _until_done(lambda: list(model.objects.order_by("pk")))
        return self._rng.choice(rows)

    def _people(self) -> list[Person]:
        return _until_done(lambda: list(Person.objects.order_by("pk")))

    def _owner(self) -> Person:
        present = [
            person
            for person in self._people()
            if person.supervisor_id and person.pk not in self._away
        ]
        return self._rng.choice(present)

    def _open_deadline(self, **fields: str) -> Deadline:
        rows = Deadline.objects.open().filter(**fields).select_related("owner")
        count = _until_done(rows.count)
        place = self._rng.randrange(count)
        return _until_done(lambda: rows.order_by("pk")[place])


def read_until_done() -> Any:
    return _until_done(lambda: read_clock().bare)


def _of(person: int) -> list[int]:
    owned = Deadline.objects.open().filter(owner=person)
    backed = Deadline.objects.open().filter(backup=person)
    return _until_done(lambda: list((owned | backed).values_list("pk", flat=True)))


def _until_done(step: Callable[[], Made]) -> Made:
    """Through a restart of the database: a step says where to arrive, not how far."""
    while True:
        close_old_connections()
        try:
            return step()
        except (OperationalError, InterfaceError):
            time.sleep(0.2)
