"""The parameters of an assessment as rows to read, not as JSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risks.engine.exposure.documents.fact_multiples import FACT
from risks.engine.exposure.documents.refusal import RegisterError
from risks.web.assumptions.typed_numbers import TABLE, typed

SHARES = ("p_", "probability", "share", "q", "pass_through", "margin", "cut")
KEY = re.compile(r"[a-z0-9_]+")
LABELS = {
    "p_wilful": "Probability of wilfulness",
    "p_liable": "Probability of liability",
    "p_continue": "Probability of going on",
    "p_settle": "Probability of settling",
    "p_appeal": "Probability of an appeal",
    "p_reversed": "Probability of reversal",
    "p_sought": "Probability that it is sought",
    "p_granted": "Probability that it is granted",
    "probability_horizon": "Probability within the horizon",
    "probability_per_year": "Probability per year",
    "rate_per_year": "Times a year",
    "q": "Share of events",
    "works": "Works at issue",
    "share_registered": "Share registered in time",
    "ordinary_award": "Award per work, ordinary",
    "wilful_award": "Award per work, wilful",
    "years": "Years from now",
    "years_until": "Years until decided",
    "linked_suit": "Linked suit",
    "decided": "Decided already",
    "p_innocent": "Probability of innocence",
    "p_fee_award": "Probability that fees are shifted",
    "p_plaintiff_appeal": "Probability that the plaintiff appeals",
    "on_reversal": "On reversal (ends or remand)",
    "judgment_interest": "Interest on the judgment, a year",
    "innocent_award": "Award per work, innocent",
    "actual_damages": "Actual damages per work",
    "fee_award": "The plaintiff's fees",
    "filter_built": "Filter built (yes, or the share of the effect it spares)",
    "filter_once": "Building a filter, once",
    "filter_monthly": "Running a filter, a month",
    "gain_allowed": "A war may be a gain (yes or no)",
    "retention_years": "Customers lost for good, in years of revenue",
    "revenue_per_year": "Revenue a year",
    "pass_through": "Own cut, as a share of the competitor's",
    "cut": "The competitor's price cut",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    text: str = ""
    rows: tuple["Row", ...] = ()


def readable(parameters: Mapping[str, object]) -> tuple[Row, ...]:
    return tuple(_row(name, value) for name, value in parameters.items())


def label_of(name: str) -> str:
    """A key of the engine in words; a name that people gave stays as it is."""
    if name in LABELS or not KEY.fullmatch(name):
        return LABELS.get(name, name)
    return name.replace("_", " ").capitalize()


def in_words(text: str) -> str:
    """What the engine tells by its keys: summary_judgment p_continue 0.6 → 0.8."""
    told = " ".join(
        f"{label[0].lower()}{label[1:]}" if (label := _known(word)) else word
        for word in text.split(" ")
    )
    return f"{told[:1].upper()}{told[1:]}"


def problem(error: RegisterError) -> str:
    """Without the engine's name of the risk, which is no reader's."""
    return f"{error.field}: {error.problem}" if error.field else error.problem


def _known(word: str) -> str:
    return label_of(word) if word in LABELS or "_" in word else ""


def _row(name: str, value: object) -> Row:
    label = label_of(name)
    as_share = name.startswith(SHARES)
    if isinstance(value, Mapping):
        words = distribution(value, as_share=as_share)
        return (
            Row(label=label, text=words)
            if words
            else Row(label=label, rows=readable(value))
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Row(label=label, rows=tuple(_item(n, v) for n, v in enumerate(value, 1)))
    return Row(label=label, text=plain(value, as_share=as_share))


def _item(number: int, value: object) -> Row:
    """One of a list: by its name where it has one."""
    if not isinstance(value, Mapping):
        return _row(str(number), value)
    name = str(value.get("name", number)).replace("_", " ").capitalize()
    rest = {key: each for key, each in value.items() if key != "name"}
    return Row(label=name, rows=readable(rest))


def distribution(value: Mapping[str, object], *, as_share: bool) -> str:
    """In words, or nothing when it is not one of the distributions."""
    if FACT in value or TABLE in value:
        return typed(value)
    (kind, bounds), *more = value.items() if value else [("", None)]
    figures = bounds if isinstance(bounds, list) else [bounds]
    if more or not all(isinstance(each, int | float) for each in figures):
        return ""
    words = [plain(each, as_share=as_share) for each in figures]
    if kind == "lognormal90" and len(words) == 2:
        return f"90 % of outcomes from {words[0]} to {words[1]} (log-normal)"
    if kind == "pert" and len(words) == 3:
        return f"{words[0]} to {words[2]}, most likely {words[1]} (PERT)"
    return words[0] if kind == "constant" and len(words) == 1 else ""


def told(value: object, *, as_share: bool = False) -> str:
    """One value on one line."""
    if isinstance(value, Mapping):
        return distribution(value, as_share=as_share) or typed(value)
    return plain(value, as_share=as_share)


def plain(value: object, *, as_share: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int | float):
        return str(value).replace("_", " ")
    if as_share:
        return f"{round(100 * value, 2):,g} %"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
