"""Why a suit is classified and measured as it is, and how it can end."""

from risks.engine.wording import Slot, template
from risks.engine.wording import gettext_noop as _

# The class under IAS 37.
IAS_REMOTE = template(
    _(
        "P(outflow) is %(chance)s, below the house threshold of %(limit)s: "
        "nothing is disclosed (IAS 37.28, .86)."
    )
)
IAS_NO_OBLIGATION = template(
    _(
        "P(outflow) is %(chance)s, but no present obligation exists, more likely than "
        "not: a contingent liability (IAS 37.10, .16(b))."
    )
)
IAS_POSSIBLE = template(
    _(
        "P(outflow) is %(chance)s, not above 50 %%: a contingent liability "
        "(IAS 37.23, .27)."
    )
)
IAS_DEEMED = template(
    _(
        "P(outflow) is %(chance)s: a present obligation is deemed to exist, more "
        "likely than not, and an outflow is probable (IAS 37.15, .16(a), .23)."
    )
)
IAS_PROBABLE = template(
    _(
        "There is a present obligation, and P(outflow) is %(chance)s, above 50 %%: an "
        "outflow is probable (IAS 37.14, .23)."
    )
)
IAS_CLASS = template(
    _(
        "Probability is judged over the class of similar obligations: an outflow of "
        "the class as a whole is probable, although P(outflow) of one is %(chance)s "
        "(IAS 37.24)."
    )
)
IAS_NO_PROVISION = template(_("No provision is recognised (IAS 37.14, .27)."))

# The class under ASC 450-20.
ASC_PROBABLE = template(
    _(
        "P(loss) is %(chance)s, from the house threshold of %(limit)s: likely to "
        "occur (ASC 450-20-20, 450-20-25-2)."
    )
)
ASC_REMOTE = template(
    _(
        "P(loss) is %(chance)s, below the house threshold of %(limit)s: the chance is "
        "slight (ASC 450-20-20)."
    )
)
ASC_POSSIBLE = template(
    _(
        "P(loss) is %(chance)s, between the house thresholds of %(low)s and %(high)s "
        "(ASC 450-20-20): disclosed (450-20-50-3)."
    )
)
ASC_CLASS = template(
    _(
        "Probability is judged over the class of similar obligations: a loss of the "
        "class as a whole is probable, although P(loss) of one is %(chance)s "
        "(ASC 450-20-25-2; 460-10-25-6 by analogy)."
    )
)
ASC_NOT_INCURRED = template(
    _(
        "P(loss) is %(chance)s, but no liability had been incurred at the reporting "
        "date: disclosed at most (ASC 450-20-25-2, 450-20-50-3)."
    )
)
ASC_NO_ACCRUAL = template(_("Nothing is accrued (ASC 450-20-25-2)."))

# How a suit can end.
CLASSES = (
    template(_("remote")),
    template(_("possible")),
    template(_("reasonably possible")),
    template(_("probable")),
)
ORDINARY, WILFUL, INNOCENT = _("ordinary"), _("wilful"), _("innocent")
DAMAGES = template(_("damages, %(found)s"), found=Slot.LABEL)
DAMAGES_AND_FEES = template(_("damages, %(found)s, and fees"), found=Slot.LABEL)
SETTLED = template(_("settled: %(stage)s"), stage=Slot.QUOTE)
DISMISSED = template(_("dismissed: %(stage)s"), stage=Slot.QUOTE)
REVERSED = template(_("reversed on appeal"))
ENDINGS = (DAMAGES_AND_FEES, DAMAGES, SETTLED, DISMISSED, REVERSED)

