"""What happened to a deadline and why, and what a decision of a court proposes."""

from risks.engine.sentences.counting import SPAN
from risks.engine.wording import Slot, Template, template
from risks.engine.wording import gettext_noop as _

QUOTE, EITHER, LABEL = Slot.QUOTE, Slot.EITHER, Slot.LABEL

# How much a date moved.
SAME_DAY = template(_("the same day"))
DAY_LATER = template(_("1 day later"))
DAYS_LATER = template(_("%(days)s days later"))
DAY_EARLIER = template(_("1 day earlier"))
DAYS_EARLIER = template(_("%(days)s days earlier"))
MOVE = (SAME_DAY, DAY_LATER, DAYS_LATER, DAY_EARLIER, DAYS_EARLIER)

# Warnings beside a date.
THREE_DAYS_BY_MAIL = template(_("three days more if served by mail, Rule 6(d)"))
NO_COURT = template(
    _("Counted in the company's time zone: the court is not in the list of courts.")
)
REVIEW = Template(text=_("%(rule)s: %(state)s"), slots={"rule": LABEL, "state": LABEL})
EXPORT_PENDING = template(
    _("PRC export not cleared: %(reviews)s."), several=("reviews",), reviews=(REVIEW,)
)
NO_LIMIT_ABROAD = template(
    _("Rule 4(m) sets no limit for service in a foreign country (%(party)s)"),
    party=QUOTE,
)
WOULD_BE = template(_("Counted from its event, it would be due on %(day)s"))
COUNTED_FROM_ENTRY = template(
    _("Counted from the entry: verify the day from which the order counts.")
)
DISPUTED = template(_("Disputed: withdrawal or a later date was requested"))
POLICY = template(_("Policy %(policy)s."), policy=QUOTE)

# Who entered or changed it.
ENTERED = template(_("Entered by %(person)s."), person=QUOTE)
ENTERED_BECAUSE = template(
    _("Entered by %(person)s: %(reason)s"), person=QUOTE, reason=QUOTE
)
ADDED = template(_("Added by %(person)s."), person=QUOTE)
OWNER_AND_BACKUP = template(
    _("Owner %(owner)s, backup %(backup)s, from now on. %(person)s: %(reason)s"),
    owner=QUOTE,
    backup=QUOTE,
    person=QUOTE,
    reason=EITHER,
)
OWNER_ALONE = template(
    _("Owner %(owner)s, no backup, from now on. %(person)s: %(reason)s"),
    owner=QUOTE,
    person=QUOTE,
    reason=QUOTE,
)
CONFIRMED = template(_("Confirmed by %(person)s."), person=QUOTE)
CONFIRMED_BECAUSE = template(
    _("%(request)s Confirmed by %(person)s: %(reason)s"),
    request=EITHER,
    person=QUOTE,
    reason=QUOTE,
)
# Of a change that no second person confirmed.
AFTER_NOTICE = template(
    _("24 hours after the notice of %(asked)s, to which nobody objected.")
)
EFFECTED = template(
    _("%(request)s Took effect: %(agreed)s"), request=EITHER, agreed=(AFTER_NOTICE,)
)
LAPSED_CLOSED = template(_("The deadline was closed after the notice."))
LAPSED_MOVED = template(_("The date of the deadline changed after the notice."))
LAPSED_PEOPLE = template(
    _("The owner or the backup of the deadline changed after the notice.")
)
BY_DOCKET = template(_("The docket: %(reason)s"), reason=EITHER)
MOVED_TO = template(_("Moved to %(day)s. %(note)s"), note=EITHER)

# Closed.
TERMINATED = template(_("The case was terminated before this was imported."))
LONG_PAST = template(
    _(
        "It had passed more than %(days)s days before its entry was read here: nobody "
        "was reminded of it."
    )
)
MET_BY_ENTRY = template(
    _("%(act)s on %(day)s, stated by entry %(number)s of %(filed)s (%(tier)s)."),
    act=LABEL,
    tier=LABEL,
)
MET_BY_AN_ENTRY = template(
    _("%(act)s on %(day)s, stated by an entry of %(filed)s (%(tier)s)."),
    act=LABEL,
    tier=LABEL,
)
ANSWERED = template(_("Answered on %(day)s."))
NOTICE_GIVEN = template(_("Notice given on %(day)s."))
WITH_PARENT = template(
    _("%(code)s is %(status)s: %(reason)s"),
    status=(Template(text=_("met")), Template(text=_("withdrawn"))),
    reason=EITHER,
)

