"""The figures of a board report with their words beside them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from risks.engine import formats
from risks.engine.formats import Language
from risks.reports.documents.board_texts import days, texts
from risks.sentences import translated

MONEY = (
    "expected", "standard_error", "p50", "p90", "p95", "p99", "tvar95", "tvar99",
    "capacity",
)  # fmt: skip
NATURE = ("expected", "p95", "tvar95")
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
        "natures": [
            {**each, "words": _money(each, NATURE, currency, language)}
            for each in figures.get("natures", ())
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
        **_certainty(row, currency, language),
        "trials": formats.number(row["trials"]),
        "of_capacity": formats.proportion(
            row["tvar95"], row["capacity"], language=language
        ),
    }
    return {**row, "words": words}


def _risk(row: Row, currency: str, language: Language) -> dict[str, Any]:
    horizon = {"horizon": valued_over(row)}
    if row["expected"] is None:
        return {**row, "words": horizon}
    money = _money(row, ("expected", "p95", "tvar95", "share"), currency, language)
    words = {
        **horizon,
        **money,
        **_chances(row, language),
        **_certainty(row, currency, language),
    }
    return {**row, "words": words}


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


def valued_over(row: Row) -> str:
    """Return over which time a risk is valued; empty in older rows."""
    if "horizon_months" not in row:
        return ""
    if row["horizon_months"] is None:
        return _("valued to its end")
    return _("over %(months)s months") % {"months": row["horizon_months"]}


def _certainty(row: Row, currency: str, language: Language) -> dict[str, str]:
    """Return where a figure lies with 95 % confidence, or that it is exact."""

    def amount(end: float) -> str:
        return formats.money(end, currency, language=language)

    return {
        "tvar95_range": _range(row, "tvar95", amount),
        "tvar99_range": _range(row, "tvar99", amount),
        "score_range": _range(row, "score", formats.score),
    }


def _range(row: Row, name: str, told: Callable[[float], str]) -> str:
    if row.get("exact"):
        return _("exact")
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    if low is None or high is None:
        return ""  # frozen before there were intervals
    return _("%(low)s to %(high)s") % {"low": told(low), "high": told(high)}


def _chances(row: Row, language: Language) -> dict[str, str]:
    return {
        "score": formats.score(row["score"], margin=row.get("score_margin")),
        "p_positive": formats.percent(row["p_positive"], language=language),
    }
