"""Duties of a listing that have no period to count and never become a date."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, ClassVar

from risks.engine.foreign.documents import Document, Several
from risks.engine.time.listing.profile import Listing
from risks.engine.time.rules import Evidence, Needs, filled


class Duty(Evidence):
    """A duty that is due as soon as something happens, or at all times."""

    noun: ClassVar[str] = "table that begins with [[duty]]"

    id: Annotated[str, filled(60)]
    title: Annotated[str, filled(200)]
    citation: Annotated[str, filled(120)]
    # When it is due, in words: there is no period.
    when: Annotated[str, filled(2_000)]
    condition: Annotated[str, filled(2_000)]
    # What the listing profile must say.
    needs: Needs
    effective_from: date


class _Duties(Document):
    duty: Several[Duty]


def duties_of(listing: Listing, *, on: date) -> tuple[Duty, ...]:
    """Return the duties in force that bind a company on a day."""
    return tuple(
        duty
        for duty in listing_duties()
        if duty.effective_from <= on and listing.meets(duty.needs, on=on)
    )


@cache
def listing_duties() -> tuple[Duty, ...]:
    """Return the duties without a period, in the order in which a page lists them."""
    file = files("risks.engine").joinpath("rules/listing_duties.toml")
    return _Duties.model_validate(tomllib.loads(file.read_text("utf-8"))).duty
