"""Who made a motion: read from the entry, else known by what such motions ask for."""

from dataclasses import dataclass
from functools import cached_property

from risks.cases.models import Case, DocketEntry, Event
from risks.engine.words.events import movant
from risks.engine.words.filers import filer

SIDES = (Case.Role.PLAINTIFF.value, Case.Role.DEFENDANT.value)
_MOTION = Event.Kind.MOTION_FILED.value
_ANSWERS = (Event.Kind.OPPOSITION_FILED.value,)


@dataclass(eq=False)
class Movants:
    """The motions of a case and its parties, each asked for once."""

    case: Case

    def we_moved(self, event: Event) -> bool | None:
        """Say whether the motion that an event is about is ours; None if unknown."""
        if self.case.our_role not in SIDES:
            return None
        side = self._movant(event)
        return None if not side else side == self.case.our_role

    def _movant(self, event: Event) -> str:
        read = filer(self._motion(event).text, parties=self._parties)
        if event.kind in _ANSWERS and read:
            # Who opposes did not move.
            read = next(side for side in SIDES if side != read)
        return read or movant(event.subject)

    def _motion(self, event: Event) -> DocketEntry:
        """Return the entry of the motion; the event's own where none is on file."""
        if event.kind == _MOTION or event.kind in _ANSWERS or not event.subject:
            return event.entry
        until = event.entry.filed_date
        motions = [
            motion.entry
            for motion in self._motions
            if motion.subject == event.subject and motion.entry.filed_date <= until
        ]
        return motions[-1] if motions else event.entry

    @cached_property
    def _motions(self) -> list[Event]:
        motions = self.case.events.filter(kind=_MOTION, is_rejected=False)
        return list(motions.select_related("entry").order_by("entry__filed_date", "pk"))

    @cached_property
    def _parties(self) -> list[tuple[str, str]]:
        """Return names of parties, each with its side."""
        return [
            (name, side)
            for name, role in self.case.parties.values_list("name", "role")
            for side in SIDES
            if side in role.casefold()
        ]
