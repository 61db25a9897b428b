"""Reminders as a file, for example for an insurer; each download is a disclosure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from risks.access.models import Disclosure
from risks.clock import now
from risks.reports.documents.reminders import reminders_csv, reminders_workbook
from risks.reports.queries.reminders import reminder_figures
from risks.web.download import download
from risks.web.person import reader
from risks.web.reminders.reminder_list import filtered_reminders

# A workbook of more takes a minute and half a gigabyte.
MOST_ROWS = 100_000
UNREADABLE = gettext_lazy("A filter has an invalid value. Go back and correct it.")


@login_required
@require_safe
def reminder_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the page shows, one line for each mail to one person."""
    person, moment = reader(request), now()
    narrowed = filtered_reminders(request, moment)
    if not narrowed.is_valid():
        return _refused(request, str(UNREADABLE))
    number = narrowed.qs.count()
    if number > MOST_ROWS:
        return _refused(request, _too_many(number))
    # The headings are English, so the words below them are.
    with override("en"):
        figures = list(reminder_figures(narrowed.qs))
    return download(
        _written(kind, figures, moment=moment),
        name=f"reminders-{person.today(moment)}.{kind}",
        person=person,
        channel=Disclosure.Channel.EXPORT,
        shown=_shown(figures),
        now=moment,
    )


def _written(
    kind: str, figures: Sequence[Mapping[str, Any]], *, moment: datetime
) -> bytes:
    about = _("Reminders: %(count)s rows at %(moment)s UTC") % {
        "count": f"{len(figures):,}",
        "moment": moment.isoformat(" ", "seconds").replace("+00:00", ""),
    }
    if kind == "csv":
        return reminders_csv(figures, about=about)
    return reminders_workbook(figures, about=about, created=moment)


def _too_many(number: int) -> str:
    return _(
        "The file would hold %(number)s reminders; the limit is %(most)s. Choose a "
        "shorter period."
    ) % {"number": f"{number:,}", "most": f"{MOST_ROWS:,}"}


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    context = {"title": _("File not created"), "why": why}
    return render(request, "web/reminders/file_refused.html", context, status=400)


def _shown(figures: Sequence[Mapping[str, Any]]) -> list[str]:
    codes = {row["deadline"] or row["subject"] for row in figures}
    return ["reminders", *sorted(filter(None, codes))]
