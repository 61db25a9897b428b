"""The contingency schedule: its totals and what they would give away."""

from typing import Any

from risks.engine.exposure.accounting.schedule import schedule
from risks.engine.exposure.accounting.suit_accounting import Contingency, account
from risks.engine.sentences.accounting import ALONE, THE_REST
from tests.engine.exposure.registers import Json
from tests.engine.exposure.suit.suits import UNDISCOUNTED, model, one_stage

WITHHELD: Json = {"exemption": {"reason": "trial in May", "approved_by": "the board"}}


def row(
    matter: str, *, p_liable: float = 0.8, currency: str = "USD", **facts: Any
) -> Contingency:
    """1,000 at stake."""
    risk = one_stage(
        id=matter,
        claims=[{"name": "direct", "p_liable": p_liable}],
        p_appeal=0,
        currency=currency,
        accounting=facts,
    )
    return account(model(risk), terms=UNDISCOUNTED, standard="ifrs")


def warnings(*rows: Contingency) -> list[str | None]:
    return [each.warning for each in schedule(rows).rows]


def test_totals_add_up_by_currency() -> None:
    insured = {"amount": 300, "virtually_certain": True}

    totals = schedule(
        [
            row("a", insurance=insured),
            row("b"),
            row("c", p_liable=0.2),
            row("d", currency="EUR"),
        ]
    ).totals

    assert list(totals) == ["EUR", "USD"]
    assert totals["USD"].provision == 2000
    assert totals["USD"].excess == 1000
    assert totals["USD"].reimbursement == 300
    assert totals["EUR"].provision == 1000


def test_the_only_matter_of_a_class_is_its_total() -> None:
    assert warnings(row("a"), row("b", p_liable=0.2)) == [ALONE(), ALONE()]


def test_a_matter_in_another_currency_is_a_line_of_its_own() -> None:
    assert warnings(row("a"), row("b", currency="EUR")) == [ALONE(), ALONE()]


def test_the_only_one_withheld_is_the_total_less_the_others() -> None:
    assert warnings(row("a"), row("b", **WITHHELD), row("c")) == [
        None,
        THE_REST(),
        None,
    ]


def test_two_withheld_hide_each_other() -> None:
    rows = row("a"), row("b", **WITHHELD), row("c", **WITHHELD)

    assert warnings(*rows) == [None, None, None]


def test_a_remote_matter_has_no_figure_to_infer() -> None:
    remote = row("b", p_liable=0.01)

    assert warnings(row("a"), row("c"), remote) == [None, None, None]


def test_rows_keep_their_order_and_say_their_warning_in_json() -> None:
    told: Any = schedule([row("b"), row("a", p_liable=0.2)]).as_json()

    assert [each["suit"] for each in told["rows"]] == ["b", "a"]
    assert told["rows"][0]["warning"] == ALONE()
    assert told["totals"]["USD"]["provision"] == 1000
