"""A changed risk moves a stored sum: its old losses are taken out, its new ones added.

No other risk is drawn. Whole cents are exact, so the moved sum equals to the bit the
one that is added up from nothing.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import RunLosses, Snapshot
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.price import NotPriced, Pricer
from risks.exposure.operations.totals import Total, total_from
from risks.exposure.queries import Inputs, NotReproducible, Sum, inputs_of
from risks.register.models import Company


@dataclass(frozen=True, slots=True)
class _Stored:
    run: int
    snapshots: frozenset[int]  # of its members


class StoredLosses:
    """The losses of a company's sums, as the last walks stored them."""

    def __init__(self, company: Company, *, pricer: Pricer) -> None:
        self._company = company
        self._pricer = pricer
        self._by_part: dict[tuple[str, str], list[_Stored]] = {}

    def moved_to(self, wanted: Sum, members: Mapping[int, Inputs]) -> Total | None:
        """The nearest sum of the part, moved; `members` are those wanted, by snapshot.

        None where nothing is stored that is near: adding up would draw no more risks.
        """
        near = self._nearest(wanted, members.keys())
        if near is None:
            return None
        leaving, coming = (
            near.snapshots - members.keys(),
            members.keys() - near.snapshots,
        )
        if len(leaving) + len(coming) >= len(near.snapshots & members.keys()):
            return None
        total, gone = _total_of(near), self._drawn_as_stored(leaving)
        if total is None or gone is None:
            return None
        for drawn in gone:
            total.take_out(drawn)
        for snapshot in coming:
            total.add(self._pricer.drawn(members[snapshot]))
        return total

    def _nearest(self, wanted: Sum, snapshots: Set[int]) -> _Stored | None:
        part = (wanted.dimension.value, wanted.part)
        if part not in self._by_part:
            self._by_part[part] = _stored(self._company, *part)
        return min(
            self._by_part[part],
            key=lambda stored: len(stored.snapshots ^ snapshots),
            default=None,
        )

    def _drawn_as_stored(self, snapshots: Set[int]) -> list[Drawn] | None:
        """None where one does not come out as it was summed."""
        rows = Snapshot.objects.select_related(
            "basis", "assumptions__risk__entity", "linked__risk"
        ).in_bulk(snapshots)
        drawn = []
        for row in rows.values():
            try:
                again = self._pricer.drawn(inputs_of(row))
            except (NotPriced, NotReproducible):
                return None
            if loss_hash(again.losses) != row.loss_hash:
                return None
            drawn.append(again)
        return drawn if len(drawn) == len(snapshots) else None


def _stored(company: Company, dimension: str, part: str) -> list[_Stored]:
    rows = RunLosses.objects.filter(
        run__company=company, run__dimension=dimension, run__part=part
    )
    return [
        _Stored(run, frozenset(each["snapshot"] for each in members))
        for run, members in rows.values_list("run", "run__members")
    ]


def _total_of(stored: _Stored) -> Total | None:
    return total_from(RunLosses.objects.select_related("run").get(pk=stored.run))
