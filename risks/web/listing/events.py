"""The events of a company, and the periods that they start, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from risks.engine.time.disclosure import CompanyEvent
from risks.engine.time.listing.profile import Condition
from risks.engine.time.periods import Direction
from risks.engine.time.rules import Counting, Rule
from risks.sentences import translated

COMPANY_EVENTS = {
    CompanyEvent.FISCAL_YEAR_END: gettext_lazy("End of the financial year"),
    CompanyEvent.HALF_YEAR_END: gettext_lazy("End of the half-year"),
    CompanyEvent.GENERAL_MEETING: gettext_lazy("General meeting"),
    CompanyEvent.CSRC_EVENT: gettext_lazy("Event to report to the CSRC"),
    CompanyEvent.CSRC_APPLICATION: gettext_lazy("Listing application submitted"),
    CompanyEvent.CSRC_FOLLOW_ON: gettext_lazy("Follow-on offering completed"),
    CompanyEvent.MONTH_END: gettext_lazy("End of the month"),
    CompanyEvent.SHARES_CHANGED: gettext_lazy("Issued shares changed"),
    CompanyEvent.RESULTS_APPROVED: gettext_lazy("Results approved"),
    CompanyEvent.BOARD_MEETING: gettext_lazy("Board meeting"),
    CompanyEvent.ANNUAL_RESULTS: gettext_lazy("Annual results published"),
    CompanyEvent.INTERIM_RESULTS: gettext_lazy("Interim results published"),
    CompanyEvent.REPORT_PRINTED: gettext_lazy("Annual report printed"),
    CompanyEvent.SHARES_LISTED: gettext_lazy("Shares listed"),
    CompanyEvent.INTEREST_CHANGED: gettext_lazy("Interest in shares changed"),
    CompanyEvent.REGISTER_CLOSED: gettext_lazy("Register of members closed"),
}

CONDITIONS = {
    Condition.APPLICANT: gettext_lazy("Applicant"),
    Condition.LISTED: gettext_lazy("Listed company"),
    Condition.WEIGHTED_VOTING_RIGHTS: gettext_lazy("Weighted voting rights"),
    Condition.CONTRACTUAL_ARRANGEMENTS: gettext_lazy("Contractual arrangements (VIE)"),
    Condition.CONNECTED_TRANSACTIONS: gettext_lazy("Continuing connected transactions"),
    Condition.CSRC_FILING: gettext_lazy("CSRC filing"),
}


def needs_of(rule: Rule) -> str:
    """Return what a company's listing profile must say for its rule to bind."""
    needed = ", ".join(str(CONDITIONS[need]) for need in sorted(rule.needs))
    return needed or _("Every company")


def period_of(rule: Rule) -> str:
    """Return a rule's period and direction, such as "3 working days after"."""
    if rule.counting is Counting.WORKING_DAYS:
        words = ngettext(
            "%(number)s working day after",
            "%(number)s working days after",
            rule.period.number,
        )
        return words % {"number": rule.period.number}
    period = translated(str(rule.period))
    if rule.direction is Direction.AFTER:
        return _("%(period)s after") % {"period": period}
    return _("%(period)s before") % {"period": period}
