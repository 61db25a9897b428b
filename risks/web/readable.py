"""The parameters of an assessment as rows to read, not as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHARES = ("p_", "probability", "share", "q", "pass_through", "margin", "cut")
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
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    text: str = ""
    rows: tuple["Row", ...] = ()


def readable(parameters: Mapping[str, object]) -> tuple[Row, ...]:
    return tuple(_row(name, value) for name, value in parameters.items())


def _row(name: str, value: object) -> Row:
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    as_share = name.startswith(SHARES)
    if isinstance(value, Mapping):
        told = _distribution(value, as_share=as_share)
        return (
            Row(label=label, text=told)
            if told
            else Row(label=label, rows=readable(value))
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Row(label=label, rows=tuple(_item(n, v) for n, v in enumerate(value, 1)))
    return Row(label=label, text=_plain(value, as_share=as_share))


def _item(number: int, value: object) -> Row:
    """One of a list: by its name where it has one."""
    if not isinstance(value, Mapping):
        return _row(str(number), value)
    name = str(value.get("name", number)).replace("_", " ").capitalize()
    rest = {key: each for key, each in value.items() if key != "name"}
    return Row(label=name, rows=readable(rest))


def _distribution(value: Mapping[str, object], *, as_share: bool) -> str:
    """In words, or nothing when it is not one of the distributions."""
    (kind, bounds), *more = value.items() if value else [("", None)]
    figures = bounds if isinstance(bounds, list) else [bounds]
    if more or not all(isinstance(each, int | float) for each in figures):
        return ""
    told = [_plain(each, as_share=as_share) for each in figures]
    if kind == "lognormal90" and len(told) == 2:
        return f"90 % of outcomes from {told[0]} to {told[1]} (log-normal)"
    if kind == "pert" and len(told) == 3:
        return f"{told[0]} to {told[2]}, most likely {told[1]} (PERT)"
    return told[0] if kind == "constant" and len(told) == 1 else ""


def _plain(value: object, *, as_share: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int | float):
        return str(value).replace("_", " ")
    if as_share:
        return f"{round(100 * value, 2):,g} %"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
