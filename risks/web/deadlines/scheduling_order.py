"""Paste a scheduling order's table, look at what each row becomes, and confirm them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.cases.models import Case, Deadline
from risks.cases.operations.intake.scheduling_order import (
    ScheduledDate,
    ScheduleRefused,
    already_there,
    set_schedule,
)
from risks.clock import now
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.words.order_tables import MOST_LINES, TableRow, read_table
from risks.web.deadlines.scheduling_forms import LAST_LINE, RowForm, TableForm
from risks.web.early_dispatch import dispatch_early
from risks.web.person import reader

Whose = Deadline.Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row of the preview: its form, and what is in doubt about it."""

    form: RowForm
    line: int
    doubts: tuple[str, ...] = ()


@login_required
@permission_required("risks.add_deadline", raise_exception=True)
def scheduling_order(request: HttpRequest, public_id: str) -> HttpResponse:
    person, moment = reader(request), now()
    case = get_object_or_404(Case.objects.visible_to(person), public_id=public_id)
    form = TableForm(request.POST or None, case=case)
    rows: list[Shown] = []
    without: list[TableRow] = []
    if request.method == "POST" and form.is_valid():
        if "confirm" in request.POST:
            rows = list(_posted(request.POST))
            done = _confirmed(request, case, form, rows, moment=moment)
            if done is not None:
                return done
        else:
            rows, without = _preview(case, form, moment=moment)
    context = {
        "title": _("Scheduling order"),
        "case": case,
        "form": form,
        "rows": rows,
        "without": without,
        "most": MOST_LINES,
    }
    is_wrong = form.errors or any(row.form.errors for row in rows)
    status = 400 if is_wrong else 200
    return render(
        request, "web/deadlines/scheduling_order.html", context, status=status
    )


def _confirmed(
    request: HttpRequest,
    case: Case,
    form: TableForm,
    rows: Sequence[Shown],
    *,
    moment: datetime,
) -> HttpResponse | None:
    """Return the way back to the case; None where the page says what is wrong."""
    used = [row for row in rows if row.form.is_used]
    if not all(row.form.is_valid() for row in used):
        return None
    try:
        made = set_schedule(
            case,
            [row.form.scheduled(line=row.line) for row in used],
            entry=form.cleaned_data["entry"],
            text=form.cleaned_data["text"],
            by=reader(request),
            now=moment,
        )
    except ScheduleRefused as refused:
        for problem in refused.problems:
            form.add_error(None, problem)
        return None
    dispatch_early()
    messages.success(
        request,
        ngettext(
            "%(number)d deadline of the scheduling order was added.",
            "%(number)d deadlines of the scheduling order were added.",
            len(made),
        )
        % {"number": len(made)},
    )
    return redirect("case", case.public_id)


def _preview(
    case: Case, form: TableForm, *, moment: datetime
) -> tuple[list[Shown], list[TableRow]]:
    since = form.cleaned_data["entry"].filed_date
    found = read_table(
        form.cleaned_data["text"], since=since, month_first=_is_month_first(case)
    )
    dated = [row for row in found if row.day is not None]
    shown = [
        _shown(case, row, place=place, today=case.today(moment))
        for place, row in enumerate(dated)
    ]
    return shown, [row for row in found if row.day is None]


def _shown(case: Case, row: TableRow, *, place: int, today: date) -> Shown:
    assert row.day is not None
    whose = _whose(case, row)
    planned = ScheduledDate(
        line=row.line, title=row.title, day=row.day, whose=whose, subject=row.subject
    )
    known = already_there(case, planned)
    stops, notes = list(_stops(row, known)), list(_notes(row, today=today))
    initial = {
        "use": not stops,
        "title": row.title,
        "day": row.day,
        "clock": row.clock,
        "whose": whose,
        "kind": row.kind,
        "subject": row.subject,
        "line": row.line,
    }
    form = RowForm(None, prefix=f"row-{place}", initial=initial)
    return Shown(form=form, line=row.line, doubts=(*stops, *notes))


def _stops(row: TableRow, known: Deadline | None) -> Iterator[str]:
    """Yield why a row is not ticked until a person has looked at it."""
    words = {
        "two_dates": _("The line has two dates. Check which one counts."),
        "no_year": _("The line names no year. Check the date."),
        "day_or_month": _("Day or month first? Check the date."),
        "far": _("The date is far from that of the order. Check the year."),
    }
    if row.problem in words:
        yield words[row.problem]
    if not row.weekday_fits:
        yield _("The line names another day of the week. Check the date.")
    if known is not None:
        named = {"code": known.code, "title": known.title}
        yield _("Already there: %(code)s %(title)s.") % named


def _notes(row: TableRow, *, today: date) -> Iterator[str]:
    if row.day is not None and row.day < today:
        yield _("The date has passed.")
    if row.kind != "court_set_date":
        yield _("Deadlines that rules count from the trial are added with it.")


def _whose(case: Case, row: TableRow) -> str:
    if row.is_appearance:
        return Whose.COURT.value
    both_known = row.side and case.our_role in ("plaintiff", "defendant")
    theirs = both_known and row.side != case.our_role
    return Whose.OPPONENT.value if theirs else Whose.OURS.value


def _is_month_first(case: Case) -> bool:
    try:
        return court(case.court_id).country == "US"
    except UnknownCourt:
        return False


def _posted(data: QueryDict) -> Iterator[Shown]:
    for place in range(MOST_LINES):
        prefix = f"row-{place}"
        line = data.get(f"{prefix}-line", "")
        if not line.isdecimal() or not line.isascii():
            return
        form = RowForm(data, prefix=prefix)
        yield Shown(form=form, line=min(int(line[:4]), LAST_LINE))
