"""The figures of a board report with their words beside them."""

from collections.abc import Mapping
from typing import Any

from risks.engine import formats
from risks.engine.formats import Language
from risks.reports.documents.board_texts import days, texts
from risks.sentences import translated

MONEY = (
    "expected", "standard_error", "p50", "p90", "p95", "p99", "tvar95", "tvar99",
    "capacity",
)  # fmt: skip
SHARES = ("expected_share", "p95_share", "tvar95_share")
SENTENCES = ("sentence", "reason", "flag")
Row = Mapping[str, Any]


def in_words(figures: Row, *, language: Language = "en") -> dict[str, Any]:
    """Return frozen figures in which each row that holds numbers has `words`.

    The template only places them: pages and mails use the same formatter.
    """
    currency = figures["company"]["currency"]
    before = figures["before"]
    return {
        **figures,
        "texts": texts(),
        "days": days(figures),
        "company": _company(figures["company"], language),
        "portfolio": _sum(figures["portfolio"], currency, language),
        "before": _sum(before, currency, language) if before else None,
        "measured_against": [
            _yardstick(each, language) for each in figures["measured_against"]
        ],
        "risks": [_risk(each, currency, language) for each in figures["risks"]],
        "rest": _rest(figures.get("rest"), currency, language),
        "sources": [_fact(each, language) for each in figures["sources"]],
        "changes": [said(each) for each in figures["changes"]],
        "deadlines": [said(each) for each in figures["deadlines"]],
    }


def said(row: Row) -> dict[str, Any]:
    """Return the row with its stored sentences in the active language."""
    shown = {name: translated(row[name]) for name in SENTENCES if name in row}
    return {**row, **shown}


def _company(row: Row, language: Language) -> dict[str, Any]:
    rate = formats.percent(row["discount_rate"], decimals=1, language=language)
    return {**row, "words": {"discount_rate": rate}}


def _sum(row: Row, currency: str, language: Language) -> dict[str, Any]:
    words = {
        **_money(row, MONEY, currency, language),
        **_chances(row, language),
        "trials": formats.number(row["trials"]),
        "of_capacity": formats.proportion(
            row["tvar95"], row["capacity"], language=language
        ),
    }
    return {**row, "words": words}


def _risk(row: Row, currency: str, language: Language) -> dict[str, Any]:
    if row["expected"] is None:
        return {**row, "words": {}}
    money = _money(row, ("expected", "p95", "tvar95", "share"), currency, language)
    return {**row, "words": {**money, **_chances(row, language)}}


def _rest(row: Row | None, currency: str, language: Language) -> dict[str, Any] | None:
    money = _money(row, ("expected", "share"), currency, language) if row else {}
    return {**row, "words": money} if row else None


def _yardstick(row: Row, language: Language) -> dict[str, Any]:
    fact = _fact(row, language)
    shares = {
        name: formats.proportion(row[name], 1, language=language) for name in SHARES
    }
    return {**fact, "words": {**fact["words"], **shares}}


def _fact(row: Row, language: Language) -> dict[str, Any]:
    words = formats.fact(
        row["amount"],
        row["unit"],
        decimals=row.get("decimals", formats.TENTHS),
        language=language,
    )
    other = row.get("contradicts")
    return {
        **row,
        "words": {"amount": words},
        "contradicts": _fact(other, language) if other else None,
    }


def _money(
    row: Row, names: tuple[str, ...], currency: str, language: Language
) -> dict[str, str]:
    return {
        name: formats.money(row[name], currency, language=language) for name in names
    }


def _chances(row: Row, language: Language) -> dict[str, str]:
    return {
        "score": formats.score(row["score"]),
        "p_positive": formats.percent(row["p_positive"], language=language),
    }
