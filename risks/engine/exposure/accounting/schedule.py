"""The contingency schedule: its rows and totals, and which figures a total reveals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risks.engine.exposure.accounting.suit_accounting import Contingency
from risks.engine.money import units
from risks.engine.sentences.accounting import ALONE, THE_REST


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the schedule."""

    contingency: Contingency
    warning: str | None  # why the figure could be inferred from a total

    def as_json(self) -> dict[str, object]:
        return self.contingency.as_json() | {"warning": self.warning}


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The total of all rows in one currency, in currency units to the cent."""

    provision: float
    excess: float
    reimbursement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The rows of a schedule and their totals by currency."""

    rows: tuple[Row, ...]
    totals: Mapping[str, Total]  # by currency

    def as_json(self) -> dict[str, object]:
        return {
            "rows": [row.as_json() for row in self.rows],
            "totals": {
                currency: {
                    "provision": total.provision,
                    "excess": total.excess,
                    "reimbursement": total.reimbursement,
                }
                for currency, total in self.totals.items()
            },
        }


def schedule(contingencies: Sequence[Contingency]) -> Schedule:
    """Return the schedule of one reporting entity at one date, rows in this order."""
    warnings = inferable(contingencies)
    return Schedule(
        rows=tuple(
            Row(contingency=each, warning=warnings.get(each.suit))
            for each in contingencies
        ),
        totals=_totals(contingencies),
    )


def inferable(contingencies: Sequence[Contingency]) -> dict[str, str]:
    """Return why a row's figure can be inferred from its class total, by row.

    A class is what is published as one line: a currency and a proposed class.
    """
    classes: defaultdict[tuple[str, str], list[Contingency]] = defaultdict(list)
    for each in contingencies:
        if each.movement.closing or each.excess:
            line = each.currency, each.governing.proposed_class
            classes[line].append(each)
    found = {}
    for members in classes.values():
        withheld = [each for each in members if each.withheld]
        if len(members) == 1:
            found[members[0].suit] = ALONE()
        elif len(withheld) == 1:
            found[withheld[0].suit] = THE_REST()
    return found


def _totals(contingencies: Sequence[Contingency]) -> dict[str, Total]:
    currencies = sorted({each.currency for each in contingencies})
    return {
        currency: _total([each for each in contingencies if each.currency == currency])
        for currency in currencies
    }


def _total(members: Sequence[Contingency]) -> Total:
    return Total(
        provision=_sum([each.movement.closing for each in members]),
        excess=_sum([each.excess for each in members]),
        reimbursement=_sum([each.governing.reimbursement for each in members]),
    )


def _sum(amounts: Sequence[float]) -> float:
    """Return the exact sum, added in whole cents."""
    return units(sum(round(100 * amount) for amount in amounts))
