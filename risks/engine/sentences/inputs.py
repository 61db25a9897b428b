"""The words by which inputs of a risk are stated, and how inputs differ."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

NOT_STATED = template(_("not stated"))
EXCHANGE_RATES = template(_("exchange rates"))
METHOD = template(_("method changed"))
LEFT = template(_("%(risk)s left"), risk=Slot.QUOTE)
CHANGED = template(_("%(risk)s changed"), risk=Slot.QUOTE)
CAME = template(_("%(risk)s entered"), risk=Slot.QUOTE)

# Words that a document may state for a value.
YES, NO = template(_("yes")), template(_("no"))
STATED = (
    YES,
    NO,
    # How much a driver moves a risk.
    template(_("none")),
    template(_("weak")),
    template(_("moderate")),
    template(_("strong")),
    # What a court decided.
    template(_("denied")),
    template(_("passed")),
    template(_("granted")),
    template(_("ended")),
    template(_("liable")),
    template(_("not liable")),
    template(_("wilful")),
    template(_("not wilful")),
    template(_("innocent")),
    template(_("not innocent")),
    template(_("awarded")),
    template(_("not awarded")),
    template(_("taken")),
    template(_("not taken")),
    template(_("reversed")),
    template(_("affirmed")),
    # What a reversal leads to, and how a liability is measured.
    template(_("ends")),
    template(_("remand")),
    template(_("single")),
    template(_("population")),
    template(_("range")),
)
