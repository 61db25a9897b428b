"""Arguments that several commands read in the same way."""

from argparse import ArgumentTypeError
from datetime import date


def day(text: str) -> date:
    """Return the day of an argument in ISO 8601; argparse prints what is wrong."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2026-05-27") from None
