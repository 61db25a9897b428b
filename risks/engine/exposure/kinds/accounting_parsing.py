"""What the accounts know of a suit, as it stands in a register file."""

from typing import get_args

from risks.engine.exposure.documents.reading import (
    DISCOUNT_RATE,
    MONEY,
    Bounds,
    Fields,
    Place,
    kind_of,
)
from risks.engine.exposure.kinds.accounting_facts import (
    AccountingFacts,
    Exemption,
    Insurance,
    Measurement,
)
from risks.engine.money import LARGEST_AMOUNT

ACCOUNTING_KEYS = (
    "claimed",
    "court",
    "counterparty",
    "present_obligation",
    "measurement",
    "pre_tax_rate",
    "opening",
    "used",
    "fx",
    "insurance",
    "exemption",
)
MEASUREMENTS: dict[str, Measurement] = {name: name for name in get_args(Measurement)}
EITHER_WAY = Bounds(
    words=f"from -{LARGEST_AMOUNT:,} to {LARGEST_AMOUNT:,}",
    low=-LARGEST_AMOUNT,
    high=LARGEST_AMOUNT,
)


def parse_accounting(value: object, *, place: Place) -> AccountingFacts:
    """Raises RegisterError."""
    fields = Fields(value, place=place, known=ACCOUNTING_KEYS)
    return AccountingFacts(
        claimed=fields.number("claimed", MONEY) if "claimed" in fields else None,
        court=fields.text("court") if "court" in fields else None,
        counterparty=fields.text("counterparty") if "counterparty" in fields else None,
        present_obligation=_present_obligation(fields),
        measurement=fields.word("measurement", MEASUREMENTS, default="single"),
        pre_tax_rate=fields.number("pre_tax_rate", DISCOUNT_RATE, default=0.0),
        opening=fields.number("opening", MONEY, default=0.0),
        used=fields.number("used", MONEY, default=0.0),
        fx=fields.number("fx", EITHER_WAY, default=0.0),
        insurance=_insurance(fields),
        exemption=_exemption(fields),
    )


def _present_obligation(fields: Fields) -> bool | None:
    """Null, like the key left out: not assessed."""
    value = fields.values.get("present_obligation")
    if value is None or isinstance(value, bool):
        return value
    place = fields.place.key("present_obligation")
    raise place.error(f"must be true, false or null, not {kind_of(value)}")


def _insurance(fields: Fields) -> Insurance | None:
    if "insurance" not in fields:
        return None
    place = fields.place.key("insurance")
    known = ("amount", "virtually_certain")
    given = Fields(fields.values["insurance"], place=place, known=known)
    return Insurance(
        amount=given.number("amount", MONEY),
        virtually_certain=given.flag("virtually_certain", default=False),
    )


def _exemption(fields: Fields) -> Exemption | None:
    """Never without who approved it."""
    if "exemption" not in fields:
        return None
    place = fields.place.key("exemption")
    known = ("reason", "approved_by")
    given = Fields(fields.values["exemption"], place=place, known=known)
    return Exemption(reason=given.text("reason"), approved_by=given.text("approved_by"))
