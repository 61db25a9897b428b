"""What operators are told: alarms, refused addresses, and why a mail was not sent."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

QUOTE, EITHER, LABEL = Slot.QUOTE, Slot.EITHER, Slot.LABEL

# Nobody is reminded.
NOBODY = template(
    _(
        "its owner, its backup, their supervisors and the compliance list are inactive "
        "or may not see it"
    )
)
NOT_PLANNED = template(_("no reminder can be planned: %(fault)s"))
NOT_STORED = template(_("its reminders cannot be stored: %(fault)s"))
UNREACHABLE = template(
    _("Nobody is reminded of deadline %(code)s: %(why)s."),
    why=(NOBODY, NOT_PLANNED, NOT_STORED),
)
ONE_REACHED = template(
    _(
        "Critical deadline %(code)s reminds one person who can be reached. Name an "
        "owner and a backup, each active, with an address, and allowed to see it."
    )
)
NONE_REACHED = template(
    _(
        "Critical deadline %(code)s reminds nobody who can be reached. Name an owner "
        "and a backup, each active, with an address, and allowed to see it."
    )
)
UNTOLD = template(
    _(
        "Nobody is reminded of %(kind)s %(number)s (%(label)s): the people that its "
        "policy names, and those who stand in for them, are inactive or have no access."
    ),
    label=LABEL,
)
UNDELIVERED = template(
    _(
        "Nobody could be reminded of %(subject)s (%(lead)s); the last one tried was "
        "%(person)s: %(error)s"
    ),
    subject=QUOTE,
    person=QUOTE,
    error=QUOTE,
)
UNANSWERED = template(
    _(
        "Nobody has acknowledged %(subject)s (%(lead)s); the last one asked was "
        "%(person)s."
    ),
    subject=QUOTE,
    person=QUOTE,
)

# Reminders do not flow.
UNPLANNED_KIND = template(
    _("Reminders of the kind '%(kind)s' cannot be planned: %(fault)s."), kind=LABEL
)
UNPLANNED = template(_("Reminders cannot be planned: %(fault)s"))
HELD = template(
    _(
        "%(held)s reminders are waiting: %(most)s were sent within the last hour, the "
        "most that REMINDERS_PER_HOUR allows. Critical ones are still sent."
    )
)
REPAIRED = template(
    _(
        "%(repaired)s reminders of open deadlines were missing and were added again. "
        "Find out what removed them."
    )
)
UNSENT_DIGESTS = template(
    _("%(unsent)s digests could not be sent; the next run tries again.")
)

# What came back.
FOLDER_UNREADABLE = template(
    _("BOUNCE_MAILDIR cannot be read: %(fault)s."), fault=QUOTE
)
REPORT_UNREADABLE = template(
    _(
        "A report of a failed delivery cannot be read. It is kept, with any that "
        "follow, in BOUNCE_MAILDIR: %(file)s. See whom it is about."
    ),
    file=QUOTE,
)
UNSIGNED_REPORT = template(
    _(
        "An unsigned report says that the mail about %(subject)s did not reach "
        "%(person)s (%(status)s). Ask them, and check the address."
    ),
    subject=QUOTE,
    person=QUOTE,
    status=QUOTE,
)

# Why a planned reminder was not sent.
NOT_DUE = template(_("it is no longer due"))
MOVED = template(_("the deadline has moved"))
NOT_INFORMED = template(_("the recipient is inactive or may not see the matter"))
NOT_NAMED = template(_("somebody else is responsible now"))

# An address that may not be requested.
NO_ADDRESS = template(_("is not a web address"))
NO_PLAIN_ADDRESS = template(_("is not a plain web address"))
ONLY_HTTPS = template(_("only https, except on loopback"))
THIS_MACHINE = template(_("leads to this machine, not to a court"))
