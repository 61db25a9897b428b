"""The table of courts."""

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from risks.engine.time.courts import Kind, UnknownCourt, all_courts, court


def test_every_federal_court_is_known_once() -> None:
    kinds = Counter(each.kind for each in all_courts())

    assert kinds[Kind.DISTRICT] == 94
    assert kinds[Kind.APPELLATE] == 13
    assert len({each.id for each in all_courts()}) == len(all_courts())
    assert len({each.short for each in all_courts()}) == len(all_courts())


def test_every_court_has_a_time_zone_that_exists() -> None:
    for each in all_courts():
        assert each.zone == ZoneInfo(each.tz)


@pytest.mark.parametrize(
    ("court_id", "short", "tz", "state"),
    [
        ("cacd", "C.D. Cal.", "America/Los_Angeles", "CA"),
        ("nysd", "S.D.N.Y.", "America/New_York", "NY"),
        ("dcd", "D.D.C.", "America/New_York", "DC"),
        ("azd", "D. Ariz.", "America/Phoenix", "AZ"),
        ("ca9", "9th Cir.", "America/Los_Angeles", "CA"),
        ("wvsd", "S.D. W. Va.", "America/New_York", "WV"),
    ],
)
def test_a_federal_court_is_cited_as_the_bluebook_does(
    court_id: str, short: str, tz: str, state: str
) -> None:
    found = court(court_id)

    assert (found.short, found.tz, found.state) == (short, tz, state)
    assert found.country == "US"


@pytest.mark.parametrize(
    ("court_id", "country", "kind"),
    [
        ("hkcfi", "HK", Kind.FOREIGN),
        ("sghc", "SG", Kind.FOREIGN),
        ("shipc", "CN", Kind.FOREIGN),
        ("hkiac", "HK", Kind.ARBITRAL),
        ("cietac", "CN", Kind.ARBITRAL),
    ],
)
def test_the_tribunals_abroad_that_matter_are_known(
    court_id: str, country: str, kind: Kind
) -> None:
    found = court(court_id)

    assert (found.country, found.kind, found.state) == (country, kind, None)


def test_an_unknown_court_is_refused_with_the_nearest_ids() -> None:
    with pytest.raises(UnknownCourt, match=r"'cacdd' is not .* did you mean cacd"):
        court("cacdd")


def test_nonsense_is_refused_with_an_example() -> None:
    with pytest.raises(UnknownCourt, match="such as cacd"):
        court("!?")
