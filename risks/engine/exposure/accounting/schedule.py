"""The contingency schedule: rows, totals, and what a total would give away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risks.engine.exposure.accounting.suit_accounting import Contingency
from risks.engine.money import units

ALONE = "the only matter of its class with a figure: the class total is its own"
THE_REST = (
    "the only one withheld of its class: the class total less the others shows it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    contingency: Contingency
    warning: str | None  # where the matter's figure could be inferred

    def as_json(self) -> dict[str, object]:
        return self.contingency.as_json() | {"warning": self.warning}


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Of all matters in one currency, in its units to the cent."""

    provision: float
    excess: float
    reimbursement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
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
    """In the order given. One reporting entity's matters at one date."""
    warnings = inferable(contingencies)
    return Schedule(
        rows=tuple(
            Row(contingency=each, warning=warnings.get(each.matter))
            for each in contingencies
        ),
        totals=_totals(contingencies),
    )


def inferable(contingencies: Sequence[Contingency]) -> dict[str, str]:
    """Why the figure of a matter can be inferred from its class total, by matter.

    A class is what is published as one line: a currency and a proposed class.
    """
    classes: defaultdict[tuple[str, str], list[Contingency]] = defaultdict(list)
    for each in contingencies:
        if each.movement.closing or each.excess:
            line = each.currency, each.governing.proposed_class
            classes[line].append(each)
    found = {}
    for members in classes.values():
        withheld = [each for each in members if not each.disclosed]
        if len(members) == 1:
            found[members[0].matter] = ALONE
        elif len(withheld) == 1:
            found[withheld[0].matter] = THE_REST
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
    """Exact: in whole cents."""
    return units(sum(round(100 * amount) for amount in amounts))