# The amount.
LARGE_POPULATION = template(
    _("Expected value of a large population of similar obligations (IAS 37.39).")
)
MIDPOINT = template(
    _("Midpoint of a range in which each point is as likely (IAS 37.39).")
)
ONLY_OUTFLOW = template(
    _(
        "The only possible outflow of a single obligation is %(amount)s, at %(chance)s "
        "(IAS 37.40)."
    )
)
MOST_LIKELY = template(
    _(
        "The most likely outflow of a single obligation is %(amount)s, at %(chance)s. "
        "The other outflows are as often lower (%(less)s) as higher (%(more)s), so it "
        "is the best estimate (IAS 37.40)."
    )
)
MOSTLY_LOWER = template(
    _(
        "The most likely outflow of a single obligation is %(amount)s, at %(chance)s. "
        "The other outflows are mostly lower (%(less)s lower, %(more)s higher), so the "
        "best estimate is moved towards the expected outflow of %(expected)s, to "
        "%(best)s (IAS 37.40)."
    )
)
MOSTLY_HIGHER = template(
    _(
        "The most likely outflow of a single obligation is %(amount)s, at %(chance)s. "
        "The other outflows are mostly higher (%(less)s lower, %(more)s higher), so "
        "the best estimate is moved towards the expected outflow of %(expected)s, to "
        "%(best)s (IAS 37.40)."
    )
)
NOT_MOVED = template(
    _(
        "The most likely outflow of a single obligation is %(amount)s, at %(chance)s. "
        "Of the other outflows %(less)s are lower and %(more)s higher, but the "
        "expected outflow of %(expected)s lies on the other side, so the most likely "
        "stays the best estimate (IAS 37.40)."
    )
)
NEARLY_AS_LIKELY = template(
    _("Nearly as likely as %(first)s is an outflow of %(amount)s, at %(chance)s.")
)
DISCOUNTED = template(
    _(
        "Discounted at %(rate)s a year before tax, which takes off %(share)s: material "
        "(IAS 37.45, .47)."
    )
)
ASC_MINIMUM = template(
    _(
        "No amount in the range is a better estimate than any other: its minimum, "
        "%(amount)s, is accrued (ASC 450-20-30-1)."
    )
)
ASC_NO_MINIMUM = template(
    _(
        "No amount in the range is a better estimate than any other, and no minimum is "
        "stated: the amount that 95 %% of the outflows exceed, %(amount)s, stands for "
        "it (ASC 450-20-30-1)."
    )
)
ASC_LARGE_POPULATION = template(
    _("Best estimate: expected value of a large population (ASC 450-20-30-1).")
)
ASC_MOST_LIKELY = template(
    _(
        "Best estimate: the most likely outflow, %(amount)s at %(chance)s "
        "(ASC 450-20-30-1)."
    )
)

# No amount at all.
CANNOT_BE_ESTIMATED = template(
    _("The amount cannot be estimated reliably: %(reason)s"), reason=Slot.QUOTE
)
IAS_NOT_ESTIMATED = template(
    _(
        "No provision is recognised, and that no estimate is possible is disclosed "
        "with the nature of the claim (IAS 37.26, .86, .91)."
    )
)
ASC_NOT_ESTIMATED = template(
    _(
        "Nothing is accrued, and a statement that no estimate can be made is disclosed "
        "with the nature of the claim (ASC 450-20-25-2, 450-20-50-4)."
    )
)

# Own fees.
FEES_ACCRUED = template(
    _(
        "Own legal costs of %(amount)s are accrued apart from the loss, as the "
        "entity's approved policy chooses (ASC 450-20-S99-2)."
    )
)

# Insurance.
_SOURCES = (template("IAS 37.53"), template(_("ASC 410-30-35-8 by analogy")))
IAS_INSURANCE, ASC_INSURANCE = _SOURCES
REIMBURSED = template(
    _(
        "Reimbursement is virtually certain: an asset of its own, at most the amount "
        "provided (%(source)s)."
    ),
    source=_SOURCES,
)
NOT_REIMBURSED = template(
    _("Insurance is not recognised: not virtually certain (%(source)s)."),
    source=_SOURCES,
)

# The schedule.
ALONE = template(
    _("the only matter of its class with a figure: the class total is its own")
)
THE_REST = template(
    _("the only one withheld of its class: the class total less the others shows it")
)
INFERABLE = template(_("%(code)s: %(why)s."), why=(ALONE, THE_REST))
NO_EXEMPTION = template(
    _("ASC 450 has no exemption from disclosure: the figures are shown.")
)
EXEMPT = template(
    _(
        "Exempt under IAS 37.92, which is extremely rare. The general nature of the "
        "dispute, and the fact and reason of the omission, are disclosed."
    )
)
