"""What is stale: stored figures that rest on other inputs than today's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from risks.access.models import Scope
from risks.exposure.models import CurrentExposure, PortfolioRun, RunView
from risks.exposure.queries.inputs import Cell, Inputs, run_hash
from risks.register.models import Company

Dimension = PortfolioRun.Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Some risks together: all that one scope or more see of a part of a company."""

    dimension: Dimension
    part: str
    cells: frozenset[Cell]
    members: tuple[Inputs, ...]
    scopes: tuple[str, ...]  # keys
    hash: str

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.dimension.value, self.part, self.hash)

    def __str__(self) -> str:
        return f"{self.dimension.label} {self.part}".strip()


def present_snapshots(company: Company) -> dict[str, int]:
    """The snapshot that each risk stands on, by the hash of its inputs."""
    rows = CurrentExposure.objects.filter(risk__company=company)
    return dict(rows.values_list("snapshot__input_hash", "snapshot"))


def wanted_sums(
    present: Sequence[Inputs], *, scopes: Iterable[Scope], snapshots: Collection[str]
) -> list[Sum]:
    """What these scopes see together, each sum once however many of them see it.

    Without those that hold a risk that has no snapshot: such a sum would be too low,
    and would not say so.
    """
    by_cell: dict[Cell, list[Inputs]] = defaultdict(list)
    for inputs in present:
        by_cell[inputs.cell].append(inputs)
    wanted: dict[tuple[Dimension, str, frozenset[Cell]], list[str]] = defaultdict(list)
    for scope in scopes:
        seen = [cell for cell in by_cell if cell.is_visible(scope)]
        for (dimension, part), cells in _parts(seen).items():
            wanted[dimension, part, frozenset(cells)].append(scope.key)
    sums = (_sum(*what, by_cell, scopes=keys) for what, keys in wanted.items())
    return [one for one in sums if all(each.hash in snapshots for each in one.members)]


def stored_runs(
    company: Company, *, on: date
) -> dict[tuple[str, str, str], PortfolioRun]:
    """The runs of a day by `Sum.key`, without members and curve."""
    runs = PortfolioRun.objects.filter(company=company, valuation_date=on)
    rows = runs.defer("members", "exceedance", "intervals")
    return {(run.dimension, run.part, run.input_hash): run for run in rows}


def latest_views(company: Company, *, on: date) -> set[tuple[str, int]]:
    """The scope and the run that it sees last, of each part of the company."""
    views = RunView.objects.filter(run__company=company, run__valuation_date=on)
    place = Window(
        RowNumber(),
        partition_by=[F("scope"), F("run__dimension"), F("run__part")],
        order_by=[F("since").desc(), F("pk").desc()],
    )
    return set(views.annotate(place=place).filter(place=1).values_list("scope", "run"))


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
