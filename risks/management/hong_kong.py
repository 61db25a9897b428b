"""The founding case's days, which begin at nine in Hong Kong."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def morning_of(day: date) -> datetime:
    """Return nine o'clock in Hong Kong on that day."""
    return datetime.combine(day, time(9), tzinfo=HONG_KONG)
