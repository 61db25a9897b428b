"""Accept or reject a proposal, once, with the reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.clock import now
from risks.early import run_early
from risks.exposure.tasks import recalculate_stale
from risks.register.models import Proposal
from risks.register.operations import (
    AlreadyDecided,
    AssumptionsRefused,
    accept,
    reject,
)
from risks.web.assumptions.rows import readable
from risks.web.forms import DecisionForm
from risks.web.person import reader

DECISIONS = {"accept": accept, "reject": reject}
DONE = {
    "accept": gettext_lazy("Proposal accepted."),
    "reject": gettext_lazy("Proposal rejected."),
}


@login_required
@permission_required("risks.change_proposal", raise_exception=True)
def decide_proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = Proposal.objects.visible_to(person).select_related("risk")
    proposal = get_object_or_404(rows, public_id=public_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = DECISIONS[form.cleaned_data["decision"]]
        try:
            decide(proposal, by=person, reason=form.cleaned_data["reason"], now=now())
        except (AlreadyDecided, AssumptionsRefused) as refused:
            form.add_error(None, str(refused))
        else:
            run_early(recalculate_stale)
            messages.success(request, str(DONE[form.cleaned_data["decision"]]))
            return redirect("risk", proposal.risk.public_id)
    context = {
        "title": _("Proposal"),
        "proposal": proposal,
        "change": readable(proposal.change),
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(
        request, "web/assumptions/decide_proposal.html", context, status=status
    )
