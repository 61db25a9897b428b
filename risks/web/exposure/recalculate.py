"""Full recalculation: a person asks for it, and the page shows how far it is."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from risks.access.models import Scope
from risks.clock import now
from risks.early import run_early
from risks.exposure.models import Recalculation
from risks.exposure.operations import request_full_recalculation
from risks.exposure.queries import (
    Finding,
    Progress,
    findings,
    latest_recalculation,
    progress,
)
from risks.exposure.tasks import recalculate_stale
from risks.register.models import Company
from risks.web.person import reader

MAY_ASK, MAY_WATCH = "risks.add_recalculation", "risks.view_recalculation"
UNDER_WAY = (Recalculation.State.WAITING, Recalculation.State.RUNNING)
FAILED = Recalculation.State.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    recalculation: Recalculation
    words: str
    findings: tuple[Finding, ...]  # about what the reader sees

    @property
    def is_under_way(self) -> bool:
        return self.recalculation.state in UNDER_WAY


@login_required
@permission_required(MAY_ASK, raise_exception=True)
@require_POST
def recalculate(request: HttpRequest, code: str) -> HttpResponse:
    person = reader(request)
    company = get_object_or_404(Company.objects.visible_to(person), code=code)
    request_full_recalculation(company, by=person, now=now())
    # Workers begin now and not at the next beat; without a broker they begin then.
    run_early(recalculate_stale)
    messages.success(
        request, _("Recalculation requested. This page shows its progress.")
    )
    return redirect("exposure")


def followed(company: Company, *, scope: Scope) -> Followed | None:
    """What is under way or has failed, or else how the last full one ended."""
    latest = latest_recalculation(company)
    full = Recalculation.Kind.FULL
    if latest and latest.kind != full and latest.state not in (*UNDER_WAY, FAILED):
        latest = latest_recalculation(company, kind=full)
    if latest is None:
        return None
    return Followed(
        recalculation=latest,
        words=state_words(latest, progress(latest)),
        findings=tuple(findings(latest, scope=scope)),
    )


def state_words(recalculation: Recalculation, seen: Progress) -> str:
    state = Recalculation.State
    counted = _("%(done)s of %(total)s risks computed") % {
        "done": f"{seen.done:,}",
        "total": f"{seen.total:,}",
    }
    same = _("%(same)s of %(total)s figures are the same") % {
        "same": f"{seen.reproduced:,}",
        "total": f"{seen.compared:,}",
    }
    failure = recalculation.failure or counted
    return {
        state.WAITING: _("waiting for a worker"),
        state.RUNNING: counted,
        state.DONE: _all(same, seen),
        state.DIFFERS: _("figures differ: %(counts)s") % {"counts": same},
        state.FAILED: _("failed: %(reason)s") % {"reason": failure},
        state.REPAIRED: _("failed, since repaired: %(reason)s") % {"reason": failure},
    }[state(seen.state)]


def _all(same: str, seen: Progress) -> str:
    if not seen.compared or seen.reproduced < seen.compared:
        return same
    return _("all %(total)s figures are the same") % {"total": f"{seen.compared:,}"}
