from django.urls import path, re_path

from risks.web.assumptions.proposals import decide_proposal
from risks.web.cases.cases import case, cases
from risks.web.cases.events import add_event_reading, change_event, reject_reading
from risks.web.cases.legal_holds import acknowledge_hold
from risks.web.cases.missing_items import case_gaps
from risks.web.deadlines.close import close_deadline, decide_change, verify_deadline
from risks.web.deadlines.dependents import (
    add_dependent_deadline,
    change_interval,
    remove_dependent,
)
from risks.web.deadlines.enter import add_deadline, change_responsible
from risks.web.exposure.exposure import exposure
from risks.web.exposure.recalculate import recalculate
from risks.web.home.dashboard import dashboard
from risks.web.home.health import healthz_reminders
from risks.web.provisions.provision import contingency, prepare_contingency
from risks.web.provisions.schedule import contingencies, contingency_file
from risks.web.reminders.calendar_feed import calendar_feed, feed
from risks.web.reminders.ledger import ledger, ledger_thing
from risks.web.reminders.ledger_file import ledger_file
from risks.web.reminders.policies import reminder_policies, reminder_policy
from risks.web.reminders.reminder import reminder, snooze_reminder
from risks.web.reminders.subscriptions import end_subscription, subscriptions
from risks.web.reports.reports import report_file, reports
from risks.web.risks.register import register
from risks.web.risks.risk import risk
from risks.web.risks.what_if import what_if

urlpatterns = [
    path("", dashboard, name="dashboard"),
    path("register/", register, name="register"),
    path("risks/<str:public_id>/", risk, name="risk"),
    path("risks/<str:public_id>/what-if/", what_if, name="what_if"),
    path("exposure/", exposure, name="exposure"),
    path("exposure/<str:code>/recalculate/", recalculate, name="recalculate"),
    path("cases/", cases, name="cases"),
    path("cases/gaps/", case_gaps, name="case_gaps"),
    path("cases/<str:public_id>/", case, name="case"),
    path("cases/<str:public_id>/deadlines/add/", add_deadline, name="add_deadline"),
    path(
        "deadlines/<str:public_id>/responsible/",
        change_responsible,
        name="change_responsible",
    ),
    path("deadlines/<str:public_id>/close/", close_deadline, name="close_deadline"),
    path(
        "deadlines/<str:public_id>/hang/",
        add_dependent_deadline,
        name="add_dependent_deadline",
    ),
    path("deadlines/<str:public_id>/span/", change_interval, name="change_interval"),
    path(
        "deadlines/<str:public_id>/remove/", remove_dependent, name="remove_dependent"
    ),
    path("events/<int:pk>/correct/", change_event, name="change_event"),
    path("events/<int:pk>/reject/", reject_reading, name="reject_reading"),
    path("entries/<str:public_id>/add/", add_event_reading, name="add_event_reading"),
    path("holds/<str:public_id>/", acknowledge_hold, name="acknowledge_hold"),
    path("deadlines/<str:public_id>/verify/", verify_deadline, name="verify_deadline"),
    path(
        "deadlines/changes/<str:public_id>/decide/",
        decide_change,
        name="decide_change",
    ),
    path("proposals/<str:public_id>/decide/", decide_proposal, name="decide_proposal"),
    path("reminders/", ledger, name="ledger"),
    re_path(r"^reminders/ledger\.(?P<kind>csv|xlsx)$", ledger_file, name="ledger_file"),
    path("reminders/<str:public_id>/", reminder, name="reminder"),
    path("reminders/<str:public_id>/snooze/", snooze_reminder, name="snooze_reminder"),
    path("reminders/<str:public_id>/ledger/", ledger_thing, name="ledger_thing"),
    path("reports/", reports, name="reports"),
    re_path(
        r"^reports/(?P<public_id>[0-9a-f]+)\.(?P<kind>pdf|xlsx)$",
        report_file,
        name="report_file",
    ),
    path("contingencies/", contingencies, name="contingencies"),
    path("contingencies/<str:public_id>/", contingency, name="contingency"),
    path(
        "contingencies/<str:company>/<str:on>.xlsx",
        contingency_file,
        name="contingency_file",
    ),
    path(
        "contingencies/prepare/<str:public_id>/<str:on>/",
        prepare_contingency,
        name="prepare_contingency",
    ),
    path("watches/", subscriptions, name="subscriptions"),
    path("watches/<int:pk>/end/", end_subscription, name="end_subscription"),
    path("reminder-policies/", reminder_policies, name="reminder_policies"),
    path(
        "reminder-policies/<str:kind>/<str:severity>/",
        reminder_policy,
        name="reminder_policy",
    ),
    path("calendar/", calendar_feed, name="calendar"),
    path("calendar/<str:token>.ics", feed, name="feed"),
    path("healthz/reminders", healthz_reminders, name="healthz_reminders"),
]
