"""The pages of the founding case, with each sentence that the product composed."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from risks.access.models import RestrictedMatter, Role
from risks.cases.models import Case, ComplianceObligation, Deadline, DeadlineChange
from risks.engine.wording import found, known_templates
from risks.exposure.models import Snapshot
from risks.exposure.operations import recalculate_stale
from risks.management.hong_kong import morning_of
from risks.register.models import Proposal, Risk
from risks.reports.models import Contingency
from tests.factories import make_person
from tests.web.world import client_of
from tests.words.bare import bare_in_html
from tests.words.marked import mark_what_people_typed, words_of_rules

TODAY = date(2026, 5, 27)
pytestmark = pytest.mark.django_db


def addresses() -> Iterator[str]:
    yield from (
        reverse(name)
        for name in (
            *("dashboard", "cases", "exposure", "register", "missing_items"),
            "obligations",
        )
    )
    for obligation in ComplianceObligation.objects.all():
        yield reverse("obligation", args=[obligation.public_id])
    yield from (reverse("case", args=[row.public_id]) for row in Case.objects.all())
    yield from (reverse("risk", args=[row.public_id]) for row in Risk.objects.all())
    for row in Deadline.objects.all():
        yield reverse("mark_as_met", args=[row.public_id])
        yield reverse("notify_change", args=[row.public_id])
    for change in DeadlineChange.objects.all():
        yield reverse("decide_change", args=[change.public_id])
    for proposal in Proposal.objects.all():
        yield reverse("decide_proposal", args=[proposal.public_id])


@pytest.fixture
def founding_case() -> Iterator[None]:
    """Loaded in English, as it is stored."""
    with time_machine.travel(morning_of(TODAY), tick=True):
        call_command("load_founding_case", "--today", TODAY.isoformat())
        recalculate_stale(now=morning_of(TODAY))
        yield


def stored_sentences() -> Iterator[str]:
    for row in Deadline.objects.all():
        yield from filter(None, (*row.steps, row.reason))
        yield from (earlier["reason"] for earlier in row.earlier_due)
        if row.closed_by is None:
            yield from filter(None, [row.close_reason])
    for change in DeadlineChange.objects.filter(asked_by=None):
        yield change.reason
    yield from Snapshot.objects.exclude(change="").values_list("change", flat=True)
    yield from Proposal.objects.values_list("why", flat=True)
    for suit in Contingency.objects.all():
        yield from (*suit.figures["ias37"]["basis"], *suit.figures["asc450"]["basis"])


@pytest.mark.usefixtures("founding_case")
def test_every_sentence_that_is_stored_is_recognised() -> None:
    sentences = set(stored_sentences())

    unknown = {text for text in sentences if not found(text, known_templates())}

    assert len(sentences) > 40
    assert unknown == set()


@pytest.mark.usefixtures("founding_case")
def test_every_word_of_the_founding_case_is_translated(
    request: pytest.FixtureRequest,
) -> None:
    reader = make_person("reader", roles=list(Role))
    for wall in RestrictedMatter.objects.all():
        wall.members.add(reader)
    codes = mark_what_people_typed() | words_of_rules()
    request.getfixturevalue("pseudo")
    client = client_of(reader)

    pages = {address: client.get(address).content.decode() for address in addresses()}
    bare = {
        address: [str(one) for one in bare_in_html(page, data=codes)]
        for address, page in pages.items()
    }

    assert len(pages) > 20
    assert {address: found for address, found in bare.items() if found} == {}
