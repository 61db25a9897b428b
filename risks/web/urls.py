from django.urls import path, re_path

from risks.web.assumptions.proposals import decide_proposal
from risks.web.cases.cases import case, cases
from risks.web.cases.closing import close_case, closure
from risks.web.cases.entered_rules import (
    correct_a_rule,
    enter_a_rule,
    entered_rule,
)
from risks.web.cases.events import (
    add_event_reading,
    change_event,
    no_event,
    reject_reading,
)
from risks.web.cases.legal_holds import acknowledge_hold
from risks.web.cases.missing_items import answer_docket_question, missing_items
from risks.web.cases.rules import rules
from risks.web.deadlines.dependents import (
    add_dependent_deadline,
    change_interval,
    remove_dependent,
)
from risks.web.deadlines.enter import add_deadline, change_responsible
from risks.web.deadlines.mark_as_met import decide_change, mark_as_met, verify_deadline
from risks.web.deadlines.notice import notify_change, object_to_change
from risks.web.deadlines.scheduling_order import scheduling_order
from risks.web.exposure.exposure import exposure
from risks.web.exposure.recalculate import recalculate
from risks.web.home.dashboard import dashboard
from risks.web.home.health import healthz_reminders
from risks.web.listing.listing import (
    confirm_listing_withdrawals,
    listing_obligations,
    listing_profile,
    record_company_event,
)
from risks.web.obligations.obligations import obligation, obligations
from risks.web.obligations.records import (
    end_obligation,
    renew_obligation,
    reverse_record,
)
from risks.web.obligations.state import edit_obligation, new_obligation
from risks.web.provisions.policy import accounting_policy
from risks.web.provisions.provision import prepare_provision, provision
from risks.web.provisions.schedule import provision_file, provisions
from risks.web.provisions.subsequent import subsequent_events
from risks.web.reminders.calendar_feed import calendar_feed, feed
from risks.web.reminders.policies import reminder_policies, reminder_policy
from risks.web.reminders.reminder import reminder, snooze_reminder
from risks.web.reminders.reminder_file import reminder_file
from risks.web.reminders.reminder_list import reminder_history, reminder_list
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
    path("cases/rules/", rules, name="rules"),
    path("cases/rules/enter/", enter_a_rule, name="enter_rule"),
    path("cases/rules/<str:public_id>/", entered_rule, name="entered_rule"),
    path("cases/rules/<str:public_id>/correct/", correct_a_rule, name="correct_rule"),
    path("cases/missing-items/", missing_items, name="missing_items"),
    path(
        "cases/docket-questions/<str:public_id>/answer/",
        answer_docket_question,
        name="answer_docket_question",
    ),
    path("cases/<str:public_id>/", case, name="case"),
    path("cases/<str:public_id>/close/", close_case, name="close_case"),
    path(
        "cases/<str:public_id>/scheduling-order/",
        scheduling_order,
        name="scheduling_order",
    ),
    path("closing-lists/<str:public_id>/", closure, name="closure"),
    path("cases/<str:public_id>/deadlines/add/", add_deadline, name="add_deadline"),
    path(
        "deadlines/<str:public_id>/responsible/",
        change_responsible,
        name="change_responsible",
    ),
    path("deadlines/<str:public_id>/mark-as-met/", mark_as_met, name="mark_as_met"),
    path(
        "deadlines/<str:public_id>/dependents/add/",
        add_dependent_deadline,
        name="add_dependent_deadline",
    ),
    path(
        "deadlines/<str:public_id>/interval/", change_interval, name="change_interval"
    ),
    path(
        "deadlines/<str:public_id>/remove/", remove_dependent, name="remove_dependent"
    ),
    path("events/<int:pk>/correct/", change_event, name="change_event"),
    path("events/<int:pk>/reject/", reject_reading, name="reject_reading"),
    path(
        "entries/<str:public_id>/events/add/",
        add_event_reading,
        name="add_event_reading",
    ),
    path(
        "entries/<str:public_id>/nothing-to-record/", no_event, name="record_no_event"
    ),
    path(
        "legal-holds/<str:public_id>/acknowledge/",
        acknowledge_hold,
        name="acknowledge_hold",
    ),
    path("deadlines/<str:public_id>/verify/", verify_deadline, name="verify_deadline"),
    path("deadlines/<str:public_id>/notice/", notify_change, name="notify_change"),
    path(
        "deadlines/changes/<str:public_id>/object/",
        object_to_change,
        name="object_to_change",
    ),
    path(
        "deadlines/changes/<str:public_id>/decide/",
        decide_change,
        name="decide_change",
    ),
    path("proposals/<str:public_id>/decide/", decide_proposal, name="decide_proposal"),
    path("listing/", listing_obligations, name="listing_obligations"),
    path("listing/<str:code>/profile/", listing_profile, name="listing_profile"),
    path(
        "listing/<str:code>/events/add/",
        record_company_event,
        name="record_company_event",
    ),
    path(
        "listing/<str:code>/withdrawals/confirm/",
        confirm_listing_withdrawals,
        name="confirm_listing_withdrawals",
    ),
    path("reminders/", reminder_list, name="reminder_list"),
    re_path(
        r"^reminders/reminders\.(?P<kind>csv|xlsx)$",
        reminder_file,
        name="reminder_file",
    ),
    path("reminders/<str:public_id>/", reminder, name="reminder"),
    path("reminders/<str:public_id>/snooze/", snooze_reminder, name="snooze_reminder"),
    path(
        "reminders/<str:public_id>/history/", reminder_history, name="reminder_history"
    ),
    path("obligations/", obligations, name="obligations"),
    path("obligations/record/", new_obligation, name="record_obligation"),
    path("obligations/<str:public_id>/", obligation, name="obligation"),
    path(
        "obligations/<str:public_id>/correct/",
        edit_obligation,
        name="correct_obligation",
    ),
    path(
        "obligations/<str:public_id>/periods/<int:number>/renew/",
        renew_obligation,
        name="renew_obligation",
    ),
    path(
        "obligations/<str:public_id>/periods/<int:number>/end/",
        end_obligation,
        name="end_obligation",
    ),
    path(
        "obligations/<str:public_id>/periods/<int:number>/reverse/",
        reverse_record,
        name="reverse_record",
    ),
    path("reports/", reports, name="reports"),
    re_path(
        r"^reports/(?P<public_id>[0-9a-f]+)\.(?P<kind>pdf|xlsx)$",
        report_file,
        name="report_file",
    ),
    path("provisions/", provisions, name="provisions"),
    path("provisions/<str:public_id>/", provision, name="provision"),
    path(
        "provisions/<str:company>/policy/", accounting_policy, name="accounting_policy"
    ),
    path(
        "provisions/<str:company>/<str:on>/later/",
        subsequent_events,
        name="subsequent_events",
    ),
    path(
        "provisions/<str:company>/<str:on>.xlsx",
        provision_file,
        name="provision_file",
    ),
    path(
        "provisions/prepare/<str:public_id>/<str:on>/",
        prepare_provision,
        name="prepare_provision",
    ),
    path("subscriptions/", subscriptions, name="subscriptions"),
    path("subscriptions/<int:pk>/end/", end_subscription, name="end_subscription"),
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
