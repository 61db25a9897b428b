"""Describe in words what changed since the previous snapshot."""

from risks.engine import wording
from risks.engine.formats import money
from risks.exposure.models import Snapshot


def change(before: Snapshot | None, after: Snapshot) -> str:
    """Return the description, empty where only the date changed."""
    new = wording.CurrentExposure(expected=after.expected, score=after.score)
    if before is None:
        return wording.because(
            wording.change(None, new, currency=after.currency), causes=[]
        )
    causes = _causes(before, after)
    if not causes and before.loss_hash == after.loss_hash:
        return ""
    old = wording.CurrentExposure(expected=before.expected, score=before.score)
    moved = wording.change(old, new, currency=after.currency)
    return wording.because(moved, causes or [_other_cause(after)])


def _causes(before: Snapshot, after: Snapshot) -> list[str]:
    causes = []
    version = after.assumptions
    if before.assumptions_id != version.pk:
        causes.append(f"assumptions v{version.number} ({version.reason.rstrip(' .')})")
    if before.capacity != after.capacity:
        old, new = (money(each.capacity, each.currency) for each in (before, after))
        causes.append(f"risk capacity {old} → {new}")
    if before.engine != after.engine:
        causes.append(f"method changed, engine {before.engine} → {after.engine}")
    return [*causes, *_rate_cause(before, after)]


def _rate_cause(before: Snapshot, after: Snapshot) -> list[str]:
    old, new = before.terms.get("rate"), after.terms.get("rate")
    if old is None or new is None or old == new:
        return []
    currency = after.assumptions.parameters.get("currency")
    return [f"exchange rate {currency} to {after.currency} {old:.6g} → {new:.6g}"]


def _other_cause(after: Snapshot) -> str:
    if after.assumptions.parameters.get("linked_suit"):
        return "the suit that it is linked to was re-assessed"
    return "the horizon or the discount rate of the company changed"
