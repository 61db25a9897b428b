"""What day it is, for a reader and for a company."""

from datetime import date
from zoneinfo import ZoneInfo

from risks.access.queries import now


def today_in(time_zone: str) -> date:
    return now().astimezone(ZoneInfo(time_zone)).date()