# Moved, or asked to move.
EVENT_MOVED = template(
    _("%(event)s is now dated %(day)s: %(moved)s."), event=LABEL, moved=MOVE
)
START_CORRECTED = template(
    _("The date it runs from is corrected: %(moved)s."), moved=MOVE
)
PLAN_COUNTED = template(_("%(code)s is now counted from its event."))
PLAN_MOVES = template(
    _("Planned until now; counted from %(event)s, it is due on %(day)s."), event=QUOTE
)
PLAN_MOVED = template(
    _("Planned until now; counted from %(event)s, it is due %(moved)s."),
    event=QUOTE,
    moved=MOVE,
)
CANNOT_BE_COUNTED = template(
    _("%(code)s moved; this cannot be counted: %(error)s"), error=QUOTE
)
PARENT_MOVED = template(
    _("%(code)s moved from %(old)s to %(new)s; %(span)s it is"), span=SPAN
)
PARENT_DUE = template(_("%(code)s is due on %(new)s; %(span)s it is"), span=SPAN)
INTERVAL = template(_("It is %(span)s %(code)s now:"), span=SPAN)
_BECAUSE = (PARENT_MOVED, PARENT_DUE, INTERVAL)
SET_BY_PERSON = template(
    _("Set by a person; %(because)s due on %(day)s"), because=_BECAUSE
)
FOLLOWED = template(_("%(because)s %(moved)s."), because=_BECAUSE, moved=MOVE)
FOLLOWED_NOTE = template(
    _("%(because)s %(moved)s. %(note)s"), because=_BECAUSE, moved=MOVE, note=EITHER
)
INTERVAL_ASKED = template(
    _("%(because)s %(day)s. %(note)s"), because=_BECAUSE, note=EITHER
)

# Superseded by a later entry.
ENTRY = template(_("Entry %(number)s of %(day)s"))
AN_ENTRY = template(_("An entry of %(day)s"))
_ENTRY = (ENTRY, AN_ENTRY)
VACATED = template(_("%(entry)s vacates %(day)s: %(words)s"), entry=_ENTRY, words=QUOTE)
DECIDED = template(
    _("%(entry)s decides the motion on %(day)s, before its hearing."), entry=_ENTRY
)
REPLACED = template(
    _("%(code)s takes its place, due %(day)s, %(moved)s: %(words)s %(entry)s."),
    moved=MOVE,
    words=QUOTE,
    entry=_ENTRY,
)
RULE_REPLACED = template(
    _("%(citation)s replaces its rule: %(code)s, due %(day)s, %(moved)s."),
    citation=QUOTE,
    moved=MOVE,
)
RULE_CORRECTED = template(
    _("%(citation)s was corrected: %(moved)s."), citation=QUOTE, moved=MOVE
)
RULE_POSTPONES = template(
    _("%(citation)s was corrected: it is due %(day)s, %(moved)s."),
    citation=QUOTE,
    moved=MOVE,
)
# As releases before composed it; SET_BY_COURT may quote it.
_REPLACED = template(
    _("%(code)s stands in its place, due %(day)s, %(moved)s: %(words)s %(entry)s."),
    moved=MOVE,
    words=QUOTE,
    entry=_ENTRY,
)
SET_BY_COURT = template(
    _("The court set a date for it. %(replaced)s"), replaced=(REPLACED, _REPLACED)
)
EARLIER_COUNTS = template(
    _("Whichever is earlier counts (%(citation)s): %(code)s, due %(day)s, %(moved)s."),
    citation=QUOTE,
    moved=MOVE,
)
RUNS_ANEW = template(
    _("The time starts again (%(citation)s): %(code)s, due %(day)s, %(moved)s."),
    citation=QUOTE,
    moved=MOVE,
)
NEEDLESS = template(_("It is no longer needed: %(act)s on %(day)s."), act=LABEL)
LATER_COUNTS = template(
    _("Whichever is later counts (%(citation)s): %(code)s runs to %(day)s, %(moved)s."),
    citation=QUOTE,
    moved=MOVE,
)
NOT_SO = template(_("The entry does not say so: %(reason)s"), reason=QUOTE)
CORRECTED = template(_("Corrected to %(event)s: %(reason)s"), event=QUOTE, reason=QUOTE)
CORRECTED_IN_PLACE = template(
    _(
        "Corrected to %(event)s: %(reason)s %(code)s takes its place, due %(day)s, "
        "%(moved)s."
    ),
    event=QUOTE,
    reason=QUOTE,
    moved=MOVE,
)

# Proposals of changed assumptions.
DECISION = template(
    _("%(event)s, %(day)s, from the entry of %(filed)s (%(tier)s): %(words)s"),
    event=LABEL,
    tier=LABEL,
    words=QUOTE,
)
DECISION_ABOUT = template(
    _(
        "%(event)s (%(subject)s), %(day)s, from the entry of %(filed)s (%(tier)s): "
        "%(words)s"
    ),
    event=LABEL,
    subject=QUOTE,
    tier=LABEL,
    words=QUOTE,
)
READ_AGAIN = template(
    _("Review the odds of: %(claims)s. %(decision)s"),
    claims=QUOTE,
    decision=(DECISION, DECISION_ABOUT),
)
