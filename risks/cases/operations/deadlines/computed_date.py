"""What a deadline says of its date: when, why then, by which rule, and when before."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from risks.cases.models import Deadline
from risks.engine.time.deadlines import Computed, Whose
from risks.engine.time.rules import Counting, Rule

# What another counting of the same deadline says anew.
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
    "rule_checked",
)


def dated(computed: Computed, *, local: datetime) -> dict[str, Any]:
    """The fields of a deadline that say when, and why then."""
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
    """The fields of a deadline that say by which rule."""
    return {
        "basis": Deadline.Basis.COMPUTED,
        "rule_id": rule.id,
        "citation": rule.citation,
        "rule_version": rule.version,
        "rule_checked": rule.checked,
        "condition": rule.condition,
        "flag": "; ".join([*rule.flags, *_by_mail(rule)]),
    }


def _by_mail(rule: Rule) -> list[str]:
    """A docket does not say how it was served; the register of discovery does."""
    runs = rule.counting is Counting.FROM_SERVICE
    return ["three days more if served by mail, Rule 6(d)"] if runs else []


def severity_of(rule: Rule, whose: Whose) -> Deadline.Severity:
    """Only an act of ours is critical, whatever it is to the others."""
    critical = rule.critical and whose is Whose.OURS
    return Deadline.Severity.CRITICAL if critical else Deadline.Severity.NORMAL


def take_date(row: Deadline, fresh: Deadline, *, reason: str, now: datetime) -> None:
    """Give a deadline the date of another, and keep its own among the earlier ones."""
    keep_date(row, reason=reason, now=now)
    for name in DATED:
        setattr(row, name, getattr(fresh, name))
    row.save()


def keep_date(row: Deadline, *, reason: str, now: datetime) -> None:
    """Among the earlier ones, for it is about to change; not stored yet."""
    was = {
        "due_date": row.due_date.isoformat(),
        "due_at": row.due_at.isoformat(),
        "reason": reason,
        "changed_at": now.isoformat(),
    }
    row.earlier_due = [*row.earlier_due, was]
    row.due_rev += 1
    row.verified_by = row.verified_at = None
