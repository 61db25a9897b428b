"""The day in an address of the accounts."""

from datetime import date

from django.http import Http404


def day_in_address(text: str) -> date:
    """Return it, or answer that there is no such page."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
