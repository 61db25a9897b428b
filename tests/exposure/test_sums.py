"""A changed risk moves the stored sums: to the bit what adding up comes to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risks.access.models import Role, Scope
from risks.engine.exposure.kinds.natures import Nature
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import (
    CellLosses,
    PortfolioRun,
    RunMembers,
    RunView,
    Snapshot,
)
from risks.exposure.operations import (
    Drawn,
    Pricer,
    recalculate_stale,
    stored_losses,
)
from risks.exposure.operations.shares import store_shares
from risks.exposure.queries import (
    Inputs,
    latest_run,
    present_inputs,
    run_hash,
    run_members,
)
from risks.register.models import Company, Risk
from tests.exposure.examples import FIRE, INJUNCTION, SUIT, assume
from tests.factories import (
    NOW,
    TODAY,
    make_company,
    make_entity,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = pytest.mark.django_db
STORE_SHARES = "risks.exposure.operations.recalculate.store_shares"
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def company() -> Company:
    """Eight risks of three kinds, one walled, one privileged: two scopes differ."""
    company, counsel = make_company(), make_person(roles=[Role.IN_HOUSE_LAWYER])
    wfoe = make_entity(company, "WFOE")
    make_person()
    suit = make_risk("R-1", company=company, kind=Risk.Kind.COPYRIGHT_SUIT)
    assume(suit, SUIT)
    threat = make_risk("R-2", company=company, kind=Risk.Kind.INJUNCTION)
    assume(threat, {**INJUNCTION, "linked_suit": "R-1"})
    walls: list[dict[str, Any]] = [
        {"restricted_matter": make_restricted_matter(members=[counsel])},
        {"privileged": True},
        {"entity": wfoe},
        {},
        {"entity": wfoe},
        {},
    ]
    for number, fields in enumerate(walls, 3):
        assume(
            make_risk(f"R-{number}", company=company, **fields),
            {**FIRE, "severity": {"lognormal90": [1e5 * number, 1e6 * number]}},
        )
    recalculate_stale(now=NOW)
    return company


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of risks that are drawn for a sum, and not for their shares of it."""
    codes: list[str] = []
    draw = Pricer.drawn

    def noted(pricer: Pricer, inputs: Inputs, nature: Nature | None = None) -> Drawn:
        codes.append(inputs.risk.code)
        return draw(pricer, inputs, nature)

    monkeypatch.setattr(Pricer, "drawn", noted)
    monkeypatch.setattr(STORE_SHARES, die)
    return codes


def die(*_args: object, **_named: object) -> None:
    raise KeyboardInterrupt


def walk_until_the_shares() -> None:
    with pytest.raises(KeyboardInterrupt):
        recalculate_stale(now=LATER)


def figures() -> dict[tuple[str, str, str], tuple[Any, ...]]:
    return {
        (run.dimension, run.part, run.input_hash): (
            run.loss_hash,
            run.expected,
            run.standard_error,
            run.tvar95,
            run.risks,
            sorted((m["risk"], m["tvar95"], m["p95"]) for m in run.largest),
            run.exceedance,
            run.intervals,
            sorted(run.views.values_list("scope", flat=True)),
        )
        for run in PortfolioRun.objects.all()
        if run.computed_at == LATER
    }


def made_anew() -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """The sums of risks that are drawn again, from nothing that is stored."""
    PortfolioRun.objects.all().delete()
    CellLosses.objects.all().delete()
    recalculate_stale(now=LATER)
    return figures()


def likelier(risk: Risk) -> None:
    assume(risk, {**FIRE, "probability_horizon": 0.3})


def bigger(risk: Risk) -> None:
    assume(risk, {**SUIT, "works": 900})


def uncertain(risk: Risk) -> None:
    """Its mean is simulated from now on, and has an error."""
    assume(risk, {**INJUNCTION, "linked_suit": "R-1", "share": {"pert": [0, 0.5, 1]}})


def closed(risk: Risk) -> None:
    Risk.objects.filter(pk=risk.pk).update(status=Risk.Status.CLOSED)


def of_no_entity(risk: Risk) -> None:
    Risk.objects.filter(pk=risk.pk).update(entity=None)


def privileged(risk: Risk) -> None:
    Risk.objects.filter(pk=risk.pk).update(privileged=True)


def joined(risk: Risk) -> None:
    assume(make_risk(company=risk.company))


CHANGES: dict[str, tuple[str, Callable[[Risk], None]]] = {
    "likelier": ("R-8", likelier),
    "suit": ("R-1", bigger),
    "uncertain": ("R-2", uncertain),
    "closed": ("R-6", closed),
    "entity": ("R-5", of_no_entity),
    "privileged": ("R-7", privileged),
    "joined": ("R-8", joined),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_moved_sum_equals_to_the_bit_the_one_added_up(
    company: Company, change: str
) -> None:
    code, apply = CHANGES[change]
    apply(Risk.objects.get(code=code))
    recalculate_stale(now=LATER)
    moved = figures()

    assert moved
    assert moved.items() <= made_anew().items()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(series=st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=6))
def test_any_series_of_moves_equals_the_sums_made_anew(
    company: Company, series: list[str]
) -> None:
    with transaction.atomic():
        for number, change in enumerate(series):
            code, apply = CHANGES[change]
            apply(Risk.objects.get(code=code))
            recalculate_stale(now=LATER if number + 1 == len(series) else NOW)
        moved = figures()

        anew = made_anew()
        transaction.set_rollback(True)

    assert moved.items() <= anew.items()


