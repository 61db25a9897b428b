"""How a date was counted, step by step, and what is doubtful about it."""

from risks.engine.wording import Slot, Template, template
from risks.engine.wording import gettext_noop as _

QUOTE, EITHER, LABEL = Slot.QUOTE, Slot.EITHER, Slot.LABEL

# Periods and intervals.
PERIODS = {
    "hours": (template(_("1 hour")), template(_("%(number)s hours"))),
    "days": (template(_("1 day")), template(_("%(number)s days"))),
    "weeks": (template(_("1 week")), template(_("%(number)s weeks"))),
    "months": (template(_("1 month")), template(_("%(number)s months"))),
    "years": (template(_("1 year")), template(_("%(number)s years"))),
    "business days": (
        template(_("1 business day")),
        template(_("%(number)s business days")),
    ),
    "court days": (template(_("1 court day")), template(_("%(number)s court days"))),
}
_PERIOD = tuple(each for pair in PERIODS.values() for each in pair)
SPANS = {
    ("days", "before"): (
        template(_("1 day before")),
        template(_("%(number)s days before")),
    ),
    ("days", "after"): (
        template(_("1 day after")),
        template(_("%(number)s days after")),
    ),
    ("court_days", "before"): (
        template(_("1 court day before")),
        template(_("%(number)s court days before")),
    ),
    ("court_days", "after"): (
        template(_("1 court day after")),
        template(_("%(number)s court days after")),
    ),
    ("business_days", "before"): (
        template(_("1 business day before")),
        template(_("%(number)s business days before")),
    ),
    ("business_days", "after"): (
        template(_("1 business day after")),
        template(_("%(number)s business days after")),
    ),
}
SPAN = tuple(each for pair in SPANS.values() for each in pair)

# Why a court is closed. Other lists name their days themselves.
WEEKEND = template(_("weekend"))
STATE_HOLIDAY = template(_("holiday of the court's state"))
NEW_YEAR = template(_("New Year's Day"))
JUNETEENTH = template(_("Juneteenth National Independence Day"))
INDEPENDENCE = template(_("Independence Day"))
VETERANS = template(_("Veterans Day"))
CHRISTMAS = template(_("Christmas Day"))
KING = template(_("Birthday of Martin Luther King, Jr."))
WASHINGTON = template(_("Washington's Birthday"))
MEMORIAL = template(_("Memorial Day"))
LABOR = template(_("Labor Day"))
COLUMBUS = template(_("Columbus Day"))
THANKSGIVING = template(_("Thanksgiving Day"))
OBSERVED = template(_("%(holiday)s, observed"), holiday=EITHER)
IN_STATE_LIST = template(_("%(holiday)s, in the list of %(state)s"), holiday=EITHER)

# Of the counting rule.
COURTS_RULE = template(_("the court's Rule 6"))
EXCLUDE = template(
    _("Exclude the trigger day, %(day)s (%(cite)s(a)(1)(A))."), cite=EITHER
)
COUNT_AFTER = template(
    _("Count %(period)s after it, every day included: %(day)s (%(cite)s(a)(1)(B))."),
    period=_PERIOD,
    cite=EITHER,
)
COUNT_BEFORE = template(
    _("Count %(period)s before it, every day included: %(day)s (%(cite)s(a)(1)(B))."),
    period=_PERIOD,
    cite=EITHER,
)
START_AT = template(_("Start at %(time)s on %(day)s (%(cite)s(a)(2)(A))."), cite=EITHER)
HOURS_AFTER = template(
    _(
        "Count %(period)s after it, every hour included, across any change of clocks: "
        "%(time)s on %(day)s (%(cite)s(a)(2)(B))."
    ),
    period=_PERIOD,
    cite=EITHER,
)
HOURS_BEFORE = template(
    _(
        "Count %(period)s before it, every hour included, across any change of clocks: "
        "%(time)s on %(day)s (%(cite)s(a)(2)(B))."
    ),
    period=_PERIOD,
    cite=EITHER,
)
ENDS_AT = template(
    _("It ends at %(time)s on %(day)s (%(cite)s(a)(2)(C))."), cite=EITHER
)
LAST_DAY = template(_("The last day is %(day)s (%(cite)s(a)(1)(C))."), cite=EITHER)
SERVICES = (_("electronic"), _("personal"))
NO_DAYS_ADDED = template(
    _("Service was %(service)s: no days are added (%(rule)s)."),
    service=LABEL,
    rule=EITHER,
)
BY_MAIL, BY_CLERK, BY_CONSENT = (
    _("by mail"),
    _("by leaving it with the clerk"),
    _("by other agreed means"),
)
DAYS_ADDED = template(
    _("Add 3 days for service %(means)s: %(day)s (%(rule)s)."), means=LABEL, rule=EITHER
)
ROLL_FORWARD = template(
    _("%(day)s is not a court day (%(why)s): continue forward."), why=EITHER
)
ROLL_BACKWARD = template(
    _("%(day)s is not a court day (%(why)s): continue backward."), why=EITHER
)
INACCESSIBLE = template(
    _(
        "The clerk's office was reported inaccessible on %(day)s: run on to the first "
        "accessible court day (%(cite)s(a)(3))."
    ),
    cite=EITHER,
)
STATE_HOLIDAYS = template(
    _("State holidays do not count before an event (%(cite)s(a)(6)(C))."), cite=EITHER
)

