"""Format money, percentages and scores for page, mail, report and workbook.

There is one rounding rule: the exact decimal value, halves to even. A float stands for
the shortest decimal that names it, so that a stored amount and its frozen JSON copy
read the same. Estimates have three significant figures; booked amounts their cents.
Rounded figures are for reading: a sum is rounded after it is added up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, Literal

Language = Literal["en", "zh-hant"]
Number = Decimal | float
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh-hant")
SIGNIFICANT: Final = Context(prec=3, rounding=ROUND_HALF_EVEN)
# Digits enough for the largest float.
EXACT: Final = Context(prec=400, rounding=ROUND_HALF_EVEN)
CENTS, WHOLE, TENTHS = 2, 0, 1  # decimals
HUNDRED = Decimal(100)
MINUS = "−"
RATIO, COUNT = UNITS = ("ratio", "count")
"""What a fact may be counted in besides a currency."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From `lowest` on, amounts are counted in `unit`, which is called `name`."""

    lowest: int
    unit: int
    name: str


SCALES: Mapping[Language, tuple[Scale, ...]] = {
    "en": (
        Scale(10**3, 10**3, " k"),
        Scale(10**6, 10**6, " m"),
        Scale(10**9, 10**9, " bn"),
    ),
    "zh-hant": (Scale(10**6, 10**6, "百萬"), Scale(10**9, 10**8, "億")),
}
# What stands before the figure, and what after it.
CURRENCIES: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "USD": ("US$", ""),
        "HKD": ("HK$", ""),
        "CNY": ("RMB ", ""),
        "EUR": ("€", ""),
        "GBP": ("£", ""),
    },
    "zh-hant": {
        "USD": ("", "美元"),
        "HKD": ("", "港元"),
        "CNY": ("人民幣", "元"),
        "EUR": ("", "歐元"),
        "GBP": ("", "英鎊"),
    },
}
NONE: Mapping[Language, str] = {"en": "none", "zh-hant": "無"}

Cell = Literal["text", "money", "number", "score", "percent", "date", "moment"]
CELLS: Mapping[Cell, str] = {
    "text": "General",
    "money": "#,##0.00",
    "number": "#,##0.####",
    "score": "0.0",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm:ss",
}
"""The number formats of a workbook's cells, which hold the unrounded values."""


def cell_format(kind: Cell, *, currency: str = "") -> str:
    """Return the number format of a cell; money shows its currency where it has one.

    >>> cell_format("money", currency="USD")
    '[$USD] #,##0.00'
    """
    named = kind == "money" and currency
    return f"[${currency}] {CELLS[kind]}" if named else CELLS[kind]


def money(amount: Number, currency: str, *, language: Language = "en") -> str:
    """Return an estimate: three significant figures, its scale and its currency.

    Amounts below a thousand are whole units.

    >>> money(Decimal("1050000000"), "USD")
    'US$1.05 bn'
    >>> money(999_950, "HKD")
    'HK$1.00 m'
    >>> money(-1250, "JPY")
    '−JPY 1.25 k'
    >>> money(20_500_000, "USD", language="zh-hant")
    '20.5百萬美元'
    """
    value = exact(amount)
    words = _scaled(abs(value), language)
    return _with_currency(value, words, currency=currency, language=language)


def booked(amount: Number, currency: str, *, language: Language = "en") -> str:
    """Return an amount to the cent, with its currency.

    >>> booked(Decimal("75000000"), "USD")
    'US$75,000,000.00'
    >>> booked(1234.5, "CNY", language="zh-hant")
    '人民幣1,234.50元'
    """
    value = exact(amount)
    words = number(abs(value), decimals=CENTS)
    return _with_currency(value, words, currency=currency, language=language)


def difference(amount: Number, currency: str, *, language: Language = "en") -> str:
    """Return an estimate of a change, with its sign.

    >>> difference(1_234_567, "USD")
    '+US$1.23 m'
    >>> difference(0, "USD")
    'none'
    """
    if not amount:
        return NONE[language]
    return f"{'+' if amount > 0 else ''}{money(amount, currency, language=language)}"


def percent(
    share: Number, *, decimals: int | None = None, language: Language = "en"
) -> str:
    """Return a share as a percentage: a decimal below 10 %, none from there on.

    >>> percent(0.153), percent(0.035), percent(0.0004)
    ('15 %', '3.5 %', '<0.1 %')
    >>> percent(0.153, decimals=1, language="zh-hant")
    '15.3%'
    """
    value = exact(share) * HUNDRED
    sign = "%" if language.startswith("zh") else " %"
    if decimals is not None:
        return number(value, decimals=decimals) + sign
    if 0 < value < Decimal("0.05"):
        return f"<0.1{sign}"
    tenths = rounded(value, decimals=TENTHS)
    precise = tenths != tenths.to_integral_value() and abs(tenths) < 10
    return number(value, decimals=TENTHS if precise else WHOLE) + sign


