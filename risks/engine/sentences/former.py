"""Sentences as earlier releases composed them: recognised in old rows, never composed.

See decision 15. Each is the older form of a template of another module.
"""

from risks.engine.sentences.docket import DECISION, DECISION_ABOUT, MOVE
from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

QUOTE, LABEL = Slot.QUOTE, Slot.LABEL

template(_("Counted on the company's clock: its court is not known here."))
template(_("Counted from its event it would be %(day)s"))
template(_("%(event)s is now of %(day)s: %(moved)s."), event=LABEL, moved=MOVE)
template(_("%(code)s is counted from its event now."))
template(_("It was a plan; counted from %(event)s it is %(day)s."), event=QUOTE)
template(
    _("It was a plan; counted from %(event)s, %(moved)s."), event=QUOTE, moved=MOVE
)
template(
    _("The time runs anew (%(citation)s): %(code)s, due %(day)s, %(moved)s."),
    citation=QUOTE,
    moved=MOVE,
)
template(
    _(
        "Corrected to %(event)s: %(reason)s %(code)s stands in its place, due %(day)s, "
        "%(moved)s."
    ),
    event=QUOTE,
    reason=QUOTE,
    moved=MOVE,
)
template(
    _("Read the odds again of: %(claims)s. %(decision)s"),
    claims=QUOTE,
    decision=(DECISION, DECISION_ABOUT),
)

# Of operating.
template(
    _(
        "Nobody is reminded of %(kind)s %(number)s (%(label)s): whom its policy names, "
        "and who stands in their place, is inactive or may not see it."
    ),
    label=LABEL,
)
template(
    _(
        "%(held)s reminders wait: %(most)s have left within the hour, the most that "
        "REMINDERS_PER_HOUR allows. Critical ones go on."
    )
)
template(
    _(
        "%(repaired)s reminders of open deadlines had no row and were put back. Find "
        "out what removed them."
    )
)
template(_("it is due no longer"))
template(_("is no web address"))
template(_("is no plain web address"))
template(_("leads to this machine, where no court is"))
