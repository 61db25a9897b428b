"""Fields of a deadline that a computation sets: dates, rule and earlier dates."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from risks.cases.models import Deadline
from risks.engine.sentences.docket import THREE_DAYS_BY_MAIL
from risks.engine.time.deadlines import Computed, Whose
from risks.engine.time.rules import Counting, Grade, Rule

# The fields that a new computation of the same deadline replaces.
DATED = (
    "calendared_date",
    "latest_arguable_date",
    "reason",
    "due_date",
    "due_time",
    "tz",
    "due_at",
    "steps",
    "rule_version",
    "rule_grade",
    "rule_checked_on",
)


def dated(computed: Computed, *, local: datetime) -> dict[str, Any]:
    """Return the fields of a deadline that hold its dates and the counting steps."""
    due = local.replace(tzinfo=ZoneInfo(computed.tz))
    return {
        "calendared_date": computed.calendared_date,
        "latest_arguable_date": computed.latest_arguable_date,
        "reason": computed.reason,
        "steps": [step.text for step in computed.steps],
        "due_date": local.date(),
        "due_time": local.time(),
        "tz": computed.tz,
        "due_at": due.astimezone(UTC),
    }


def ruled(rule: Rule) -> dict[str, Any]:
    """Return the fields of a deadline that describe its rule."""
    return {
        "basis": Deadline.Basis.COMPUTED,
        "rule_id": rule.id,
        "citation": rule.citation,
        "rule_version": rule.version,
        **graded(rule),
        "condition": rule.condition,
        "flag": "; ".join([*rule.flags, *_by_mail(rule)]),
    }


def graded(rule: Rule) -> dict[str, Any]:
    """Return the fields of a deadline that say how good its rule's evidence is."""
    official = rule.grade is Grade.OFFICIAL
    return {
        "rule_grade": rule.grade.value,
        "rule_checked_on": rule.checked if official else None,
    }


def _by_mail(rule: Rule) -> list[str]:
    """Return a note on service by mail, which a docket does not state."""
    runs = rule.counting is Counting.FROM_SERVICE
    return [THREE_DAYS_BY_MAIL()] if runs else []


def severity_of(rule: Rule, whose: Whose) -> Deadline.Severity:
    """Return critical only for an act of ours under a critical rule."""
    critical = rule.critical and whose is Whose.OURS
    return Deadline.Severity.CRITICAL if critical else Deadline.Severity.NORMAL


def take_date(row: Deadline, fresh: Deadline, *, reason: str, now: datetime) -> None:
    """Give a deadline the dates of another one and keep its old date in its list."""
    keep_date(row, reason=reason, now=now)
    for name in DATED:
        setattr(row, name, getattr(fresh, name))
    row.save()


def keep_date(row: Deadline, *, reason: str, now: datetime) -> None:
    """Add the present date to the earlier ones before it changes, without saving."""
    was = {
        "due_date": row.due_date.isoformat(),
        "due_at": row.due_at.isoformat(),
        "reason": reason,
        "changed_at": now.isoformat(),
    }
    row.earlier_due = [*row.earlier_due, was]
    row.due_rev += 1
    row.verified_by = row.verified_at = None
