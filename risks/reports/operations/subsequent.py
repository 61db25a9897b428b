"""The controller says what counts at a reporting date although it came after it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.register.models import Assumptions, Company, Risk
from risks.reports.models import AuthorisationForIssue, SubsequentAssumptions
from risks.reports.operations.refusals import ContingencyRefused
from risks.reports.queries.subsequent import authorised_on


def state_authorisation(
    company: Company, *, on: date, day: date, by: Person, now: datetime
) -> AuthorisationForIssue:
    """State when the accounts are authorised for issue; raises `ContingencyRefused`."""
    if day < on:
        raise ContingencyRefused(
            _("%(code)s, authorised for issue: must not be before %(on)s.")
            % {"code": company.code, "on": f"{on:%-d %B %Y}"},
            field="authorised_on",
        )
    row, _created = AuthorisationForIssue.objects.update_or_create(
        company=company,
        reporting_date=on,
        defaults={"authorised_on": day, "stated_by": by, "stated_at": now},
    )
    return row


def mark_subsequent(
    version: Assumptions,
    *,
    on: date,
    is_adjusting: bool,
    reason: str,
    by: Person,
    now: datetime,
) -> SubsequentAssumptions:
    """Say whether a version of after the date counts at it.

    Raises `ContingencyRefused`, and then stores nothing.
    """
    with transaction.atomic():
        risk = Risk.objects.select_for_update().get(pk=version.risk_id)
        where = {"code": risk.code, "number": version.number}
        if version.effective_date <= on:
            raise ContingencyRefused(
                _("%(code)s, assumptions %(number)s: of the reporting date already.")
                % where
            )
        cut_off = authorised_on(risk.company, on=on)
        if cut_off is not None and version.effective_date > cut_off:
            raise ContingencyRefused(
                _(
                    "%(code)s, assumptions %(number)s: took effect after the accounts "
                    "were authorised for issue (IAS 10.3)."
                )
                % where
            )
        if by == version.author:
            raise ContingencyRefused(
                _(
                    "%(code)s, assumptions %(number)s: you wrote them, so somebody "
                    "else must mark them."
                )
                % where
            )
        if not reason.strip():
            raise ContingencyRefused(
                _("%(code)s, assumptions %(number)s: enter the reason.") % where,
                field="reason",
            )
        return SubsequentAssumptions.objects.create(
            assumptions=version,
            reporting_date=on,
            is_adjusting=is_adjusting,
            reason=reason.strip(),
            marked_by=by,
            marked_at=now,
        )
