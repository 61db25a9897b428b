"""What a rule would count: an example of a date, and the open cases it applies to."""

from dataclasses import dataclass
from datetime import date

from risks.access.models import Person
from risks.cases.models import Case
from risks.engine.time.courts import court
from risks.engine.time.deadlines import Computed, DeadlineError
from risks.engine.time.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An example of what a rule counts, and how many open cases it applies to.

    Only cases that the reader sees are counted.
    """

    example: date
    # None where the period cannot be counted from that day; `problem` says why.
    due: Computed | None
    problem: str
    cases: int


def effect_of(rule: Rule, *, example: date, person: Person) -> Effect:
    """Return what a rule of one court would count from a day, for our own act."""
    [court_id] = rule.court_ids
    tribunal = court(court_id)
    seen = Case.objects.visible_to(person).filter(court_id=court_id)
    judges = seen.exclude(status=Case.Status.CLOSED).values_list("judge", flat=True)
    due, problem = None, ""
    try:
        due = rule.counted(example, tribunal=tribunal)
    except DeadlineError as error:
        problem = str(error)
    return Effect(
        example=example,
        due=due,
        problem=problem,
        cases=sum(rule.binds(tribunal, judge=judge) for judge in judges),
    )
