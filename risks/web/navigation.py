"""The sidebar: our pages first, then the admin by capability."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

Item = tuple[str, str, str, str]  # title, icon, address, permission ("": everyone)

PAGES: tuple[Item, ...] = (
    ("Dashboard", "space_dashboard", "dashboard", ""),
    ("Risk register", "shield_question", "register", "risks.view_risk"),
    ("Exposure", "query_stats", "exposure", "risks.view_portfoliorun"),
    ("Cases", "gavel", "cases", "risks.view_case"),
    ("Reminders", "notifications", "reminder_list", ""),
    ("Reports", "summarize", "reports", "risks.view_report"),
    ("Contingencies", "balance", "provisions", "risks.view_contingency"),
    ("Watches", "visibility", "subscriptions", "risks.view_event"),
    ("Reminder policies", "rule", "reminder_policies", "risks.view_reminderpolicy"),
    ("Calendar feed", "event", "calendar", ""),
)
# Capability -> (title, icon, model).
ADMIN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Register": (
        ("Companies", "apartment", "company"),
        ("Facts", "fact_check", "fact"),
        ("Risks", "warning", "risk"),
        ("Assumptions", "tune", "assumptions"),
        ("Proposals", "rate_review", "proposal"),
        ("Treatments", "construction", "treatment"),
        ("Reviews", "event_repeat", "review"),
        ("Acceptances", "approval", "riskacceptance"),
        ("Appetites", "vertical_align_top", "appetite"),
    ),
    "Cases": (
        ("Cases", "folder_open", "case"),
        ("Docket entries", "list_alt", "docketentry"),
        ("Events", "bolt", "event"),
        ("Deadlines", "alarm", "deadline"),
        ("Parties", "groups", "party"),
        ("Counsel", "work", "counsel"),
    ),
    "Registers of a case": (
        ("Facts of a case", "fact_check", "casefact"),
        ("Service of process", "move_to_inbox", "serviceattempt"),
        ("Discovery requests", "quiz", "discoveryrequest"),
        ("Cross-border data reviews", "door_front", "crossborderreview"),
        ("Privilege log", "lock", "privilegelogentry"),
        ("Protective orders", "security", "protectiveorder"),
        ("Insurer notices", "health_and_safety", "insurernotice"),
        ("Legal holds", "front_hand", "legalhold"),
        ("Acknowledgements", "how_to_reg", "holdacknowledgement"),
        ("Settlement offers", "handshake", "settlementoffer"),
        ("Budgets", "savings", "budgetphase"),
        ("Spend", "payments", "spend"),
        ("Documents", "draft", "document"),
        ("Notes", "sticky_note_2", "casenote"),
    ),
    "Results": (
        ("Current exposure", "leaderboard", "currentexposure"),
        ("Snapshots", "photo_camera", "snapshot"),
        ("Above appetite", "crisis_alert", "appetiteexcess"),
        ("Portfolio runs", "stacked_line_chart", "portfoliorun"),
        ("Reports", "description", "report"),
        ("Contingencies", "account_balance", "contingency"),
    ),
    "Alerts": (
        ("Chosen policies", "history", "reminderpolicy"),
        ("Notifications", "mail", "notification"),
        ("Plans", "event_note", "plan"),
        ("Subscriptions", "visibility", "subscription"),
        ("Attempts", "outgoing_mail", "attempt"),
        ("Alarms", "notification_important", "alarm"),
        ("Heartbeats", "monitor_heart", "heartbeat"),
        ("Digests", "today", "digest"),
        ("Calendar addresses", "key", "feedtoken"),
    ),
    "Access": (
        ("People", "person", "person"),
        ("Restricted matters", "fence", "restrictedmatter"),
        ("Disclosures", "outbox", "disclosure"),
    ),
}


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Only what this person may open; a group without a page is left out."""
    groups: list[dict[str, Any]] = [
        {"items": [_page(item, request) for item in PAGES if _may(item, request)]}
    ]
    for capability, models in ADMIN.items():
        items = [_admin_page(*model, request) for model in models]
        seen = [item for item in items if item["may"]]
        if seen:
            open_group = {"title": capability, "items": seen, "collapsible": True}
            groups.append({**open_group, "separator": True})
    return groups


def _may(item: Item, request: HttpRequest) -> bool:
    return not item[3] or bool(request.user.has_perm(item[3]))


def _page(item: Item, request: HttpRequest) -> dict[str, Any]:
    title, icon, name, _ = item
    link = reverse(name)
    here = (
        request.path == link if name == "dashboard" else request.path.startswith(link)
    )
    return {"title": title, "icon": icon, "link": link, "active": here}


def _admin_page(
    title: str, icon: str, model: str, request: HttpRequest
) -> dict[str, Any]:
    link = reverse(f"admin:risks_{model}_changelist")
    return {
        "title": title,
        "icon": icon,
        "link": link,
        "active": request.path.startswith(link),
        "may": request.user.has_perm(f"risks.view_{model}"),
    }
