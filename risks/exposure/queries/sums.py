"""Queries for the sums that scopes should see, and for those that are stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from risks.access.models import Scope
from risks.access.queries import people_by_scope
from risks.exposure.models import PortfolioRun, RunView
from risks.exposure.queries.inputs import Cell, Inputs, run_hash
from risks.register.models import Company

Dimension = PortfolioRun.Dimension
SumKey = tuple[str, str, str]
"""The dimension, part and hash of a sum and of its run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """All risks of a part of a company that one or more scopes see, as one sum."""

    dimension: Dimension
    part: str
    cells: frozenset[Cell]
    members: tuple[Inputs, ...]
    scopes: tuple[str, ...]  # keys
    hash: str

    @property
    def key(self) -> SumKey:
        return (self.dimension.value, self.part, self.hash)

    @property
    def is_portfolio(self) -> bool:
        return self.dimension == Dimension.PORTFOLIO

    def __str__(self) -> str:
        return f"{self.dimension.label} {self.part}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSums:
    """The sums that a company should have today, and what is stored of them."""

    sums: Sequence[Sum]
    # The members of them all, and the snapshots of these, by the hash of inputs.
    present: Sequence[Inputs]
    snapshots: Mapping[str, int]
    # The runs of the day; of each scope and part, the scope and the run it sees last.
    runs: dict[SumKey, PortfolioRun]
    latest_views: Collection[tuple[str, int]]

    @property
    def missing(self) -> list[Sum]:
        return [each for each in self.sums if each.key not in self.runs]

    @property
    def without_shares(self) -> list[Sum]:
        """The portfolios whose run does not say yet what each member's share is."""
        portfolios = (each for each in self.sums if each.is_portfolio)
        return [each for each in portfolios if not self.runs[each.key].has_shares]


def wanted_sums(
    company: Company,
    present: Sequence[Inputs],
    snapshots: Mapping[str, int],
    *,
    without: Collection[int],
) -> WantedSums:
    """Return the sums of present risks that each active person's scope should see.

    A sum that holds a risk without a snapshot, or one of `without`, is left out: it
    would be too low, and would not say so.
    """
    unsound = {
        inputs.hash
        for inputs in present
        if inputs.hash not in snapshots or inputs.risk.pk in without
    }
    whole = [
        each
        for each in _sums(present, scopes=people_by_scope())
        if unsound.isdisjoint(member.hash for member in each.members)
    ]
    days = {inputs.valuation_date for inputs in present}
    return WantedSums(
        sums=whole,
        present=present,
        snapshots=snapshots,
        runs=_runs(company, on=days),
        latest_views=_latest_views(company, on=days),
    )


def _sums(present: Sequence[Inputs], *, scopes: Iterable[Scope]) -> list[Sum]:
    """Return what these scopes see, each sum once however many of them see it."""
    by_cell: dict[Cell, list[Inputs]] = defaultdict(list)
    for inputs in present:
        by_cell[inputs.cell].append(inputs)
    seen: dict[tuple[Dimension, str, frozenset[Cell]], list[str]] = defaultdict(list)
    for scope in scopes:
        cells = [cell for cell in by_cell if cell.is_visible(scope)]
        for (dimension, part), some in _parts(cells).items():
            seen[dimension, part, frozenset(some)].append(scope.key)
    return [
        _sum(dimension, part, cells, by_cell, scopes=keys)
        for (dimension, part, cells), keys in seen.items()
    ]


def _parts(cells: Iterable[Cell]) -> Mapping[tuple[Dimension, str], list[Cell]]:
    parts: dict[tuple[Dimension, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        parts[Dimension.PORTFOLIO, ""].append(cell)
        parts[Dimension.CATEGORY, cell.category].append(cell)
        if cell.entity:
            parts[Dimension.ENTITY, cell.entity].append(cell)
    return parts


def _sum(
    dimension: Dimension,
    part: str,
    cells: frozenset[Cell],
    by_cell: Mapping[Cell, Sequence[Inputs]],
    *,
    scopes: Sequence[str],
) -> Sum:
    members = [inputs for cell in cells for inputs in by_cell[cell]]
    members.sort(key=lambda inputs: inputs.risk.code)
    return Sum(
        dimension=dimension,
        part=part,
        cells=cells,
        members=tuple(members),
        scopes=tuple(scopes),
        hash=run_hash(members),
    )


def _runs(company: Company, *, on: Collection[date]) -> dict[SumKey, PortfolioRun]:
    """Of a day, without members and curve."""
    runs = PortfolioRun.objects.filter(company=company, valuation_date__in=on)
    rows = runs.defer("members", "exceedance", "intervals")
    return {(run.dimension, run.part, run.input_hash): run for run in rows}


def _latest_views(company: Company, *, on: Collection[date]) -> set[tuple[str, int]]:
    views = RunView.objects.filter(run__company=company, run__valuation_date__in=on)
    place = Window(
        RowNumber(),
        partition_by=[F("scope"), F("run__dimension"), F("run__part")],
        order_by=[F("since").desc(), F("pk").desc()],
    )
    return set(views.annotate(place=place).filter(place=1).values_list("scope", "run"))
