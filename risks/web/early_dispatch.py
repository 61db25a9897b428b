"""Start the dispatch of reminders right after a person's save."""

from risks.alerts.tasks import dispatch_due
from risks.early import run_early


def dispatch_early() -> None:
    """Call it after whatever may change who is reminded, and when."""
    run_early(dispatch_due)
