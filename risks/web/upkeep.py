"""What people do about a risk, as its page shows it."""

from django.db.models import Q

from risks.access.models import Scope
from risks.exposure.models import Breach
from risks.register.models import Acceptance, Appetite, Review, Risk, Treatment
from risks.web.clock import today_in

SHOWN = 5


def upkeep_of(risk: Risk, scope: Scope) -> dict[str, object]:
    """Of a privileged risk its treatments alone, except for counsel."""
    reviews = Review.objects.within(scope).filter(risk=risk)
    acceptances = Acceptance.objects.within(scope).filter(risk=risk)
    return {
        "today": today_in(risk.company.time_zone),
        "treatments": Treatment.objects.within(scope)
        .filter(risk=risk)
        .select_related("owner")
        .order_by("done_at", "due_date", "pk"),
        "review": reviews.filter(done_at=None).first(),
        "reviewed": reviews.exclude(done_at=None).select_related("done_by")[:SHOWN],
        "acceptance": acceptances.standing().select_related("accepted_by").first(),
        "appetites": _appetites(risk, scope),
        "breaches": Breach.objects.within(scope).filter(risk=risk, closed_at=None),
    }


def _appetites(risk: Risk, scope: Scope) -> list[Appetite]:
    """The one in force of each measure: the risk's own before the company's."""
    today = today_in(risk.company.time_zone)
    rows = Appetite.objects.within(scope).filter(
        Q(risk=risk) | Q(risk=None), company=risk.company, valid_from__lte=today
    )
    newest_last = sorted(
        rows, key=lambda row: (row.risk_id is not None, row.valid_from, row.pk)
    )
    return list({row.measure: row for row in newest_last}.values())
