"""One open matter, one behind a wall, one that is counsel's alone; and five people."""

from dataclasses import dataclass

from django.test import Client

from risks.access.models import Person, Role, Scope
from risks.alerts.models import Notification
from risks.cases.models import (
    Case,
    Closure,
    ComplianceObligation,
    Deadline,
    DeadlineChange,
    DocketEntry,
    EnteredRule,
    Event,
)
from risks.register.models import Company, Proposal, Risk
from risks.reports.models import Report
from tests.cases.obligations.obligations import make_renewed
from tests.cases.rules.made_rules import make_entered_rule
from tests.factories import (
    make_case,
    make_change,
    make_closure,
    make_company,
    make_current_exposure,
    make_deadline,
    make_entry,
    make_event,
    make_listing_profile,
    make_person,
    make_proposal,
    make_report,
    make_restricted_matter,
    make_risk,
)
from tests.web.reminders.reminders import make_reminder

HIDDEN = "Zanzibar"  # a word in each text behind the wall, and nowhere else


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    company: Company
    people: dict[str, Person]
    open_risk: Risk
    privileged_risk: Risk
    walled_risk: Risk
    open_case: Case
    walled_case: Case
    deadline: Deadline
    walled_deadline: Deadline
    walled_change: DeadlineChange
    walled_closure: Closure
    walled_reminder: Notification
    walled_entry: DocketEntry
    walled_event: Event
    proposal: Proposal
    walled_proposal: Proposal
    report: Report
    entered_rule: EnteredRule
    obligation: ComplianceObligation


def make_world() -> World:
    counsel = make_person("counsel", roles=[Role.IN_HOUSE_LAWYER])
    outside = make_person("outside", roles=[Role.EXTERNAL_LAWYER])
    company = make_company(code="ACME")
    wall = make_restricted_matter(f"{HIDDEN} wall", members=[counsel, outside])
    shared = {"company": company, "owner": counsel}
    open_risk = make_risk("R-OPEN", **shared)
    privileged = make_risk("R-PRIV", privileged=True, title="Patent suit", **shared)
    walled = make_risk(
        "R-WALL", title=f"{HIDDEN} suit", restricted_matter=wall, **shared
    )
    open_case = make_case("C-OPEN", **shared)
    walled_case = make_case(
        "C-WALL", caption=f"{HIDDEN} v. Acme", restricted_matter=wall, **shared
    )
    walled_case.risks.add(walled)
    open_case.risks.add(walled, open_risk)
    walled_entry = make_entry(walled_case, text=f"{HIDDEN} moves.")
    make_entry(open_case)
    make_listing_profile(company, owner=counsel, backup=make_person("backup"))
    for risk in (open_risk, privileged, walled):
        make_current_exposure(risk)
    walled_event = make_event(walled_entry, words=f"{HIDDEN} moves")
    walled_deadline = make_deadline(walled_case, title=f"{HIDDEN} answer")
    return World(
        company=company,
        people={
            "viewer": make_person("viewer"),
            "counsel": counsel,
            "outside": outside,
            "walled": make_person("walled", roles=[Role.CONTRIBUTOR, Role.RISK_OWNER]),
        },
        open_risk=open_risk,
        privileged_risk=privileged,
        walled_risk=walled,
        open_case=open_case,
        walled_case=walled_case,
        deadline=make_deadline(open_case),
        walled_deadline=walled_deadline,
        walled_change=make_change(walled_deadline, reason=f"{HIDDEN} answered."),
        walled_closure=make_closure(walled_case, reason=f"{HIDDEN} dismissed."),
        walled_reminder=make_reminder(walled_deadline, counsel),
        walled_entry=walled_entry,
        walled_event=walled_event,
        proposal=make_proposal(open_risk),
        walled_proposal=make_proposal(walled, why=f"{HIDDEN} moved."),
        report=make_report(company, scope=Scope.of(counsel)),
        entered_rule=make_entered_rule(entered_by=counsel),
        obligation=make_renewed(company, owner=counsel),
    )


def client_of(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
