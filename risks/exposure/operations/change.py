"""Describe in words what changed since the previous snapshot."""

from risks.engine.formats import money
from risks.engine.sentences import change as words
from risks.exposure.models import Snapshot


def change(before: Snapshot | None, after: Snapshot) -> str:
    """Return the description, empty where only the date changed."""
    new = _exposure(after)
    if before is None:
        return words.because(
            words.change(None, new, currency=after.currency), causes=[]
        )
    causes = _causes(before, after)
    if not causes and before.loss_hash == after.loss_hash:
        return ""
    moved = words.change(_exposure(before), new, currency=after.currency)
    return words.because(moved, causes or [_other_cause(after)])


def _exposure(row: Snapshot) -> words.CurrentExposure:
    return words.CurrentExposure(
        expected=row.expected, score=row.score, margin=row.score_margin
    )


def _causes(before: Snapshot, after: Snapshot) -> list[str]:
    causes = []
    version = after.assumptions
    if before.assumptions_id != version.pk:
        reason = version.reason.rstrip(" .")
        causes.append(words.ASSUMPTIONS(number=version.number, reason=reason))
    if before.capacity != after.capacity:
        old, new = (money(each.capacity, each.currency) for each in (before, after))
        causes.append(words.CAPACITY(old=old, new=new))
    if before.engine != after.engine:
        causes.append(words.ENGINE(old=before.engine, new=after.engine))
    return [*causes, *_rate_cause(before, after)]


def _rate_cause(before: Snapshot, after: Snapshot) -> list[str]:
    old, new = before.terms.get("rate"), after.terms.get("rate")
    if old is None or new is None or old == new:
        return []
    currency = after.assumptions.parameters.get("currency")
    stated = words.RATE(
        currency=currency, own=after.currency, old=f"{old:.6g}", new=f"{new:.6g}"
    )
    return [stated]


def _other_cause(after: Snapshot) -> str:
    if after.assumptions.parameters.get("linked_suit"):
        return words.LINKED_SUIT()
    return words.TERMS()
