"""What a kind of report declares: its periods, its figures, its files, its readers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from risks.access.models import Person, Scope
from risks.register.models import Company
from risks.reports.models import Report
from risks.reports.queries.periods import Period

Figures = Mapping[str, Any]
Render = Callable[[Figures], bytes]


class NotReady(ValueError):
    """A figure that the report needs is not known yet; the message says which."""


class DuePeriods(Protocol):
    def __call__(self, company: Company, *, scope: Scope, today: date) -> list[Period]:
        """Return the periods that want a report and have none."""


class Freeze(Protocol):
    def __call__(
        self, company: Company, *, period: Period, scope: Scope, now: datetime
    ) -> dict[str, Any]:
        """Return all that the report shows, as JSON. Raises NotReady."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    key: Report.Kind
    permission: str  # who may have it
    due_periods: DuePeriods
    figures: Freeze
    pdf: Render
    workbook: Render

    def may_have(self, person: Person) -> bool:
        return person.has_perm(self.permission)
