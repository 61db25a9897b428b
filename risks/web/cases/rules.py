"""The rule book: every rule in force, and how good the evidence of its text is."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.access.models import Scope
from risks.cases.models import Deadline, Event
from risks.cases.queries.entered_rules import entered_rules, take_entered_rules
from risks.clock import now, today
from risks.engine.time.courts import Kind, court
from risks.engine.time.disclosure import CompanyEvent
from risks.engine.time.rule_book import all_rules, company_rules
from risks.engine.time.rules import Grade, Rule
from risks.web.listing.events import COMPANY_EVENTS, needs_of, period_of
from risks.web.person import reader

_KINDS = {
    Kind.DISTRICT: gettext_lazy("District courts"),
    Kind.BANKRUPTCY: gettext_lazy("Bankruptcy courts"),
    Kind.APPELLATE: gettext_lazy("Courts of appeals"),
    Kind.SPECIAL: gettext_lazy("Special courts"),
    Kind.SUPREME: gettext_lazy("Supreme Court"),
    Kind.STATE: gettext_lazy("State courts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule as the list shows it."""

    rule: Rule
    courts: str
    trigger: str
    period: str
    grade: str
    # When it was compared with the official text; None for every other grade.
    checked: date | None


@login_required
@permission_required("risks.view_case", raise_exception=True)
def rules(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    on = today(person.zone, now())
    take_entered_rules()
    in_force = [
        _row(rule) for rule in (*all_rules(), *company_rules()) if rule.in_force(on)
    ]
    context = {
        "title": _("Rules"),
        "rows": in_force,
        "on": on,
        "entered": entered_rules(Scope.of(person)),
    }
    return render(request, "web/cases/rules.html", context)


def _row(rule: Rule) -> Row:
    is_official = rule.grade is Grade.OFFICIAL
    return Row(
        rule=rule,
        courts=_courts(rule),
        trigger=_trigger(rule),
        period=period_of(rule),
        grade=str(Deadline.Grade(rule.grade.value).label),
        checked=rule.checked if is_official else None,
    )


def _courts(rule: Rule) -> str:
    named = [court(court_id).short for court_id in sorted(rule.court_ids)]
    kinds = [str(_KINDS[kind]) for kind in _KINDS if kind in rule.court_kinds]
    return ", ".join([*kinds, *named]) or needs_of(rule)


def _trigger(rule: Rule) -> str:
    if rule.trigger in Event.Kind.values:
        return str(Event.Kind(rule.trigger).label)
    return str(COMPANY_EVENTS[CompanyEvent(rule.trigger)])
