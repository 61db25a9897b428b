"""What a contingency refuses, in one clear line."""

from django.utils.translation import gettext as _

from risks.reports.models import Contingency


class ContingencyRefused(ValueError):
    """The row cannot be prepared or signed so; `field` names what to mend."""

    def __init__(self, problem: str, *, field: str = "") -> None:
        super().__init__(problem)
        self.field = field


def refuse_an_exempt_remote_row(row: Contingency) -> None:
    """IAS 37.92 leaves out what is disclosed, and nothing is of a remote matter."""
    if row.is_exempt and row.governing_class == Contingency.Likelihood.REMOTE:
        raise ContingencyRefused(
            _(
                "%(code)s, exemption: contradicts the class. Nothing of a remote "
                "matter is disclosed, so nothing can be left out."
            )
            % {"code": row.risk.code}
        )
