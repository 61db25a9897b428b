"""Everything priced anew and compared with what is stored: asked for, and watched."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from risks.access.models import Scope
from risks.access.queries import now
from risks.exposure.models import Recompute
from risks.exposure.operations import request_full_recompute
from risks.exposure.queries import (
    Finding,
    Progress,
    findings,
    latest_recompute,
    progress,
)
from risks.exposure.tasks import recompute_stale
from risks.register.models import Company
from risks.web.person import reader
from risks.web.soon import soon

MAY_ASK, MAY_WATCH = "risks.add_recompute", "risks.view_recompute"
UNDER_WAY = (Recompute.State.WAITING, Recompute.State.RUNNING)
FAILED = Recompute.State.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    recompute: Recompute
    words: str
    findings: tuple[Finding, ...]  # about what the reader sees

    @property
    def is_under_way(self) -> bool:
        return self.recompute.state in UNDER_WAY


@login_required
@permission_required(MAY_ASK, raise_exception=True)
@require_POST
def recompute(request: HttpRequest, code: str) -> HttpResponse:
    person = reader(request)
    company = get_object_or_404(Company.objects.visible_to(person), code=code)
    request_full_recompute(company, by=person, now=now())
    # Workers begin now and not at the next beat; without a broker they begin then.
    soon(recompute_stale)
    messages.success(request, "Everything is being priced anew. This page follows it.")
    return redirect("exposure")


def followed(company: Company, *, scope: Scope) -> Followed | None:
    """What is under way or has failed, or else how the last full one ended."""
    latest = latest_recompute(company)
    full = Recompute.Kind.FULL
    if latest and latest.kind != full and latest.state not in (*UNDER_WAY, FAILED):
        latest = latest_recompute(company, kind=full)
    if latest is None:
        return None
    return Followed(
        recompute=latest,
        words=state_words(latest, progress(latest)),
        findings=tuple(findings(latest, scope=scope)),
    )


def state_words(recompute: Recompute, seen: Progress) -> str:
    state = Recompute.State
    counted = f"{seen.done:,} of {seen.total:,} risks priced"
    same = f"{seen.reproduced:,} of {seen.compared:,} figures came out the same"
    return {
        state.WAITING: "waiting for a worker",
        state.RUNNING: counted,
        state.DONE: f"reproduced: {_all(same, seen)}",
        state.DIFFERS: f"differs: {same}",
        state.SUPERSEDED: "overtaken: the inputs changed meanwhile",
        state.FAILED: f"failed: {recompute.failure or counted}",
    }[state(seen.state)]


def _all(same: str, seen: Progress) -> str:
    whole = seen.compared and seen.reproduced == seen.compared
    return f"every figure came out the same ({seen.compared:,})" if whole else same
