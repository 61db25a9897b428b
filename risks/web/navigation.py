"""The sidebar: our pages first, then the admin by capability."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Item = tuple[Promise, str, str, str]  # title, icon, address, permission ("": everyone)

PAGES: tuple[Item, ...] = (
    (_("Dashboard"), "space_dashboard", "dashboard", ""),
    (_("Risk register"), "shield_question", "register", "risks.view_risk"),
    (_("Exposure"), "query_stats", "exposure", "risks.view_portfoliorun"),
    (_("Cases"), "gavel", "cases", "risks.view_case"),
    (
        _("Listing obligations"),
        "candlestick_chart",
        "listing_obligations",
        "risks.view_listingprofile",
    ),
    (
        _("Obligations"),
        "assignment_turned_in",
        "obligations",
        "risks.view_complianceobligation",
    ),
    (_("Reminders"), "notifications", "reminder_list", ""),
    (_("Reports"), "summarize", "reports", "risks.view_report"),
    (
        _("Provisions and contingent liabilities"),
        "balance",
        "provisions",
        "risks.view_contingency",
    ),
    (_("Subscriptions"), "visibility", "subscriptions", "risks.view_event"),
    (_("Reminder policies"), "rule", "reminder_policies", "risks.view_reminderpolicy"),
    (_("Calendar feed"), "event", "calendar", ""),
)
# Capability -> (title, icon, model).
ADMIN: tuple[tuple[Promise, tuple[tuple[Promise, str, str], ...]], ...] = (
    (
        _("Register"),
        (
            (_("Companies"), "apartment", "company"),
            (_("Listing profiles"), "candlestick_chart", "listingprofile"),
            (_("Facts"), "fact_check", "fact"),
            (_("Risks"), "warning", "risk"),
            (_("Assumptions"), "tune", "assumptions"),
            (_("Proposals"), "rate_review", "proposal"),
            (_("Treatments"), "construction", "treatment"),
            (_("Reviews"), "event_repeat", "review"),
            (_("Risk acceptances"), "approval", "riskacceptance"),
            (_("Risk appetites"), "vertical_align_top", "appetite"),
        ),
    ),
    (
        _("Cases"),
        (
            (_("Cases"), "folder_open", "case"),
            (_("Docket entries"), "list_alt", "docketentry"),
            (_("Events"), "bolt", "event"),
            (_("Deadlines"), "alarm", "deadline"),
            (_("Closing lists"), "playlist_add_check", "closure"),
            (_("Entered rules"), "gavel", "enteredrule"),
            (_("Parties"), "groups", "party"),
            (_("Counsel"), "work", "counsel"),
        ),
    ),
    (
        _("Case records"),
        (
            (_("Case facts"), "fact_check", "casefact"),
            (_("Service of process"), "move_to_inbox", "serviceattempt"),
            (_("Discovery requests"), "quiz", "discoveryrequest"),
            (_("Cross-border data reviews"), "door_front", "crossborderreview"),
            (_("Privilege log"), "lock", "privilegelogentry"),
            (_("Protective orders"), "security", "protectiveorder"),
            (_("Insurance notices"), "health_and_safety", "insurernotice"),
            (_("Legal holds"), "front_hand", "legalhold"),
            (_("Acknowledgements"), "how_to_reg", "holdacknowledgement"),
            (_("Settlement offers"), "handshake", "settlementoffer"),
            (_("Budgets"), "savings", "budgetphase"),
            (_("Spend"), "payments", "spend"),
            (_("Documents"), "draft", "document"),
            (_("Notes"), "sticky_note_2", "casenote"),
        ),
    ),
    (
        _("Obligations"),
        (
            (_("Obligations"), "assignment_turned_in", "complianceobligation"),
            (_("Periods"), "date_range", "obligationperiod"),
        ),
    ),
    (
        _("Exposure results"),
        (
            (_("Current exposure"), "leaderboard", "currentexposure"),
            (_("Snapshots"), "photo_camera", "snapshot"),
            (_("Above appetite"), "crisis_alert", "appetiteexcess"),
            (_("Portfolio runs"), "stacked_line_chart", "portfoliorun"),
            (_("Reports"), "description", "report"),
            (_("Provisions"), "account_balance", "contingency"),
        ),
    ),
    (
        _("Reminders"),
        (
            (_("Reminder policies"), "history", "reminderpolicy"),
            (_("Notifications"), "mail", "notification"),
            (_("Plans"), "event_note", "plan"),
            (_("Subscriptions"), "visibility", "subscription"),
            (_("Delivery attempts"), "outgoing_mail", "attempt"),
            (_("Alarms"), "notification_important", "alarm"),
            (_("Heartbeats"), "monitor_heart", "heartbeat"),
            (_("Digests"), "today", "digest"),
            (_("Calendar addresses"), "key", "feedtoken"),
        ),
    ),
    (
        _("Access"),
        (
            (_("People"), "person", "person"),
            (_("Restricted matters"), "fence", "restrictedmatter"),
            (_("Disclosures"), "outbox", "disclosure"),
        ),
    ),
)


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Only what this person may open; a group without a page is left out."""
    groups: list[dict[str, Any]] = [
        {"items": [_page(item, request) for item in PAGES if _may(item, request)]}
    ]
    for capability, models in ADMIN:
        items = [_admin_page(*model, request) for model in models]
        seen = [item for item in items if item["may"]]
        if seen:
            open_group = {"title": capability, "items": seen, "collapsible": True}
            groups.append({**open_group, "separator": True})
    return groups


def _may(item: Item, request: HttpRequest) -> bool:
    return not item[3] or bool(request.user.has_perm(item[3]))


def _page(item: Item, request: HttpRequest) -> dict[str, Any]:
    title, icon, name = item[:3]
    link = reverse(name)
    here = (
        request.path == link if name == "dashboard" else request.path.startswith(link)
    )
    return {"title": title, "icon": icon, "link": link, "active": here}


def _admin_page(
    title: Promise, icon: str, model: str, request: HttpRequest
) -> dict[str, Any]:
    link = reverse(f"admin:risks_{model}_changelist")
    return {
        "title": title,
        "icon": icon,
        "link": link,
        "active": request.path.startswith(link),
        "may": request.user.has_perm(f"risks.view_{model}"),
    }
