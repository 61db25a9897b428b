"""Queries for the sums that scopes should see, and for those that are stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from risks.access.models import Scope
from risks.exposure.models import CurrentSum, PortfolioRun
from risks.exposure.queries.cells import Cell, Compartment
from risks.exposure.queries.inputs import Inputs, added_hashes, hash_of
from risks.exposure.queries.snapshots import Stored
from risks.register.models import Company

Dimension = PortfolioRun.Dimension
SumKey = tuple[str, str, str]
"""The dimension, part and hash of a sum and of its run."""
CHUNK = 500  # hashes in one query


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """All risks of a part of a company that one or more scopes see, as one sum."""

    dimension: Dimension
    part: str
    cells: tuple[Cell, ...]
    risks: int
    scopes: tuple[str, ...]  # keys
    hash: str
    # Any of its members: all have the company's terms and the day.
    like: Inputs

    @property
    def key(self) -> SumKey:
        return (self.dimension.value, self.part, self.hash)

    @property
    def compartments(self) -> frozenset[Compartment]:
        return frozenset(cell.compartment for cell in self.cells)

    @property
    def is_portfolio(self) -> bool:
        return self.dimension == Dimension.PORTFOLIO

    def __str__(self) -> str:
        return f"{self.dimension.label} {self.part}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSums:
    """The sums that a company should have today, and what is stored of them."""

    sums: Sequence[Sum]
    by_cell: Mapping[Cell, Sequence[Inputs]]
    # The snapshots of the members, by the hash of their inputs.
    snapshots: Mapping[str, Stored]
    # The runs of these sums; by scope, dimension and part, the run that is shown.
    runs: dict[SumKey, PortfolioRun]
    shown: Mapping[SumKey, int]

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
    snapshots: Mapping[str, Stored],
    *,
    scopes: Iterable[Scope],
    without: Collection[int],
) -> WantedSums:
    """Return the sums of present risks that each of these scopes should see.

    A sum that holds a risk without a snapshot, or one of `without`, is left out: it
    would be too low, and would not say so.
    """
    by_cell: dict[Cell, list[Inputs]] = defaultdict(list)
    for inputs in present:
        for cell in inputs.cells:
            by_cell[cell].append(inputs)
    unsound = {
        cell
        for inputs in present
        if inputs.hash not in snapshots or inputs.risk.pk in without
        for cell in inputs.cells
    }
    whole = [
        each for each in _sums(by_cell, scopes=scopes) if unsound.isdisjoint(each.cells)
    ]
    return WantedSums(
        sums=whole,
        by_cell=by_cell,
        snapshots=snapshots,
        runs=_runs(company, whole),
        shown=_shown(company),
    )


def _sums(
    by_cell: Mapping[Cell, Sequence[Inputs]], *, scopes: Iterable[Scope]
) -> Iterator[Sum]:
    """Yield what these scopes see, each sum once however many of them see it."""
    hashes = {cell: added_hashes(some) for cell, some in by_cell.items()}
    seen_by = _seen_by(by_cell, scopes=scopes)
    for (dimension, part), of_part in _parts(by_cell).items():
        keys: dict[frozenset[Compartment], list[str]] = defaultdict(list)
        for visible, some in seen_by.items():
            if there := visible.intersection(of_part):
                keys[there] += some
        for there, some in keys.items():
            cells = tuple(cell for each in there for cell in of_part[each])
            yield Sum(
                dimension=dimension,
                part=part,
                cells=cells,
                risks=sum(len(by_cell[cell]) for cell in cells),
                scopes=tuple(some),
                hash=hash_of(sum(hashes[cell] for cell in cells)),
                like=by_cell[cells[0]][0],
            )


def _seen_by(
    cells: Iterable[Cell], *, scopes: Iterable[Scope]
) -> Mapping[frozenset[Compartment], list[str]]:
    """Return the keys of the scopes that see the same compartments."""
    compartments = {cell.compartment for cell in cells}
    seen_by: dict[frozenset[Compartment], list[str]] = defaultdict(list)
    for scope in scopes:
        seen = frozenset(each for each in compartments if each.is_visible(scope))
        seen_by[seen].append(scope.key)
    return seen_by


def _parts(
    cells: Iterable[Cell],
) -> Mapping[tuple[Dimension, str], Mapping[Compartment, list[Cell]]]:
    parts: dict[tuple[Dimension, str], dict[Compartment, list[Cell]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for cell in cells:
        if cell.nature:
            parts[Dimension.NATURE, cell.nature][cell.compartment].append(cell)
        if cell.is_part:
            continue
        parts[Dimension.PORTFOLIO, ""][cell.compartment].append(cell)
        parts[Dimension.CATEGORY, cell.category][cell.compartment].append(cell)
        if cell.entity:
            parts[Dimension.ENTITY, cell.entity][cell.compartment].append(cell)
    return parts


def _runs(company: Company, sums: Sequence[Sum]) -> dict[SumKey, PortfolioRun]:
    """Return the runs of these sums, without their curves."""
    hashes = sorted({each.hash for each in sums})
    days = {each.like.valuation_date for each in sums}
    rows = PortfolioRun.objects.filter(company=company, valuation_date__in=days)
    found = {}
    for first in range(0, len(hashes), CHUNK):
        some = rows.filter(input_hash__in=hashes[first : first + CHUNK])
        for run in some.defer("largest", "exceedance", "intervals"):
            found[run.dimension, run.part, run.input_hash] = run
    return found


def _shown(company: Company) -> dict[SumKey, int]:
    rows = CurrentSum.objects.filter(company=company)
    return {
        (scope, dimension, part): run
        for scope, dimension, part, run in rows.values_list(
            "scope", "dimension", "part", "run"
        )
    }