# Of a counting rule abroad, whose paragraphs are not those of Rule 6.
PLAIN_EXCLUDE = template(_("Exclude the trigger day, %(day)s (%(cite)s)."), cite=QUOTE)
PLAIN_COUNT_AFTER = template(
    _("Count %(period)s after it, every day included: %(day)s (%(cite)s)."),
    period=_PERIOD,
    cite=QUOTE,
)
PLAIN_COUNT_BEFORE = template(
    _("Count %(period)s before it, every day included: %(day)s (%(cite)s)."),
    period=_PERIOD,
    cite=QUOTE,
)
PLAIN_LAST_DAY = template(_("The last day is %(day)s (%(cite)s)."), cite=QUOTE)
PLAIN_INACCESSIBLE = template(
    _(
        "The registry was reported closed on %(day)s: run on to the next court day "
        "(%(cite)s)."
    ),
    cite=QUOTE,
)
PLAIN_ONLY_IF_INACCESSIBLE = template(
    _(
        "the later date holds only if the registry was closed on %(day)s (%(cite)s); "
        "rely on it once an order confirms it"
    ),
    cite=QUOTE,
)

# Of a period in business days or court days, and of what expires.
WORKING_AFTER = template(
    _("Count %(period)s after it, closed days left out: %(day)s."), period=_PERIOD
)
WORKING_BEFORE = template(
    _("Count %(period)s before it, closed days left out: %(day)s."), period=_PERIOD
)
EXPIRES = template(
    _("%(day)s is not a court day (%(why)s), and what expires may end on it."),
    why=EITHER,
)
RUNS_ON = template(
    _(
        "whether what ends on %(day)s (%(why)s) runs on to the next court day under "
        "%(cite)s(a)(1)(C) is unsettled"
    ),
    why=EITHER,
    cite=EITHER,
)

# A day that is not moved, and the day by which people work.
NAMED = template(_("The court named %(day)s; a date certain is not moved."))
NO_COURT_DAY = template(_("%(day)s is not a court day (%(why)s)"), why=EITHER)
NO_WORKING_DAY = template(_("%(day)s is not a working day (%(why)s)"), why=EITHER)
DAY_BEFORE = template(
    _("%(why)s: work to the day before."), why=(NO_COURT_DAY, NO_WORKING_DAY)
)
PROVISIONAL = template(
    _(
        "Provisional: the State Council's calendar of %(year)s is not known here; days "
        "off and the weekends worked for them may move this date."
    )
)

PROVISIONAL_HONG_KONG = template(
    _(
        "Provisional: the gazetted general holidays of %(year)s are not known here; "
        "another holiday may move this date."
    )
)
PROVISIONAL_SINGAPORE = template(
    _(
        "Provisional: the published public holidays of %(year)s are not known here; "
        "another holiday may move this date."
    )
)

# Doubts, and the other reading.
UNSETTLED = template(
    _("whether %(day)s (%(why)s) is a legal holiday under %(cite)s(a)(6) is unsettled"),
    why=EITHER,
    cite=EITHER,
)
ONLY_IF_INACCESSIBLE = template(
    _(
        "the later date holds only if the clerk's office was inaccessible on %(day)s "
        "(%(cite)s(a)(3)); rely on it once an order confirms it"
    ),
    cite=EITHER,
)
TWICE = template(_("%(time)s on %(day)s occurred twice"))
MADE_WORKING = template(_("a weekend may be made a working day in %(year)s"))
REASON = template(
    _("%(doubts)s."),
    several=("doubts",),
    doubts=(
        UNSETTLED,
        ONLY_IF_INACCESSIBLE,
        PLAIN_ONLY_IF_INACCESSIBLE,
        RUNS_ON,
        TWICE,
        MADE_WORKING,
        NO_COURT_DAY,
        NO_WORKING_DAY,
    ),
)
AT_TIME = Template(text=_("%(time)s on %(day)s"))
_END = (AT_TIME, Slot.FIGURE)
LATE_DATE = template(
    _("The late date is %(end)s. %(reason)s"), end=_END, reason=(REASON,)
)
EARLIEST_DATE = template(
    _("The earliest date is %(end)s. %(reason)s"), end=_END, reason=(REASON,)
)

# Dependent deadlines.
COUNTED = template(_("%(span)s %(anchor)s: %(day)s."), span=SPAN)
NEXT_BEFORE = template(
    _("%(day)s is not a court day (%(why)s): take the next one before it."), why=EITHER
)
NEXT_AFTER = template(
    _("%(day)s is not a court day (%(why)s): take the next one after it."), why=EITHER
)

# Disclosures of a listed company.
NAMED_AFTER = template(
    _("%(period)s after %(event)s: %(day)s (%(citation)s)."),
    period=_PERIOD,
    citation=QUOTE,
)
NAMED_BEFORE = template(
    _("%(period)s before %(event)s: %(day)s (%(citation)s)."),
    period=_PERIOD,
    citation=QUOTE,
)
MONTH_END_AFTER = template(
    _("%(period)s after %(event)s: %(day)s, the last day of the month (%(citation)s)."),
    period=_PERIOD,
    citation=QUOTE,
)
MONTH_END_BEFORE = template(
    _(
        "%(period)s before %(event)s: %(day)s, the last day of the month "
        "(%(citation)s)."
    ),
    period=_PERIOD,
    citation=QUOTE,
)
WORKING_DAYS = template(
    _("Exclude %(day)s; count working days (%(citation)s)."), citation=QUOTE
)
NOT_WORKED = template(_("%(day)s is not worked (%(why)s)."), why=EITHER)
WORKING_DAY = template(_("Working day %(number)s: %(day)s."))
MADE_UP_DAY = template(
    _("Working day %(number)s: %(day)s (a weekend worked for a day off).")
)
WORKING_DAY_BEFORE = template(
    _("%(doubt)s: work to the working day before."), doubt=(MADE_WORKING,)
)
