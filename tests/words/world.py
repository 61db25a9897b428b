"""The world of the pages, what they need beside it, and a reader who may open all."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.cases.models import Deadline
from risks.cases.operations.records.obligation_records import (
    close_period,
    reverse_period,
)
from risks.engine.sentences.operating import NOBODY, UNREACHABLE
from risks.engine.sentences.sources import FEED, NOT_IN_TIME
from risks.register.models import Risk
from risks.reports.models import Contingency
from tests.cases.obligations.obligations import (
    make_obligation,
    present,
    record,
)
from tests.factories import (
    NOW,
    make_appetite_excess,
    make_person,
    make_source,
    make_subscription,
    make_treatment,
)
from tests.reports.contingencies import QUARTER_END, make_contingency, make_suit
from tests.web.test_matrix import address
from tests.web.world import World, make_world
from tests.words.marked import mark_what_people_typed

CRITICAL = Deadline.Severity.CRITICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    world: World
    reader: Person
    # Of the reminder behind the wall.
    owner: Person
    suit: Risk
    contingency: Contingency
    codes: frozenset[str]

    def address(self, name: str) -> str:
        """As the permission matrix has it, and of a suit that is prepared here."""
        day = QUARTER_END.isoformat()
        arguments = {
            "provision": [self.contingency.public_id],
            "prepare_provision": [self.suit.public_id, day],
        }
        if name in arguments:
            return reverse(name, args=arguments[name])
        return address(name, self.world)


def make_closed_obligations(world: World, reader: Person) -> None:
    """Of the world's one, a record that was reversed; and others of each state."""
    row = world.obligation
    close_period(present(row), record(document="Safe 4"), by=reader, now=NOW)
    second = row.periods.get(number=2)
    reverse_period(second, reason="Wrong licence.", by=reader, now=NOW)
    make_obligation(
        world.company, title="Policy", owner=make_person(), severity=CRITICAL
    )
    waiting = make_obligation(world.company, title="Pledge", severity=CRITICAL)
    close_period(present(waiting), record(), by=reader, now=NOW)
    gone, late = make_person(), make_person()
    far = date(2031, 5, 1)
    make_obligation(world.company, title="Lease", owner=gone, backup=late, ends_on=far)
    Person.objects.filter(pk__in=[gone.pk, late.pk]).update(is_active=False)
    ended = make_obligation(world.company, title="Filing")
    close_period(present(ended), record(outcome="ended"), by=reader, now=NOW)


def make_words() -> Words:
    """Everything that people typed is in full-width letters: the rest is ours."""
    world = make_world()
    reader = make_person("reader", roles=list(Role))
    wall = world.walled_risk.restricted_matter
    assert wall is not None
    wall.members.add(reader)
    suit = make_suit("R-SUIT", company=world.company)
    contingency = make_contingency(suit)
    make_appetite_excess(world.open_risk)
    make_treatment(world.open_risk)
    make_subscription(reader)
    make_closed_obligations(world, reader)
    why = UNREACHABLE(code=world.deadline.code, why=NOBODY())
    raise_alarm("k", text=why, now=NOW)
    make_source(last_success_at=None, last_error=FEED(problem=NOT_IN_TIME()))
    codes = mark_what_people_typed()
    return Words(
        world=world,
        reader=reader,
        owner=world.people["counsel"],
        suit=suit,
        contingency=contingency,
        codes=codes,
    )
