"""Why a deadline becomes moot with the end of a case, or stays open."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

QUOTE, EITHER, LABEL = Slot.QUOTE, Slot.EITHER, Slot.LABEL

SET_LATER = template(_("It was set by the same docket entry or a later one."))
OWED_ANYWAY = template(_("It is still due after the end of the case."))
NOT_THEIRS = template(_("It is not the other side's to file."))
THEY_FILED = template(_("The other side has filed it."))
OTHER_FILING = template(_("The filing is not what is due here."))
MOTION_HEARING = template(_("It is a hearing of the motion that was withdrawn."))
MOTION_PAPER = template(_("It belongs to the motion that was withdrawn."))
OTHER_MOTION = template(_("It does not belong to the motion that was withdrawn."))
PART_UNKNOWN = template(
    _("A person must decide whether it concerns the dismissed claims.")
)
PARTY_ALONE = template(
    _("It concerns only %(party)s, who has left the case."), party=QUOTE
)
PARTY_UNKNOWN = template(
    _("The docket entry does not name the party: a person must decide.")
)
PARTY_UNSURE = template(
    _("The docket does not say whether it concerns %(party)s: a person must decide."),
    party=QUOTE,
)
NOT_PARTY_ALONE = template(_("It does not concern that party only."))
NOT_DISCOVERY = template(_("It is not about discovery."))
OTHER_COURT = template(_("The date was set by the court that no longer has the case."))
GOES_ON = template(_("The period continues in the other court."))
SUSPENDED = template(_("It is suspended until the stay is lifted."))
COURT_DAY = template(_("The day in court is no longer needed."))
THEIRS_GONE = template(_("The other side no longer owes it."))
NOT_OWED = template(_("It is no longer owed."))
PARENT_LISTED = template(
    _("It depends on %(code)s %(title)s, which is on this list."), title=QUOTE
)
PARENT_STAYS = template(
    _("It depends on %(code)s %(title)s, which stays open."), title=QUOTE
)
PARENT_UNDECIDED = template(
    _("It depends on %(code)s %(title)s, which a person must decide."), title=QUOTE
)
PREPARES = template(_("It prepares for a deadline that is on this list."))
PUT_ON = template(_("A person put it on the list."))

SET_SINCE = template(
    _("A docket entry set it after the case ended: check whether it is still due.")
)

# What asked for the list, and with what a deadline was closed.
BY_ENTRY = template(_("Docket entry %(number)s of %(day)s: “%(words)s”."), words=QUOTE)
BY_AN_ENTRY = template(_("A docket entry of %(day)s: “%(words)s”."), words=QUOTE)
TERMINATED_ON = template(
    _("The docket page says that the case was terminated on %(day)s.")
)
CLOSED_HERE = template(_("The case is closed, and a new docket entry sets a date."))
CLOSED_WITH = template(
    _("Closing list, %(kind)s: %(reason)s %(why)s"),
    kind=LABEL,
    reason=EITHER,
    why=EITHER,
)
