"""Why a date cannot be computed from the rules."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

QUOTE = Slot.QUOTE

UNKNOWN_COURT = template(
    _("%(id)s is not the id of a court known here, such as cacd or nysd"), id=QUOTE
)
NEAR_COURT = template(
    _("%(id)s is not the id of a court known here; did you mean %(near)s?"), id=QUOTE
)
