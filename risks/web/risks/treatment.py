"""What people do about a risk, as its page shows it."""

from risks.access.models import Scope
from risks.clock import now
from risks.exposure.models import AppetiteExcess
from risks.register.models import Appetite, Review, Risk, RiskAcceptance, Treatment
from risks.register.queries import appetites_in_force, limit_of

SHOWN = 5


def responses_to(risk: Risk, scope: Scope) -> dict[str, object]:
    """Of a privileged risk its treatments alone, except for counsel."""
    reviews = Review.objects.within(scope).filter(risk=risk)
    acceptances = RiskAcceptance.objects.within(scope).filter(risk=risk)
    return {
        "today": risk.company.today(now()),
        "treatments": Treatment.objects.within(scope)
        .filter(risk=risk)
        .select_related("owner")
        .order_by("done_at", "due_date", "pk"),
        "review": reviews.filter(done_at=None).first(),
        "reviewed": reviews.exclude(done_at=None).select_related("done_by")[:SHOWN],
        "acceptance": acceptances.in_force().select_related("accepted_by").first(),
        "appetites": _appetites(risk, scope),
        "appetite_excesses": AppetiteExcess.objects.within(scope).filter(
            risk=risk, closed_at=None
        ),
    }


def _appetites(risk: Risk, scope: Scope) -> list[Appetite]:
    """What holds for it of each measure, where the reader may know that."""
    today = risk.company.today(now())
    known = appetites_in_force(risk.company, on=today)
    found = (limit_of(known, risk, measure) for measure in Appetite.Measure.values)
    keys = [limit.pk for limit in found if limit]
    return list(Appetite.objects.within(scope).filter(pk__in=keys).order_by("measure"))
