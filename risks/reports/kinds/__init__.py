"""The kinds of report: a new one is a module here and a choice of `Report.Kind`."""

from risks.reports.kinds.board import BOARD
from risks.reports.kinds.kind import NotReady, ReportKind

KINDS: dict[str, ReportKind] = {kind.key: kind for kind in (BOARD,)}

__all__ = ["KINDS", "NotReady", "ReportKind"]
