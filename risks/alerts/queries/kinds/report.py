"""Reports that are ready: announced to everyone who may see all that they cover."""

from django.utils.translation import gettext_noop

from risks.alerts.models import Notification
from risks.alerts.queries.obligation import AlertKind, Words
from risks.alerts.queries.policy import NORMAL, Policy, lead_times

REPORT = AlertKind(
    kind=Notification.Kind.REPORT,
    defaults={NORMAL: Policy(offsets=lead_times("PT0H"))},
    words=Words(
        heading=gettext_noop("Report ready"),
        line=gettext_noop(
            "The report is ready to read. Its figures were frozen when it was built "
            "and do not change afterwards."
        ),
        opening=gettext_noop("Open report"),
        why=gettext_noop("You have access to every matter that this report covers."),
    ),
)
