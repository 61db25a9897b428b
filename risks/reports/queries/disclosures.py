"""A draft of what the notes to the accounts say of each matter.

IAS 37.84 to .92, ASC 450-20-50. A draft: people write the note.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from risks.engine.formats import CENTS, number
from risks.register.models import Company
from risks.reports.models import Contingency

Likelihood = Contingency.Likelihood


def drafts(rows: Iterable[Contingency]) -> list[dict[str, str]]:
    """One for each matter of which anything is disclosed, in the order of the rows."""
    return [
        {"code": row.risk.code, "title": row.risk.title, "draft": " ".join(said)}
        for row in rows
        if (said := list(_sentences(row)))
    ]


def _sentences(row: Contingency) -> Iterator[str]:
    if row.governing_class == Likelihood.REMOTE:
        return
    if row.is_exempt:
        yield row.nature
        yield _(
            "Information is omitted because its disclosure would seriously prejudice "
            "the position in the dispute (IAS 37.92): %(reason)s"
        ) % {"reason": row.exemption_reason}
        return
    if row.claimed is not None:
        yield _("%(amount)s is claimed.") % {"amount": _money(row, row.claimed)}
    if row.cannot_be_estimated:
        yield from _not_estimated(row)
        return
    yield from _recognised(row)
    if row.excess:
        yield _("The loss could exceed the amount recognised by up to %(amount)s.") % {
            "amount": _money(row, row.excess)
        }
    if row.reimbursement:
        yield _(
            "Reimbursement of %(amount)s is virtually certain and recognised as an "
            "asset."
        ) % {"amount": _money(row, row.reimbursement)}


def _not_estimated(row: Contingency) -> Iterator[str]:
    paragraphs = "ASC 450-20-50-4"
    if row.standard == Company.Standard.IFRS:
        paragraphs = "IAS 37.26, .86, .91"
    yield _("No reliable estimate of the loss can be made (%(where)s): %(reason)s") % {
        "where": paragraphs,
        "reason": row.cannot_be_estimated,
    }
    if row.public_statements:
        yield row.public_statements


def _recognised(row: Contingency) -> Iterator[str]:
    if not row.closing:
        yield _("Nothing is recognised: a loss is %(likelihood)s.") % {
            "likelihood": str(Likelihood(row.governing_class).label).lower()
        }
        return
    yield _("A provision of %(amount)s is recognised.") % {
        "amount": _money(row, row.closing)
    }
    if row.expected_on:
        day = dateformat.format(row.expected_on, pgettext("a month", "F Y"))
        yield _("The outflow is expected about %(day)s; its timing is uncertain.") % {
            "day": day
        }


def _money(row: Contingency, amount: Any) -> str:
    return f"{row.currency} {number(amount, decimals=CENTS)}"
