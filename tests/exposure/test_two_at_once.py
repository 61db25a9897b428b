"""Two workers that price the same thing leave one row."""

from datetime import timedelta

import pytest

from risks.access.queries import people_by_scope
from risks.exposure import operations
from risks.exposure.models import PortfolioRun, Snapshot
from risks.exposure.queries import Inputs, present_inputs
from tests.exposure.examples import assume
from tests.factories import NOW, TODAY, make_risk

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_second_of_two_finds_the_first_one_s_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    risk = make_risk()
    assume(risk)
    draw, calls = operations._draw, []

    def drawn_while_another_finishes(inputs: Inputs) -> operations.Drawn:
        calls.append(inputs)
        if len(calls) == 1:
            operations.recompute_stale(now=NOW + timedelta(seconds=1))
        return draw(inputs)

    monkeypatch.setattr(operations, "_draw", drawn_while_another_finishes)

    operations.recompute_stale(now=NOW)

    assert len(calls) == 2
    assert Snapshot.objects.count() == 1
    assert PortfolioRun.objects.count() == len(people_by_scope())
    assert present_inputs(risk.company, today=TODAY)[0].hash == (
        Snapshot.objects.get().input_hash
    )
