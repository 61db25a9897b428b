"""Why a date of a company's listing is no longer due, or due again."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

NO_LONGER = template(_("The listing profile no longer makes it due."))
AGAIN = template(
    _("The listing profile makes it due again, changed by %(person)s."),
    person=Slot.QUOTE,
)
RECORDED = template(_("The day that it waited for is recorded: %(day)s."))
PEOPLE_CHANGED = template(_("The people of the listing profile changed."))
