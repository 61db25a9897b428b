"""The sums that people see: of all risks, of each entity and of each category."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from risks.access.models import Scope
from risks.engine.exposure.portfolio.metrics import attribution, contribution_to_p95
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import PortfolioRun
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.drawing import LossesByRisk, Pricer
from risks.exposure.operations.measuring import measures, metrics_of, shape
from risks.exposure.operations.snapshots import Store
from risks.exposure.operations.totals import Parcel, sums_of
from risks.exposure.queries import (
    NOT_REPRODUCED,
    Cell,
    Inputs,
    newest_of_each,
    own_terms,
    run_hash,
)
from risks.register.models import Company

Dimension = PortfolioRun.Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What one scope of people may see of a part of a company."""

    scope: str
    dimension: Dimension
    part: str
    members: tuple[Inputs, ...]
    hash: str

    @property
    def cells(self) -> frozenset[Cell]:
        return frozenset(member.cell for member in self.members)

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.scope, self.dimension.value, self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """New rows, and what came out otherwise than the row that was there."""

    runs: int = 0
    findings: tuple[dict[str, Any], ...] = ()


def wanted_sums(present: Sequence[Inputs], *, scopes: Iterable[Scope]) -> list[Sum]:
    """Each with at least one member."""
    sums = []
    for scope in scopes:
        parts: dict[tuple[Dimension, str], list[Inputs]] = defaultdict(list)
        for inputs in present:
            if inputs.is_visible(scope):
                for where in _parts_of(inputs):
                    parts[where].append(inputs)
        for (dimension, part), members in parts.items():
            sums.append(
                Sum(
                    scope=scope.key,
                    dimension=dimension,
                    part=part,
                    members=tuple(members),
                    hash=run_hash(members),
                )
            )
    return sums


def without_failed(
    sums: Iterable[Sum], *, present: Iterable[Inputs], priced: Collection[str]
) -> list[Sum]:
    """A sum without one of its members would be too low, and would not say so."""
    failed = {inputs.hash for inputs in present} - set(priced)
    return [
        each
        for each in sums
        if failed.isdisjoint(member.hash for member in each.members)
    ]


def stale_sums(company: Company, sums: Sequence[Sum], *, store: Store) -> list[Sum]:
    """Those whose latest run rests on other inputs.

    Inputs that returned to what they were have a run: it is made the latest again.
    """
    if not sums:
        return []
    (day,) = {each.members[0].valuation_date for each in sums}
    runs = PortfolioRun.objects.filter(company=company, valuation_date=day)
    columns = ("scope", "dimension", "part", "input_hash")
    known = set(runs.values_list(*columns))
    last = set(newest_of_each(runs, "scope", "dimension", "part").values_list(*columns))
    for each in sums:
        if (*each.key, each.hash) in known - last:
            _run_of(company, each).update(computed_at=store.now)
    return [each for each in sums if (*each.key, each.hash) not in known]


def store_sums(
    company: Company,
    sums: Sequence[Sum],
    *,
    parcels: Callable[[], Iterable[Parcel]],
    snapshots: dict[str, int],
    pricer: Pricer,
    store: Store,
) -> Summed:
    """`snapshots` are keys by input hash; a sum that is there is compared."""
    by_cells: dict[frozenset[Cell], list[Sum]] = defaultdict(list)
    for each in sums:
        by_cells[each.cells].append(each)
    runs, findings = 0, []
    for cells, total in sums_of(by_cells, parcels):
        drawn = total.as_drawn()
        for each in by_cells[cells]:
            known = _run_of(company, each).first()
            if known is None:
                _store(company, each, drawn, snapshots, pricer=pricer, store=store)
                runs += 1
            elif known.loss_hash != loss_hash(drawn.losses):
                findings.append(_differs(each))
    return Summed(runs=runs, findings=tuple(findings))


def _parts_of(inputs: Inputs) -> list[tuple[Dimension, str]]:
    parts = [(Dimension.PORTFOLIO, ""), (Dimension.CATEGORY, inputs.cell.category)]
    if inputs.cell.entity:
        parts.append((Dimension.ENTITY, inputs.cell.entity))
    return parts


def _run_of(company: Company, each: Sum) -> Any:
    return PortfolioRun.objects.filter(
        company=company,
        scope=each.scope,
        dimension=each.dimension,
        part=each.part,
        input_hash=each.hash,
    )


def _store(
    company: Company,
    each: Sum,
    drawn: Drawn,
    snapshots: dict[str, int],
    *,
    pricer: Pricer,
    store: Store,
) -> None:
    like = each.members[0]
    metrics = metrics_of(drawn, like=like)
    terms = {name: own_terms(like)[name] for name in own_terms(like) if name != "rate"}
    run = PortfolioRun(
        company=company,
        scope=each.scope,
        dimension=each.dimension,
        part=each.part,
        input_hash=each.hash,
        members=_members(each, drawn, snapshots, pricer=pricer),
        **shape(drawn, metrics),
        **measures(
            drawn, metrics, like=like, basis=store.bases.of(terms), now=store.now
        ),
    )
    # Two at once add up the same figures: the second finds the first one's.
    PortfolioRun.objects.bulk_create([run], ignore_conflicts=True)


def _members(
    each: Sum, drawn: Drawn, snapshots: dict[str, int], *, pricer: Pricer
) -> list[dict[str, Any]]:
    """Of the portfolio with their shares of its TVaR95 and of its P95."""
    rows: list[dict[str, Any]] = [
        {"risk": member.risk.pk, "snapshot": snapshots[member.hash]}
        for member in each.members
    ]
    if each.dimension != Dimension.PORTFOLIO:
        return rows
    by_risk = {str(member.risk.pk): member for member in each.members}
    losses = LossesByRisk(by_risk, pricer=pricer)
    tail = attribution(losses, total=drawn.losses)
    edge = contribution_to_p95(losses, total=drawn.losses)
    for row in rows:
        row["tvar95"] = tail[str(row["risk"])]
        row["p95"] = edge[str(row["risk"])]
    return rows


def _differs(each: Sum) -> dict[str, Any]:
    what = f"{each.dimension.label} {each.part}".strip()
    text = f"{what}: not reproduced, its losses came out otherwise"
    return {"risk": None, "scope": each.scope, "what": NOT_REPRODUCED, "text": text}
