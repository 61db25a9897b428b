"""What became of each key, and by what right."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tests.chaos.evidence.evidence import Evidence, Row, Want

RECEIVED = ("sent", "acknowledged")
REPLACED = ("failed", "dead", "bounced")
RETIRED = ("cancelled", "superseded")
WAITING = ("scheduled", "sending")
FOREVER = math.inf
# What fell due in the last moments of a run that had no more time.
JUST_NOW_SECONDS = 3.0


class Fates:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._siblings: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in evidence.rows.values():
            self._siblings[row.deadline, row.revision].append(row)
        self._closed: dict[int, float] = {}
        self._moved: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._away: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self._walled: dict[int, tuple[float, frozenset[int]]] = {}
        for note in evidence.notes:
            self._remember(note)
        self.of_key = {key: self._fate(key) for key in self._keys()}
        self.lateness = sorted(self._lateness())

    def _keys(self) -> set[str]:
        return {*self._evidence.rows, *self._evidence.wants}

    @property
    def lost(self) -> list[str]:
        return sorted(key for key, fate in self.of_key.items() if fate == "lost")

    @property
    def counted(self) -> Counter[str]:
        return Counter(self.of_key.values())

    @property
    def extra_copies(self) -> int:
        return sum(len(letters) - 1 for letters in self._evidence.letters.values())

    @property
    def ambiguous(self) -> int:
        """Endings after which a sender could not know: unanswered, stopped, cut off."""
        counts = self._evidence.counts
        return self._evidence.ambiguous + len(counts.stops) + counts.cuts

    def percentile(self, share: float) -> float:
        if not self.lateness:
            return 0
        return self.lateness[math.ceil(share * len(self.lateness)) - 1]

    def forbidden(self, row: Row) -> Iterator[tuple[float, float, str]]:
        """From when until when this row must not be sent, and why."""
        if row.deadline in self._closed:
            yield self._closed[row.deadline], FOREVER, "its deadline was closed"
        for revision, at in self._moved[row.deadline]:
            if revision > row.revision:
                yield at, FOREVER, "its deadline moved"
        for since, until in self._away[row.recipient]:
            yield since, until, "its recipient left"
        raised, members = self._walled.get(row.deadline, (FOREVER, frozenset()))
        if row.recipient not in members:
            yield raised, FOREVER, "a wall was raised"

    def is_excused(self, wanted: Want | Row) -> bool:
        """Whether, as things are now, it is right not to send it."""
        evidence = self._evidence
        due = evidence.dues[wanted.deadline]
        if due.status != "open" or wanted.revision != due.revision:
            return True
        if self._is_overtaken(wanted):
            return True
        if self._is_released(wanted) or self._is_called_off(wanted):
            return True
        may_know = evidence.may_know(wanted.recipient, due)
        return (not may_know or self._was_hindered(wanted)) and self._is_heard(wanted)

    def _was_hindered(self, wanted: Want | Row) -> bool:
        """Escalated to somebody who left, and is back: nobody escalates that again."""
        if isinstance(wanted, Want) or wanted.created_by != "escalation":
            return False
        return any(
            until > wanted.created_at for _, until in self._away[wanted.recipient]
        )

    def is_answered(self, row: Row) -> bool:
        """Or asks nobody any more: its deadline is closed, or has moved."""
        due = self._evidence.dues[row.deadline]
        if due.status != "open" or due.revision != row.revision:
            return True
        return any(
            other.state == "acknowledged"
            and (
                other.offset == row.offset
                or (other.acknowledged_at or 0) >= (row.sent_at or 0)
            )
            for other in self._siblings[row.deadline, row.revision]
        )

    def _is_released(self, wanted: Want | Row) -> bool:
        """Somebody else is responsible now; or those are back in whose place it was."""
        due = self._evidence.dues[wanted.deadline]
        if wanted.step == 0:
            return wanted.recipient not in due.people
        if isinstance(wanted, Row) and wanted.created_by == "escalation":
            return False
        before = [*due.people]
        if wanted.step > 2:
            before += self._evidence.supervisors(due)
        return any(self._evidence.may_know(one, due) for one in before)

    def _is_called_off(self, wanted: Want | Row) -> bool:
        """The silence that it escalates was broken in time."""
        return any(
            row.state == "acknowledged"
            and row.offset == wanted.offset
            and row.step < wanted.step
            for row in self._siblings[wanted.deadline, wanted.revision]
        )

    def _is_overtaken(self, wanted: Want | Row) -> bool:
        """A nearer reminder of the same thing to the same person was due as well."""
        # Of two escalated in one moment the later row is the nearer one.
        mine = wanted.fire_at, wanted.pk if isinstance(wanted, Row) else 0
        return any(
            row.recipient == wanted.recipient
            and row.step == wanted.step
            and mine < (row.fire_at, row.pk)
            and row.key != wanted.key
            and row.fire_at <= self._evidence.at
            for row in self._siblings[wanted.deadline, wanted.revision]
        )

    def _is_heard(self, wanted: Want | Row) -> bool:
        """Somebody else was told as much, or an alarm says that nobody can be."""
        others = self._siblings[wanted.deadline, wanted.revision]
        if any(
            row.recipient != wanted.recipient
            and row.fire_at >= wanted.fire_at
            and row.state in (*RECEIVED, *REPLACED, *WAITING)
            for row in others
        ):
            return True
        if any(row.offset == wanted.offset and row.state in RECEIVED for row in others):
            return True
        code = self._evidence.dues[wanted.deadline].code
        return f"unreachable {code}" in self._evidence.alarms

    def _fate(self, key: str) -> str:
        row = self._evidence.rows.get(key)
        if row is None:
            return "retired" if self.is_excused(self._evidence.wants[key]) else "lost"
        if row.state in RECEIVED:
            return "sent" if self._evidence.letters_of(row) else "lost"
        if row.state in REPLACED:
            return "escalated" if row.escalated_to or row.alarm else "lost"
        if row.state in RETIRED:
            return "retired" if self.is_excused(row) else "lost"
        # By the earliest requirement: a row that moved itself ahead is late, not early.
        want = self._evidence.wants.get(key)
        due = want.fire_at if want else row.fire_at
        return "future" if due > self._evidence.at - JUST_NOW_SECONDS else "lost"

    def _remember(self, note: dict[str, object]) -> None:
        at = float(str(note["at"]))
        deadlines = note["deadlines"]
        assert isinstance(deadlines, list)
        if note["act"] in ("leave", "return"):
            self._come_and_go(int(str(note["person"])), at, left=note["act"] == "leave")
            return
        for deadline in deadlines:
            if note["act"] == "close":
                self._closed[deadline] = at
            if note["act"] == "move":
                self._moved[deadline].append((int(str(note["revision"])), at))
            if note["act"] == "wall":
                members = note["members"]
                assert isinstance(members, list)
                self._walled.setdefault(deadline, (at, frozenset(members)))

    def _come_and_go(self, person: int, at: float, *, left: bool) -> None:
        if left:
            self._away[person].append((at, FOREVER))
            return
        since, _ = self._away[person].pop()
        self._away[person].append((since, at))

    def _lateness(self) -> Iterator[float]:
        """Of each reminder that could always be sent; full stops do not count."""
        for row in self._evidence.rows.values():
            letters = self._evidence.letters_of(row)
            if not letters or any(self.forbidden(row)):
                continue
            want = self._evidence.wants.get(row.key)
            due = want.fire_at if want else row.fire_at
            arrived = min(letter.at for letter in letters)
            still = overlap(self._evidence.counts.silences, due, arrived)
            yield max(0, arrived - due - still)


def overlap(spans: Iterable[tuple[float, float]], start: float, end: float) -> float:
    return sum(max(0, min(end, until) - max(start, since)) for since, until in spans)