def test_no_other_risk_is_drawn_for_it(company: Company, drawn: list[str]) -> None:
    likelier(Risk.objects.get(code="R-8"))

    walk_until_the_shares()

    assert set(drawn) == {"R-8"}
    assert len(figures()) == 6  # two portfolios, their categories and natures


def test_damaged_losses_are_neither_moved_nor_summed(
    company: Company,
) -> None:
    CellLosses.objects.update(cents=CellLosses.objects.earliest("pk").cents)
    likelier(Risk.objects.get(code="R-8"))

    recalculate_stale(now=LATER)

    repaired = figures()
    assert repaired.items() <= made_anew().items()


def test_a_member_that_is_not_reproduced_has_the_sum_added_up(
    company: Company,
) -> None:
    risk = Risk.objects.get(code="R-8")
    sound = Snapshot.objects.get(risk=risk).loss_hash
    Snapshot.objects.filter(risk=risk).update(loss_hash="ab" * 32)
    likelier(risk)

    recalculate_stale(now=LATER)

    added = figures()
    Snapshot.objects.filter(loss_hash="ab" * 32).update(loss_hash=sound)
    assert added.items() <= made_anew().items()


def test_one_sum_is_one_row_however_many_scopes_see_it(company: Company) -> None:
    inside = make_person()
    make_restricted_matter(members=[inside])  # a wall with no risk behind it
    before = set(PortfolioRun.objects.values_list("pk", flat=True))

    done = recalculate_stale(now=LATER)

    assert done.runs == 0
    assert set(PortfolioRun.objects.values_list("pk", flat=True)) == before
    run, same = (
        latest_run(company, scope=Scope.of(person))
        for person in (inside, make_person())
    )
    assert run == same
    assert run
    assert run.views.count() == 2


def test_nobody_sees_the_sum_of_another_scope(company: Company) -> None:
    viewer = make_person()

    seen = PortfolioRun.objects.visible_to(viewer)

    hidden = set(Risk.objects.filter(code__in=("R-3", "R-4")).values_list(flat=True))
    members = [run_members(run) for run in seen.filter(dimension="portfolio")]
    assert members
    assert hidden.isdisjoint(risk for each in members for risk in each)
    assert hidden.isdisjoint(each["risk"] for run in seen for each in run.largest)
    assert seen.count() == RunView.objects.visible_to(viewer).count() == 7
    cells = CellLosses.objects.visible_to(viewer)
    assert hidden.isdisjoint(int(risk) for cell in cells for risk in cell.members)
    assert not RunMembers.objects.visible_to(viewer).exists()


def test_shares_follow_in_one_pass_for_all_portfolios(
    company: Company, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def from_here(*args: Any, **named: Any) -> None:
        drawn.clear()
        store_shares(*args, **named)

    monkeypatch.setattr(STORE_SHARES, from_here)
    likelier(Risk.objects.get(code="R-8"))

    recalculate_stale(now=LATER)

    portfolios = PortfolioRun.objects.filter(dimension="portfolio")
    assert sorted(drawn) == [f"R-{number}" for number in range(1, 9)]
    assert len(portfolios) == 4  # two scopes, before and after
    assert all(run.has_shares for run in portfolios)


def test_shares_that_a_killed_worker_left_out_are_made_by_the_next(
    company: Company, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    likelier(Risk.objects.get(code="R-8"))
    walk_until_the_shares()
    left = PortfolioRun.objects.filter(dimension="portfolio", has_shares=False)
    before = left.count()
    monkeypatch.setattr(STORE_SHARES, store_shares)

    done = recalculate_stale(now=LATER)

    assert (before, left.count()) == (2, 0)
    assert done.runs == 0


def test_the_losses_of_a_present_portfolio_are_found_by_its_members(
    company: Company,
) -> None:
    scope = Scope.of(make_person())
    present = present_inputs(company, today=TODAY)
    seen = [each for each in present if each.is_visible(scope)]

    found = stored_losses(seen, run_hash(seen))

    run = latest_run(company, scope=scope)
    assert found
    assert run
    assert loss_hash(found.losses) == run.loss_hash
    assert stored_losses(seen, "ab" * 32) is None


def test_only_cells_with_risks_keep_their_losses(company: Company) -> None:
    before = CellLosses.objects.count()
    privileged(Risk.objects.get(code="R-6"))
    recalculate_stale(now=LATER)
    of_no_entity(Risk.objects.get(code="R-5"))
    of_no_entity(Risk.objects.get(code="R-7"))

    recalculate_stale(now=LATER)

    assert CellLosses.objects.count() == before - 1


def test_cells_know_what_a_scope_sees(company: Company) -> None:
    present = present_inputs(company, today=TODAY)
    people = [make_person(roles=[role]) for role in (Role.VIEWER, Role.IN_HOUSE_LAWYER)]

    for scope in map(Scope.of, [*people, make_person(roles=[Role.EXTERNAL_LAWYER])]):
        rows = Risk.objects.within(scope)
        seen = rows if scope.privileged else rows.exclude(privileged=True)
        assert {each.risk for each in present if each.is_visible(scope)} == set(seen)
