"""Reminder policies: those in force, and what a change would send."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.alerts.models import Notification, ReminderPolicy
from risks.alerts.operations.planning.policies import choose_policy, restore_default
from risks.alerts.queries.planning.preview import Rehearsal, rehearse
from risks.alerts.queries.policies import DEFAULTS, policies, read_policy
from risks.alerts.queries.policy import Policy, policy_for
from risks.cases.models import Deadline
from risks.clock import now
from risks.web.person import reader
from risks.web.reminders.lead_times import in_words
from risks.web.reminders.policy_forms import PolicyForm


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """One line of the list."""

    kind: str
    severity: str
    label: str
    severity_label: str
    offsets: str
    people: str
    titles: bool
    is_default: bool


@login_required
@permission_required("risks.view_reminderpolicy", raise_exception=True)
def reminder_policies(request: HttpRequest) -> HttpResponse:
    seen = ReminderPolicy.objects.visible_to(reader(request))
    chosen = set(seen.values_list("kind", "severity"))
    rows = [
        _in_force(key, policy, is_default=key not in chosen)
        for key, policy in policies().items()
    ]
    context = {"title": _("Reminder policies"), "rows": rows}
    return render(request, "web/reminders/policies.html", context)


@login_required
@permission_required("risks.change_reminderpolicy", raise_exception=True)
def reminder_policy(request: HttpRequest, kind: str, severity: str) -> HttpResponse:
    """A POST with `rehearse` only shows what the change would send."""
    present = policies().get((kind, severity))
    if present is None:
        raise Http404
    if "restore" in request.POST:
        restore_default(kind=kind, severity=severity)
        messages.success(request, _("Default policy restored."))
        return redirect("reminder_policies")
    form = PolicyForm(request.POST or None, initial=_shown(present))
    context = _page(kind, severity, form, person=reader(request))
    if request.method == "POST" and form.is_valid():
        wanted = form.policy(kind=kind, severity=severity)
        if "rehearse" not in request.POST and _chosen(form, wanted):
            messages.success(request, _("Policy saved."))
            return redirect("reminder_policies")
        if form.is_valid():
            context |= _compared(wanted, person=reader(request), moment=now())
    return render(request, "web/reminders/policy.html", context)


def _chosen(form: PolicyForm, wanted: ReminderPolicy) -> bool:
    try:
        choose_policy(wanted)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _page(
    kind: str, severity: str, form: PolicyForm, *, person: Person
) -> dict[str, object]:
    label = Notification.Kind(kind).label
    seen = ReminderPolicy.objects.visible_to(person)
    chosen = seen.filter(kind=kind, severity=severity)
    return {
        "title": _("Reminder policy: %(subject)s") % {"subject": label},
        "form": form,
        "label": label,
        "severity": Deadline.Severity(severity).label,
        "default": _default(kind, severity),
        "cap": settings.REMINDERS_PER_HOUR,
        "is_default": not chosen.exists(),
    }


def _default(kind: str, severity: str) -> str:
    policy = policy_for(DEFAULTS, kind=kind, severity=severity)
    return in_words(policy.offsets)


def _compared(
    wanted: ReminderPolicy, *, person: Person, moment: datetime
) -> dict[str, object]:
    key = wanted.kind, wanted.severity
    present = policies()
    before, after = (
        rehearse(chosen, kind=key[0], severity=key[1], reader=person, now=moment)
        for chosen in (present, {**present, key: read_policy(wanted)})
    )
    return {"before": before, "after": after, "days": _days(before, after)}


def _days(before: Rehearsal, after: Rehearsal) -> list[tuple[date, int, int]]:
    days = sorted({*before.days, *after.days})
    return [(day, before.days.get(day, 0), after.days.get(day, 0)) for day in days]


def _in_force(key: tuple[str, str], policy: Policy, *, is_default: bool) -> InForce:
    kind, severity = key
    return InForce(
        kind=kind,
        severity=severity,
        label=str(Notification.Kind(kind).label),
        severity_label=str(Deadline.Severity(severity).label),
        offsets=in_words(policy.offsets),
        people=_people(policy),
        titles=policy.titles,
        is_default=is_default,
    )


def _people(policy: Policy) -> str:
    named = {
        _("owner"): policy.owner,
        _("backup"): policy.backup,
        _("supervisors"): policy.supervisor,
        _("compliance list"): policy.compliance,
    }
    return ", ".join(name for name, told in named.items() if told) or _("nobody")


def _shown(policy: Policy) -> dict[str, object]:
    return {
        "offsets": in_words(policy.offsets),
        "owner": policy.owner,
        "backup": policy.backup,
        "supervisor": policy.supervisor,
        "compliance": policy.compliance,
        "titles": policy.titles,
    }
