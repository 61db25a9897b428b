"""The reminder of a deadline: what, by when, why, and why to you."""

from collections.abc import Iterator
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from risks.alerts.emails.columns import table
from risks.alerts.emails.letters import write
from risks.alerts.emails.links import acknowledge_page, case_page, snooze_page
from risks.alerts.emails.reasons import answer_by, why_this_date, why_you
from risks.alerts.emails.wording import (
    days_left,
    long_day,
    on_clock,
    one_line,
    short_day,
)
from risks.alerts.models import Notification
from risks.alerts.queries.kinds.deadline import working_day, working_moment
from risks.alerts.queries.limits import sending_limits
from risks.cases.models import ComplianceObligation, Deadline, ObligationPeriod
from risks.cases.queries import disputed_deadlines
from risks.clock import known_zone
from risks.engine.time.courts import UnknownCourt, court

# By the kind of an obligation: what its date asks for.
ASKED: dict[str, str] = {
    ComplianceObligation.Kind.LICENCE: gettext_noop("Licence to renew"),
    ComplianceObligation.Kind.FILING: gettext_noop("Filing to make"),
    ComplianceObligation.Kind.AGREEMENT: gettext_noop("Agreement to renew"),
    ComplianceObligation.Kind.PLEDGE: gettext_noop("Pledge to renew"),
    ComplianceObligation.Kind.INSURANCE: gettext_noop("Insurance to renew"),
    ComplianceObligation.Kind.OTHER: gettext_noop("Obligation to meet"),
}


def deadline_due(
    row: Notification,
    deadline: Deadline,
    *,
    titles: bool,
    calendar: bytes,
    now: datetime,
) -> EmailMessage:
    """Of a restricted matter the mail carries codes in place of titles."""
    day = working_day(deadline)
    moment = working_moment(deadline)
    acknowledge = acknowledge_page(row)
    reader_tz = known_zone(row.recipient.time_zone, otherwise=deadline.tz).key
    walled = _walled(deadline)
    title = one_line(deadline.title) if titles and not walled else ""
    facts = list(_facts(deadline, moment=moment, reader_tz=reader_tz, walled=walled))
    ours = deadline.whose == Deadline.Whose.OURS
    context = {
        "code": deadline.code,
        "title": title or _("Deadline %(code)s") % {"code": deadline.code},
        "what": _what(deadline, title=title, critical=row.critical),
        "critical": row.critical,
        "late": row.late or now - row.fire_at > sending_limits().late_after,
        "passed": moment <= now,
        "whose": deadline.whose,
        "disputed": disputed_deadlines().filter(pk=deadline.pk).exists(),
        "ours": ours,
        "day": long_day(day),
        "short_day": short_day(day),
        "left": days_left(day, today=deadline.today(now), ours=ours),
        "facts": facts,
        "fact_table": table(facts),
        "why_date": list(why_this_date(deadline, walled=walled)),
        "why_you": list(why_you(row, deadline)),
        "answer_by": answer_by(row, due_at=moment, now=now) if acknowledge else "",
        "acknowledge": acknowledge,
        "snooze": "" if moment <= now else snooze_page(row),
        "address": case_page(deadline),
        "is_obligation": deadline.period is not None,
    }
    message = write("deadline_due", row=row, context=context, now=now)
    message.attach(f"{deadline.code}.ics", calendar, "text/calendar")
    return message


def _what(deadline: Deadline, *, title: str, critical: bool) -> str:
    """What is due in which matter; of a restricted one its type and its code."""
    case = deadline.case
    if title and deadline.period:
        kind = _(ASKED[deadline.period.obligation.kind])
        known = {"kind": kind, "title": one_line(title, limit=60)}
        what = _("%(kind)s: %(title)s") % known
        return f"{what} · {one_line(str(deadline.company), limit=40)}"
    if title:
        matter = case.caption if case else str(deadline.company)
        return f"{one_line(title, limit=60)} · {one_line(matter, limit=40)}"
    known = {"matter": one_line(case.code if case else str(deadline.company), limit=40)}
    if deadline.whose == Deadline.Whose.OPPONENT:
        return _("Their deadline in %(matter)s") % known
    if deadline.whose == Deadline.Whose.COURT:
        return _("Court date in %(matter)s") % known
    if critical:
        return _("Critical deadline in %(matter)s") % known
    return _("Deadline in %(matter)s") % known


def _walled(deadline: Deadline) -> bool:
    return bool(deadline.case and deadline.case.restricted_matter_id)


def _facts(
    deadline: Deadline, *, moment: datetime, reader_tz: str, walled: bool
) -> Iterator[tuple[str, str]]:
    here = _("Court time") if deadline.case else _("Local time")
    if deadline.has_hour:
        yield here, on_clock(moment, tz=deadline.tz)
        if reader_tz != deadline.tz:
            yield _("Your time"), on_clock(moment, tz=reader_tz)
    else:
        day = short_day(working_day(deadline))
        yield here, _("%(day)s, no hour set") % {"day": day}
    yield from _matter(deadline, walled=walled)
    if deadline.whose != Deadline.Whose.OURS:
        yield _("Party that must act"), _(deadline.get_whose_display())
    severity = deadline.Severity("critical" if deadline.is_critical else "normal").label
    known = {"code": deadline.code, "severity": _(str(severity))}
    yield _("Deadline"), _("%(code)s (%(severity)s)") % known


def _matter(deadline: Deadline, *, walled: bool) -> Iterator[tuple[str, str]]:
    case = deadline.case
    if case is None:
        yield _("Company"), one_line(str(deadline.company))
        if deadline.period:
            yield from _obligation(deadline.period)
        return
    code = one_line(case.code)
    if walled:
        yield (
            _("Case"),
            _("%(code)s (restricted: details after sign-in)") % {"code": code},
        )
        return
    yield _("Case"), f"{code} {one_line(case.caption)}"
    yield _("Court"), f"{_court(case.court_id)}, {one_line(case.docket_number)}"


def _obligation(period: ObligationPeriod) -> Iterator[tuple[str, str]]:
    row = period.obligation
    if row.entity:
        yield _("Entity"), one_line(row.entity.name)
    yield _(ASKED[row.kind]), one_line(row.title)
    if row.authority:
        yield _("Authority or counterparty"), one_line(row.authority)
    if row.reference:
        yield _("Number"), one_line(row.reference)
    yield _("Period ends"), short_day(period.ends_on)


def _court(court_id: str) -> str:
    try:
        return court(court_id).short
    except UnknownCourt:
        return one_line(court_id)
