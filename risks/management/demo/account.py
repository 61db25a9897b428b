"""Describe the results of the demo's chain, in a line or two for each step."""

from collections.abc import Iterator

from risks.access.models import Scope
from risks.alerts.models import Notification
from risks.cases.models import Deadline
from risks.engine.formats import money
from risks.exposure.models import Snapshot
from risks.management.demo.outputs import SENT, Outcome
from risks.register.models import Proposal

WIDTH = 15


def tell(found: Outcome) -> Iterator[str]:
    scope = Scope.of(found.counsel)
    yield from _deadline(scope)
    yield from _proposal(scope)
    yield from _exposure(found, scope)
    yield from _reminders(scope)
    report = found.report
    yield _line("Report", f"Board, {report.period_start} to {report.period_end}")


def _line(label: str, text: str) -> str:
    return f"  {label:<{WIDTH}}{text}"


def _deadline(scope: Scope) -> Iterator[str]:
    """Yield the newest filed entry whose deadline is still open."""
    caused = Deadline.objects.within(scope).open().filter(event__isnull=False)
    newest = caused.select_related("event__entry").order_by(
        "event__entry__illustrative", "-event__entry__filed_date", "due_at", "pk"
    )
    deadline = newest.first()
    if deadline is None or deadline.event is None:
        return
    entry = deadline.event.entry
    yield _line("Docket entry", f"{entry.filed_date}  {entry.text[:90]}")
    why = deadline.citation or deadline.get_basis_display()
    yield _line(
        "Deadline",
        f"{deadline.code}  {deadline.title}: by {deadline.calendared_date} ({why})",
    )


def _proposal(scope: Scope) -> Iterator[str]:
    accepted = Proposal.objects.within(scope).filter(accepted_as__isnull=False)
    proposal = accepted.select_related("accepted_as__risk").order_by("-pk").first()
    if proposal is None or proposal.accepted_as is None:
        return
    yield _line("Assumptions", f"{proposal.accepted_as}  {proposal.why[:90]}")


def _exposure(found: Outcome, scope: Scope) -> Iterator[str]:
    run = found.run
    expected, p95 = (money(figure, run.currency) for figure in (run.expected, run.p95))
    yield _line(
        "Exposure", f"expected {expected}, P95 {p95}, score {run.shown_score} of 100"
    )
    today = Snapshot.objects.within(scope).filter(valuation_date=run.valuation_date)
    moved = today.exclude(change="").select_related("risk").order_by("risk__code")
    for snapshot in moved:
        yield _line("", f"{snapshot.risk.code}: {snapshot.change}")


def _reminders(scope: Scope) -> Iterator[str]:
    sent = Notification.objects.within(scope).filter(state__in=SENT)
    yield _line("Mails", f"{sent.count()} sent")
    for each in sent.select_related("recipient", "deadline").order_by("pk")[:3]:
        about = each.deadline.code if each.deadline else each.get_kind_display()
        yield _line("", f"to {each.recipient}: {about}")
