"""Explain the change of a portfolio or of one risk between two dates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.access.models import Scope
from risks.engine.exposure.explanation.explained_change import Explanation
from risks.exposure.models import CurrentExposure, Measures, PortfolioRun, Snapshot
from risks.exposure.queries import risk_by_day
from risks.register.models import Risk
from risks.web.exposure.explained_change import (
    CannotBeSplit,
    explained_risk,
    explained_run,
    rows_of,
)
from risks.web.forms import DatesForm

WEEK = timedelta(days=7)
AT_ONCE = 50  # members whose draws a page may read without being asked to
TOO_EARLY = gettext_lazy("There are no figures for the start date. Choose a later one.")

RowT = TypeVar("RowT", bound=Measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The explained difference between two days, or why there is none."""

    form: DatesForm
    since: date | None = None
    until: date | None = None
    rows: Sequence[dict[str, str]] = ()
    trouble: str = ""


def change_of(
    days: Sequence[PortfolioRun],
    current_exposures: Sequence[CurrentExposure],
    *,
    scope: Scope,
    asked: QueryDict | None,
) -> Change:
    """Of the last week unless the reader asks for others; of a large sum only then."""
    risks = {each.risk.public_id: each.risk for each in current_exposures}
    usual = _usual_dates(days)
    form = DatesForm(asked, initial=usual, risks=risks)
    if asked is not None and not form.is_valid():
        return Change(form=form)
    dates = usual if asked is None else form.cleaned_data
    if not dates:
        return Change(form=form)
    chosen = risks.get(str(dates.get("risk", "")))
    if chosen:
        known = _snapshots(chosen, scope=scope)
        return _between(form, known, dates, explained_risk)
    if asked is None and days and days[-1].risks > AT_ONCE:
        return Change(form=form)
    return _between(
        form,
        days,
        dates,
        lambda before, after: explained_run(before, after, scope=scope),
    )


def _between(
    form: DatesForm,
    known: Sequence[RowT],
    dates: dict[str, date],
    explain: Callable[[RowT, RowT], Explanation],
) -> Change:
    before, after = (_last_on(known, dates[name]) for name in ("since", "until"))
    if before is None or after is None:
        return Change(form=form, trouble=str(TOO_EARLY))
    try:
        rows = rows_of(explain(before, after), after.currency)
    except CannotBeSplit as error:
        reason = str(error).rstrip(".")
        trouble = _("The change cannot be explained: %(reason)s.") % {"reason": reason}
        return Change(form=form, trouble=trouble)
    since, until = before.valuation_date, after.valuation_date
    return Change(form=form, since=since, until=until, rows=rows)


def _snapshots(risk: Risk, *, scope: Scope) -> list[Snapshot]:
    rows = risk_by_day(risk).within(scope)
    return list(
        rows.select_related("basis", "risk", "assumptions__risk", "linked__risk")
    )


def _usual_dates(days: Sequence[PortfolioRun]) -> dict[str, date]:
    """The last week, or as much of it as there are figures for."""
    if len(days) < 2:
        return {}
    last, first = days[-1].valuation_date, days[0].valuation_date
    return {"since": max(last - WEEK, first), "until": last}


def _last_on(known: Sequence[RowT], day: date) -> RowT | None:
    """The last that is not younger."""
    return next((row for row in reversed(known) if row.valuation_date <= day), None)
