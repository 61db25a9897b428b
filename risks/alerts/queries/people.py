"""Who must know: the chain of people behind a deadline, and who of them may."""

from risks.access.models import Person
from risks.cases.models import Deadline


class Sight:
    """Who may know of which open deadlines, asked once for each person of a sweep."""

    def __init__(self) -> None:
        self._seen: dict[int, frozenset[int]] = {}

    def reaches(self, person: Person, deadline: Deadline) -> bool:
        if person.pk not in self._seen:
            visible = Deadline.objects.open().visible_to(person)
            self._seen[person.pk] = frozenset(visible.values_list("pk", flat=True))
        return person.is_active and deadline.pk in self._seen[person.pk]


def responsible(deadline: Deadline) -> list[Person]:
    return [person for person in (deadline.owner, deadline.backup) if person]


def chain(deadline: Deadline) -> list[Person]:
    """Owner, backup, then the supervisor of each; each person once."""
    first = responsible(deadline)
    supervisors = [person.supervisor for person in first if person.supervisor]
    return list({person.pk: person for person in (*first, *supervisors)}.values())


def recipients(deadline: Deadline, *, sight: Sight) -> list[tuple[int, Person]]:
    """Who is reminded, each with a step: 0 is responsible, 1 stands in for them.

    Supervisors stand in only when nobody responsible may know of the deadline.
    """
    first = [(0, person) for person in responsible(deadline)]
    reached = [pair for pair in first if sight.reaches(pair[1], deadline)]
    if reached:
        return reached
    above = chain(deadline)[len(first) :]
    return [(1, person) for person in above if sight.reaches(person, deadline)]
