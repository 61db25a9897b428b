"""The optional sections of `simulate`, one function for each question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from risks.engine.exposure.accounting.schedule import Schedule, schedule
from risks.engine.exposure.accounting.standards import IFRS
from risks.engine.exposure.accounting.suit_accounting import Contingency, account
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.explanation.changes import Changes
from risks.engine.exposure.explanation.confidence import confidence_of
from risks.engine.exposure.explanation.shifts import Shift
from risks.engine.exposure.explanation.tornado import Bar, tornado
from risks.engine.exposure.explanation.what_if import WhatIf, what_if
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.portfolio.register import Priced, Register
from risks.engine.formats import number, percent, score, score_difference
from risks.management.simulation.tables import aligned, money, signed

CHANGE_HEADS = ("before", "after", "difference", "± s.e.", "")
BAR_HEADS = (
    *("low", "high", "expected at low", "at high", "swing"),
    *("TVaR95 at low", "at high", "input"),
)
ACCOUNT_HEADS = (
    *("P(outflow)", "IAS 37", "ASC 450", "low", "best", "high"),
    *("provision", "excess", "suit"),
)
LARGE = 1_000
PART_HEADS = ("TVaR95", "P95", "risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    key: str
    title: str
    json: object
    lines: tuple[str, ...]


def confidence_section(register: Register) -> Section | None:
    """Return the section, or None without evidence or a register date."""
    on = register.valuation_date
    graded = {
        risk.id: confidence_of(risk, on=on)
        for risk in register.risks
        if risk.evidence and on
    }
    if not graded:
        return None
    return Section(
        key="confidence",
        title=f"Confidence on {on}, apart from the score",
        json={name: each.as_json() for name, each in graded.items()},
        lines=tuple(
            f"{each.grade}  {name}: {', '.join(each.reasons)}"
            for name, each in graded.items()
        ),
    )


def accounting_section(register: Register) -> Section:
    """Return the section; raises RegisterError without a suit to account for."""
    suits = [risk for risk in register.risks if isinstance(risk, CopyrightSuit)]
    if not suits:
        raise RegisterError("needs a copyright_suit, and the register has none")
    drawn_up = schedule(
        [account(suit, terms=register.terms, standard=IFRS) for suit in suits]
    )
    return Section(
        key="accounting",
        title="Contingencies, proposed to the controller; IFRS governs",
        json=drawn_up.as_json(),
        lines=tuple(_accounting_lines(drawn_up)),
    )


def attribution_section(priced: Priced) -> Section:
    parts = priced.shares()
    tails, edges = parts["tvar95"], parts["p95"]
    rows = [[money(tails[name]), money(edges[name]), name] for name in priced.risks]
    sums = [money(priced.portfolio.tvar95), money(priced.portfolio.p95), "= portfolio"]
    return Section(
        key="attribution",
        title="Parts of the portfolio's TVaR95 and P95",
        json=parts,
        lines=tuple(aligned([PART_HEADS, *rows, sums])),
    )


def tornado_section(register: Register, risk_id: str) -> Section:
    bars = tornado(register, risk_id)
    shown = tuple(aligned([BAR_HEADS, *(_bar_cells(bar) for bar in bars)]))
    if any(bar.assumed for bar in bars):
        shown += ("* stated as certain, moved by a tenth",)
    return Section(
        key="tornado",
        title=f"Tornado of {risk_id}: each input alone at its P10 and P90",
        json={"risk": risk_id, "inputs": [bar.as_json() for bar in bars]},
        lines=shown,
    )


def what_if_section(register: Register, changes: Changes, priced: Priced) -> Section:
    found = what_if(
        register, changes.after, name=changes.name, cost=changes.cost, prior=priced
    )
    return Section(
        key="what_if",
        title=f"What if: {changes.name or 'the changes are made'}",
        json=found.as_json(),
        lines=tuple(_what_if_lines(found)),
    )


def _accounting_lines(drawn_up: Schedule) -> Iterable[str]:
    rows = [ACCOUNT_HEADS]
    for row in drawn_up.rows:
        each = row.contingency
        rows.append(
            (
                "–" if each.not_estimated else _chance(each),
                each.ias37.proposed_class,
                each.asc450.proposed_class,
                *_range_cells(each),
                money(each.movement.closing),
                money(each.excess),
                f"{each.currency}  {each.suit}",
            )
        )
    yield from aligned(rows)
    for row in drawn_up.rows:
        for text in filter(None, (row.warning, row.contingency.note)):
            yield f"{row.contingency.suit}: {text}"


def _chance(row: Contingency) -> str:
    return percent(row.estimate.p_outflow, decimals=2)


def _range_cells(row: Contingency) -> tuple[str, str, str]:
    best = row.governing.best
    if best is None:
        return ("–", "–", "–")
    return money(row.estimate.low), money(best), money(row.estimate.high)


def _what_if_lines(found: WhatIf) -> Iterable[str]:
    rows: list[Sequence[str]] = [CHANGE_HEADS]
    for name, each in _shifts(found).items():
        rows.extend(_shift_rows(each, name))
    yield from aligned(rows)
    yield ""
    saved = found.treatment
    yield (
        f"saves {money(saved.expected_saved)} expected and "
        f"{money(saved.tvar95_saved)} of TVaR95 at a cost of {money(saved.cost)}"
    )
    if saved.cost:
        yield (
            f"for each unit of cost {saved.per_cost(saved.expected_saved):,} expected "
            f"and {saved.per_cost(saved.tvar95_saved):,} of TVaR95"
        )
    for name, war in found.price_wars.items():
        yield (
            f"{name} loses least at a pass_through of "
            f"{number(war.pass_through, decimals=3)}, "
            f"{money(war.saved)} less than as stated"
        )


def _shifts(found: WhatIf) -> Mapping[str, Shift]:
    groups = {
        f"{grouping}: {label}": each
        for grouping, labels in found.groups.items()
        for label, each in labels.items()
    }
    return found.risks | groups | {"= portfolio": found.portfolio}


def _shift_rows(each: Shift, name: str) -> Iterable[tuple[str, ...]]:
    difference = each.difference
    errors = asdict(each.errors) if each.errors else {}
    for measure in ("expected", "p95", "tvar95"):
        error = errors.get(measure)
        yield (
            money(getattr(each.before, measure)),
            money(getattr(each.after, measure)),
            signed(getattr(difference, measure)),
            "" if error is None else money(error),
            f"{measure}  {name}",
        )
    yield (
        score(each.before.score, margin=each.before.score_margin),
        score(each.after.score, margin=each.after.score_margin),
        score_difference(difference.score),
        "",
        f"score  {name}",
    )


def _bar_cells(bar: Bar) -> list[str]:
    low, high = bar.low, bar.high
    return [
        _number(low.value),
        _number(high.value),
        money(low.expected),
        money(high.expected),
        money(bar.swing),
        money(low.tvar95),
        money(high.tvar95),
        f"{bar.label}{' *' * bar.assumed}",
    ]


def _number(value: float) -> str:
    """Format an amount of money or a share."""
    return money(value) if abs(value) >= LARGE else f"{value:.4g}"
