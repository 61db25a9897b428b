"""Store portfolio runs and record which scopes see them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.exposure.models import CurrentSum, PortfolioRun, RunMembers, RunView
from risks.exposure.operations.cells import CellTotals
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.figures import figures_of
from risks.exposure.operations.outcome import Finding, Recalculated
from risks.exposure.operations.price import Pricer
from risks.exposure.operations.store import Store
from risks.exposure.operations.sums import totals_of
from risks.exposure.queries import (
    NOT_REPRODUCED,
    Compartment,
    Inputs,
    Sum,
    SumKey,
    WantedSums,
    own_terms,
)
from risks.register.models import Company

TERMS = ("capacity", "appetite", "discount_rate", "horizon_months")
AT_ONCE = 50  # runs that are stored in one transaction


def store_runs(
    company: Company,
    wanted: WantedSums,
    *,
    cells: CellTotals,
    store: Store,
    done: Recalculated,
) -> None:
    """Store the missing runs; where cells are made anew, also compare the others."""
    new = _NewRuns(company=company, wanted=wanted, store=store)
    sums = wanted.sums if cells.anew else wanted.missing
    for each, total in totals_of(sums, cells=cells):
        store.lease.keep()
        drawn = replace(total.as_drawn(), law=_law(each, pricer=cells.pricer))
        known = wanted.runs.get(each.key)
        if known is None:
            wanted.runs[each.key] = new.add(each, drawn)
            done.runs += 1
        elif known.loss_hash != loss_hash(drawn.losses):
            done.findings.append(_differs(each))
    new.insert()


def _law(each: Sum, *, pricer: Pricer) -> AtMostOnce | None:
    """Return the law of a sum of one risk, which is that risk."""
    if each.risks != 1:
        return None
    (cell,) = each.cells
    return pricer.drawn(each.like, cell.drawn_nature).law


def show_runs(
    company: Company, wanted: WantedSums, *, inputs: Mapping[str, str], store: Store
) -> None:
    """Make each wanted run the one that its scopes see.

    `inputs` is the hash of all that each scope sees, as it was before it was priced.
    """
    rows, views = [], []
    for each in wanted.sums:
        run = wanted.runs[each.key]
        for scope in each.scopes:
            place = (scope, each.dimension.value, each.part)
            if wanted.shown.get(place) != run.pk:
                views.append(RunView(run=run, scope=scope, since=store.now))
            rows.append(_current(company, place, run=run, inputs=inputs[scope]))
    with store.lease.writing():
        RunView.objects.bulk_create(
            views,
            update_conflicts=True,
            unique_fields=["scope", "run"],
            update_fields=["since"],
        )
        CurrentSum.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["company", "scope", "dimension", "part"],
            update_fields=["run", "inputs"],
        )
        _forget_empty(company, wanted)


def _current(
    company: Company, place: SumKey, *, run: PortfolioRun, inputs: str
) -> CurrentSum:
    scope, dimension, part = place
    return CurrentSum(
        company=company,
        scope=scope,
        dimension=dimension,
        part=part,
        run=run,
        inputs=inputs,
    )


def _forget_empty(company: Company, wanted: WantedSums) -> None:
    """Show no sum of a part in which no risk is any more."""
    parts = {("portfolio", "")}
    for cell in wanted.by_cell:
        parts |= {("category", cell.category), ("entity", cell.entity)}
        parts.add(("nature", cell.nature or ""))
    for dimension, part in {place[1:] for place in wanted.shown} - parts:
        CurrentSum.objects.filter(
            company=company, dimension=dimension, part=part
        ).delete()


@dataclass(frozen=True, slots=True, kw_only=True)
class _NewRuns:
    """Runs that are stored some at once, with one row of members for them all."""

    company: Company
    wanted: WantedSums
    store: Store
    _waiting: list[PortfolioRun] = field(default_factory=list)
    _members: list[RunMembers] = field(default_factory=list)

    def add(self, each: Sum, drawn: Drawn) -> PortfolioRun:
        like, store = each.like, self.store
        figures, terms = figures_of(drawn, like=like), own_terms(like)
        run = PortfolioRun(
            company=self.company,
            dimension=each.dimension,
            part=each.part,
            input_hash=each.hash,
            risks=each.risks,
            membership=self._membership(),
            compartments=sorted(each.compartments, key=str),
            basis=store.bases.of({name: terms[name] for name in TERMS}),
            computed_at=store.now,
            **figures.shape,
            **figures.measures,
        )
        self._waiting.append(run)
        if len(self._waiting) == AT_ONCE:
            self.insert()
        return run

    def insert(self) -> None:
        """Store the runs that wait."""
        with self.store.lease.writing():
            PortfolioRun.objects.bulk_create(self._waiting)
        self._waiting.clear()

    def _membership(self) -> RunMembers:
        if not self._members:
            rows = RunMembers(
                company=self.company,
                computed_at=self.store.now,
                by_compartment=list(_by_compartment(self.wanted)),
            )
            with self.store.lease.writing():
                rows.save()
            self._members.append(rows)
        return self._members[0]


def _by_compartment(wanted: WantedSums) -> Iterator[list[object]]:
    found: dict[Compartment, list[Inputs]] = defaultdict(list)
    for cell, members in wanted.by_cell.items():
        if cell.is_part:
            continue
        found[cell.compartment] += members
    for compartment, members in found.items():
        kept = [each for each in members if each.hash in wanted.snapshots]
        snapshots = [wanted.snapshots[each.hash].pk for each in kept]
        yield [compartment, [each.risk.pk for each in kept], snapshots]


def _differs(each: Sum) -> Finding:
    text = f"{each}: not reproduced, its losses came out otherwise"
    scopes = list(each.scopes)
    return {"risk": None, "scopes": scopes, "what": NOT_REPRODUCED, "text": text}
