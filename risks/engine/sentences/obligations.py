"""How the date of an obligation is counted, and how a period was closed."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

QUOTE = Slot.QUOTE

# How the date is counted.
ENDS = template(_("The period ends on %(day)s."))
DAYS_BEFORE = template(_("%(number)s days before the end of the period: %(day)s."))
ONE_DAY_BEFORE = template(_("One day before the end of the period: %(day)s."))
FOLLOWS = template(_("It follows the period that ended on %(day)s."))
REOPENED = template(
    _("Opened again by %(person)s: %(reason)s"), person=QUOTE, reason=QUOTE
)
CORRECTED = template(
    _("Corrected by %(person)s: %(reason)s"), person=QUOTE, reason=QUOTE
)

# How a period was closed.
RENEWED = template(
    _(
        "Done on %(day)s: %(note)s. Evidence: %(evidence)s. The next period ends on "
        "%(end)s."
    ),
    note=QUOTE,
    evidence=QUOTE,
)
DONE = template(
    _("Done on %(day)s: %(note)s. Evidence: %(evidence)s. It does not renew."),
    note=QUOTE,
    evidence=QUOTE,
)
LAPSED = template(_("Lapsed on %(day)s: %(note)s."), note=QUOTE)
ENDED = template(_("Ended on %(day)s: %(note)s."), note=QUOTE)
MISTAKEN = template(
    _("The record that opened it was a mistake. %(person)s: %(reason)s"),
    person=QUOTE,
    reason=QUOTE,
)