def proportion(part: Number, whole: Number, *, language: Language = "en") -> str:
    """Return a part of a whole: a percentage, or times from ten on.

    >>> proportion(130, 100), proportion(2_130, 100)
    ('130 %', '21.3 ×')
    """
    ratio = exact(part) / exact(whole)
    if ratio < 10:
        return percent(ratio, language=language)
    return f"{number(ratio, decimals=TENTHS)} ×"


def fact(
    amount: Number, unit: str, *, decimals: int = TENTHS, language: Language = "en"
) -> str:
    """Return a fact of the register in its unit: a ratio, a count or a currency.

    >>> fact(0.233, "ratio"), fact(1_234, "count"), fact(53_400_000, "USD")
    ('23.3 %', '1,234', 'US$53.4 m')
    >>> fact(0.064, "ratio", decimals=2)
    '6.40 %'
    """
    if unit == RATIO:
        return percent(amount, decimals=decimals, language=language)
    if unit == COUNT:
        return number(amount)
    return money(amount, unit, language=language)


_MARKS = "|".join(re.escape(before) for before, _ in CURRENCIES["en"].values())
_AMOUNT = re.compile(
    rf"(?P<sign>{MINUS}?)(?P<currency>{_MARKS}|[A-Z]{{3}} )"
    r"(?P<number>[\d,]+(?:\.\d+)?)(?P<scale> k| m| bn)?"
)
_PERCENT = re.compile(rf"<?{MINUS}?[\d,]+(?:\.\d+)? %")


def translated(figure: str, *, language: Language) -> str:
    """Return an amount or a percentage of an English sentence in another language.

    Other text is returned as it is. Nothing is lost: an estimate has three significant
    figures in each language.

    >>> translated("US$20.5 m", language="zh-hant"), translated("8.1 %", language="en")
    ('20.5百萬美元', '8.1 %')
    """
    if language == "en":
        return figure
    if _PERCENT.fullmatch(figure):
        return figure.replace(" ", "")
    if amount := _AMOUNT.fullmatch(figure):
        return _amount(amount, language)
    return figure


def _amount(written: re.Match[str], language: Language) -> str:
    marks = {before: code for code, (before, _) in CURRENCIES["en"].items()}
    currency = marks.get(written["currency"], written["currency"].strip())
    units = {scale.name: scale.unit for scale in SCALES["en"]}
    value = Decimal(written["number"].replace(",", "")) * units.get(written["scale"], 1)
    value = -value if written["sign"] else value
    is_booked = written["scale"] is None and "." in written["number"]
    return (booked if is_booked else money)(value, currency, language=language)


def score(points: Number, *, margin: float | None = None) -> str:
    """Return a score with one decimal, or with none where it may be off by a point.

    >>> score(62.25), score(62.25, margin=0.3), score(62.25, margin=1.4)
    ('62.2', '62.2', '62')
    """
    is_known = margin is None or round(margin, 1) < 1
    return number(points, decimals=TENTHS if is_known else WHOLE)


def score_difference(points: Number, *, language: Language = "en") -> str:
    """Return the difference of two scores, with its sign.

    >>> score_difference(-1.25), score_difference(0.5), score_difference(0.0)
    ('−1.2', '+0.5', 'none')
    """
    if not points:
        return NONE[language]
    return signed(points, decimals=TENTHS)


def number(value: Number, *, decimals: int = WHOLE) -> str:
    """Return a number with its thousands grouped.

    >>> number(-1234.5)
    '−1,234'
    """
    return f"{rounded(value, decimals=decimals):,f}".replace("-", MINUS)


def signed(value: Number, *, decimals: int = WHOLE) -> str:
    """Return a number with its sign, a plus too.

    >>> signed(1234.5, decimals=1), signed(-3), signed(0)
    ('+1,234.5', '−3', '+0')
    """
    return f"{'+' if value >= 0 else ''}{number(value, decimals=decimals)}"


def rounded(value: Number, *, decimals: int) -> Decimal:
    """Round the exact decimal value, halves to even; nothing becomes minus nought."""
    step = Decimal(1).scaleb(-decimals)
    found = exact(value).quantize(step, context=EXACT)
    return found or abs(found)


def exact(value: Number) -> Decimal:
    """Return the decimal that a number stands for.

    >>> exact(0.1)
    Decimal('0.1')
    """
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _scaled(amount: Decimal, language: Language) -> str:
    if rounded(amount, decimals=WHOLE) < 1_000:
        return number(amount)
    short = SIGNIFICANT.plus(amount)
    fitting = [scale for scale in SCALES[language] if short >= scale.lowest]
    if not fitting:
        return number(short)
    scale = fitting[-1]
    figure = short / scale.unit
    decimals = max(SIGNIFICANT.prec - 1 - figure.adjusted(), 0)
    return f"{number(figure, decimals=decimals)}{scale.name}"


def _with_currency(
    value: Decimal, words: str, *, currency: str, language: Language
) -> str:
    before, after = CURRENCIES[language].get(currency, (f"{currency} ", ""))
    sign = MINUS if value < 0 else ""
    return f"{sign}{before}{words}{after}"
