"""Ask CourtListener for entries that its webhook lost or that were edited later.

Each step sends one request, which is counted first, and nothing waits here. If the
budget or a pause stops a step, that is in the database and the next run continues.
"""

import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction

from risks.cases.models import Case, Delivery, DocketSource, Sweep
from risks.cases.operations.intake.back_off import back_off
from risks.cases.operations.intake.deliveries import receive, record_refusal
from risks.cases.operations.intake.retry import retry_refused
from risks.cases.queries import cases_to_sweep, requests_left, requests_of_the_day
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.courtlistener import Page, read_page
from risks.cases.sources.remote.courtlistener_rest import CourtListener, SettingRefused
from risks.cases.sources.remote.outbound import TIMEOUT_SECONDS, NotNow
from risks.engine.sentences import sources

EVERY = timedelta(hours=20)
# When to retry a refused case, so that it uses only a part of the day's budget.
AGAIN = timedelta(hours=4)
# Entries written during the last sweep are requested twice and recognised.
OVERLAP = timedelta(minutes=10)
# Of 20 entries each; this ends links that never stop.
MOST_PAGES = 500
_NAME = "CourtListener sweep"


def courtlistener() -> CourtListener:
    """Return the client that the settings describe; raises SettingRefused."""
    return CourtListener.at(
        settings.COURTLISTENER_URL, token=settings.COURTLISTENER_TOKEN
    )


def sweep_next(
    *, now: datetime, timeout: float = TIMEOUT_SECONDS, only: Case | None = None
) -> bool:
    """Send the next due request; return False when none is due or allowed."""
    try:
        there = courtlistener()
    except SettingRefused as refused:
        for source in DocketSource.objects.filter(kind=DocketSource.Kind.REST):
            record_refusal(source, str(refused), now=now)
        return False
    claimed = _claim(now=now, only=only)
    if claimed is None:
        return False
    source, sweep = claimed
    try:
        body = there.ask(_query(sweep), timeout=timeout)
        _take_in(sweep, body, source=source, there=there, now=now)
    except NotNow as reason:
        problem = sources.COURTLISTENER(problem=reason)
        back_off(source, problem, retry_after=reason.retry_after, now=now)
    except SourceRefused as refused:
        _pass_over(sweep, str(refused), now=now)
    return True


def sweep_soon(case: Case, *, now: datetime) -> None:
    """Make the sweep of a case due now."""
    Sweep.objects.filter(case=case).update(due_at=now)


def _claim(*, now: datetime, only: Case | None) -> tuple[DocketSource, Sweep] | None:
    """Return the next case to sweep, with its request counted."""
    if not cases_to_sweep(now=now, only=only).exists():
        return None
    with transaction.atomic():
        source = _locked(now=now)
        case = cases_to_sweep(now=now, only=only).first()
        if case is None or not _may_ask(source, now=now):
            return None
        sent = requests_of_the_day(source, now=now)
        source.requests = [*sent, now.isoformat()]
        source.last_tried_at = now
        source.save(update_fields=["requests", "last_tried_at"])
        return source, _asked(case, now=now)


def _locked(*, now: datetime) -> DocketSource:
    source, _ = DocketSource.objects.select_for_update().get_or_create(
        kind=DocketSource.Kind.REST, defaults={"name": _NAME, "created_at": now}
    )
    return source


def _may_ask(source: DocketSource, *, now: datetime) -> bool:
    rests = source.resting_until is not None and now < source.resting_until
    return source.is_active and not rests and min(requests_left(source, now=now)) > 0


def _asked(case: Case, *, now: datetime) -> Sweep:
    sweep = Sweep.objects.filter(case=case).first()
    if sweep is None or sweep.docket != case.courtlistener_id:
        # The state of a sweep of another docket says nothing about this one.
        kept = sweep.pk if sweep else None
        assert case.courtlistener_id is not None
        sweep = Sweep(pk=kept, case=case, docket=case.courtlistener_id, due_at=now)
    sweep.asked_at = now
    sweep.save()
    return sweep


def _query(sweep: Sweep) -> str:
    if sweep.next_page:
        return sweep.next_page
    asked = {
        "docket": str(sweep.docket),
        "order_by": "date_modified",
        # Leave out the full text of the documents, which is not used.
        "omit": "recap_documents__plain_text",
    }
    if sweep.modified_after:
        asked["date_modified__gt"] = (sweep.modified_after - OVERLAP).isoformat()
    return urlencode(asked)


def _take_in(
    sweep: Sweep,
    body: bytes,
    *,
    source: DocketSource,
    there: CourtListener,
    now: datetime,
) -> None:
    """Store the page as received, then advance; an unreadable page is stored too."""
    key = hashlib.sha256(b"%d %s" % (sweep.docket, body)).hexdigest()
    is_new = receive(
        source,
        key=key,
        body=body,
        now=now,
        content_type="application/json",
        case=sweep.case,
    )
    page = read_page(body, docket=sweep.docket)
    if not is_new:
        # It may have been refused, and can be read now.
        retry_refused(Delivery.objects.filter(source=source, key=key))
    next_page = there.query_of(page.next) if page.next else ""
    _move_on(sweep, page, next_page, now=now)
    DocketSource.objects.filter(pk=source.pk).update(
        last_success_at=now, last_error="", failures=0
    )


def _move_on(sweep: Sweep, page: Page, next_page: str, *, now: datetime) -> None:
    """Advance to the next page; `modified_after` changes only after the last one.

    Pages may come in any order, so only a complete sweep shows what was seen.
    """
    if next_page and sweep.pages + 1 >= MOST_PAGES:
        raise SourceRefused(sources.TOO_MANY_PAGES(most=MOST_PAGES))
    newest = max(filter(None, (sweep.newest, page.newest)), default=None)
    sweep.last_error, sweep.next_page = "", next_page
    sweep.newest, sweep.pages = newest, sweep.pages + 1
    if not next_page:
        _end(sweep, now=now)
    sweep.save()


def _end(sweep: Sweep, *, now: datetime) -> None:
    if sweep.newest:
        # Never a time in the future, which would hide changes until then.
        newest = min(sweep.newest, now)
        sweep.modified_after = max(newest, sweep.modified_after or newest)
    sweep.newest, sweep.pages = None, 0
    sweep.swept_at, sweep.due_at = now, now + EVERY
    # Not a fact of the case but a machine's mark: it leaves no history.
    Case.objects.filter(pk=sweep.case_id).update(last_checked_at=now)


def _pass_over(sweep: Sweep, problem: str, *, now: datetime) -> None:
    """Record the problem for this case and retry it later; other cases continue."""
    sweep.last_error = " ".join(problem.split())[:500]
    sweep.next_page, sweep.newest, sweep.pages = "", None, 0
    sweep.due_at = now + AGAIN
    sweep.save()
