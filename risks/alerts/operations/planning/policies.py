"""Another policy, or the default again."""

from risks.alerts.models import ReminderPolicy

CHOSEN = (
    "offsets", "owner", "backup", "supervisor", "compliance", "titles",
)  # fmt: skip


def choose_policy(policy: ReminderPolicy) -> ReminderPolicy:
    """Store it in the place of the present one of its kind and severity.

    Raises ValidationError, which names the field; nothing is changed then.
    """
    present = ReminderPolicy.objects.filter(
        kind=policy.kind, severity=policy.severity
    ).first()
    row = present or ReminderPolicy(kind=policy.kind, severity=policy.severity)
    for name in CHOSEN:
        setattr(row, name, getattr(policy, name))
    row.full_clean()
    row.save()
    return row


def restore_default(*, kind: str, severity: str) -> bool:
    """Whether there was a choice to take back; its history stays."""
    present = ReminderPolicy.objects.filter(kind=kind, severity=severity).first()
    if present is None:
        return False
    present.delete()
    return True
