"""Split the difference between two valuations over what changed."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.engine.exposure.documents.fact_multiples import resolve
from risks.engine.exposure.documents.refusal import Place, RegisterError
from risks.engine.exposure.explanation.differences import parameter_steps, terms_steps
from risks.engine.exposure.explanation.explained_change import (
    METHOD,
    Explanation,
    Member,
    Part,
    Step,
    explain,
    explain_sum,
)
from risks.engine.exposure.explanation.figures import Figures
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.formats import difference, score_difference
from risks.exposure.models import Measures, PortfolioRun, Snapshot
from risks.exposure.operations import model_and_suit
from risks.exposure.queries import (
    Inputs,
    NoMembers,
    NotReproducible,
    inputs_of,
    run_members,
)
from risks.sentences import translated
from risks.web.assumptions.rows import difference_words, problem
from risks.web.exposure.pricing import drawn_of

FIRST = "before"


class CannotBeSplit(LookupError):
    """A version cannot be priced now, or is older than its stored terms."""


@contextmanager
def _splitting() -> Iterator[None]:
    try:
        yield
    except NotReproducible as lost:
        raise CannotBeSplit(str(lost)) from lost
    except RegisterError as error:
        raise CannotBeSplit(problem(error)) from error


def explained_risk(before: Snapshot, after: Snapshot) -> Explanation:
    """By inputs, from stored rows. Raises CannotBeSplit."""
    with _splitting():
        return explain(
            tuple(_steps(inputs_of(before), inputs_of(after))),
            before=figures_of(before),
            after=figures_of(after),
        )


def explained_run(
    before: PortfolioRun, after: PortfolioRun, *, scope: Scope
) -> Explanation:
    """By members that entered, left or changed, of the sum that the scope sees.

    Raises CannotBeSplit.
    """
    try:
        members = [run_members(run) for run in (before, after)]
    except NoMembers as lost:
        raise CannotBeSplit(str(lost)) from lost
    wanted = {snapshot for each in members for snapshot in each.values()}
    snapshots = _snapshots(wanted, scope=scope)
    hidden = len(snapshots) < len(wanted)
    if not snapshots:
        raise CannotBeSplit(_("you no longer have access to any of its risks"))
    with _splitting():
        old, new = (_members(each, snapshots) for each in members)
        return explain_sum(
            old,
            new,
            terms=inputs_of(snapshots[max(snapshots)]).terms,
            before=figures_of(before),
            after=figures_of(after),
            residual=_("risks you no longer have access to") if hidden else METHOD,
        )


def figures_of(row: Measures) -> Figures:
    return Figures(
        expected=float(row.expected),
        p95=float(row.p95),
        tvar95=float(row.tvar95),
        score=row.score,
    )


def rows_of(explanation: Explanation, currency: str) -> list[dict[str, str]]:
    """The parts, what no input explains, and the whole."""
    whole = Part(label=_("Total"), change=explanation.change)
    residual = (explanation.residual,) if explanation.residual else ()
    return [
        {
            "label": capfirst(translated(part.label)),
            "expected": difference(part.change.expected, currency),
            "p95": difference(part.change.p95, currency),
            "tvar95": difference(part.change.tvar95, currency),
            "score": score_difference(part.change.score),
        }
        for part in (*explanation.parts, *residual, whole)
    ]


def _steps(before: Inputs, after: Inputs) -> Iterator[Step]:
    risk, suit = model_and_suit(before)
    new_suit = model_and_suit(after)[1]
    yield Step(label=FIRST, risk=risk, terms=before.terms, linked=suit)
    for change in parameter_steps(_document(before), _document(after)):
        risk = parse_risk(change.document)
        label = "; ".join(map(difference_words, change.differences))
        yield Step(label=label, risk=risk, terms=before.terms, linked=suit)
    for moved in terms_steps(before.terms, after.terms):
        label = difference_words(moved.difference) if moved.difference else moved.label
        yield Step(label=label, risk=risk, terms=moved.terms, linked=suit)
    if new_suit != suit:
        linked = _("linked suit reassessed")
        yield Step(label=linked, risk=risk, terms=after.terms, linked=new_suit)


def _document(inputs: Inputs) -> dict[str, Any]:
    """As the engine reads it: a suit by its uuid, multiples of facts as amounts."""
    risk = inputs.risk
    linked = {"linked_suit": str(inputs.linked.risk.uuid)} if inputs.linked else {}
    named = {"id": str(risk.uuid), "kind": risk.kind}
    stated = named | inputs.assumptions.parameters | linked
    return {
        name: resolve(value, inputs.facts, place=Place(path=name))
        for name, value in stated.items()
    }


def _snapshots(wanted: Collection[int], *, scope: Scope) -> dict[int, Snapshot]:
    """Those of the members that are in sight today."""
    rows = Snapshot.objects.within(scope).select_related(
        "basis", "risk", "assumptions__risk", "linked__risk"
    )
    return rows.in_bulk(wanted)


def _members(
    kept: Mapping[int, int], snapshots: Mapping[int, Snapshot]
) -> dict[str, Member]:
    members = {}
    for each in kept.values():
        snapshot = snapshots.get(each)
        if snapshot is None:
            continue
        drawn = drawn_of(inputs_of(snapshot))
        members[str(snapshot.risk_id)] = Member(
            label=str(snapshot.risk),
            losses=drawn.losses,
            mean=drawn.mean,
            law=drawn.law,
        )
    return members
