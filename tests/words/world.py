"""The world of the pages, what they need beside it, and a reader who may open all."""

from dataclasses import dataclass

from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.engine.sentences.operating import NOBODY, UNREACHABLE
from risks.engine.sentences.sources import FEED, NOT_IN_TIME
from risks.register.models import Risk
from risks.reports.models import Contingency
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
