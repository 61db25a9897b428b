"""What China asks before an answer of ours leaves for a court of the United States."""

from collections.abc import Iterable

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from risks.cases.models import Deadline, ExportGate
from risks.engine.time.rule_book import UnknownRule, place_of, rule

SHUT = "PRC export not cleared:"
PASSED = (ExportGate.State.CLEARED.value, ExportGate.State.NOT_NEEDED.value)


def close_gates(deadlines: Iterable[Deadline]) -> None:
    """Before each of them that has just been stored and whose rule has such a gate.

    Without a query where none has.
    """
    gated = [row for row in deadlines if _is_gated(row)]
    gates = [
        ExportGate(deadline=row, rule=each) for row in gated for each in ExportGate.Rule
    ]
    if gates:
        bulk_create_with_history(gates, ExportGate, batch_size=500)
    for row in gated:
        _show(row)


def save_gate(gate: ExportGate) -> None:
    """Store a gate's new state, and show it on the deadline that it stands before."""
    with transaction.atomic():
        gate.save()
        _show(Deadline.objects.select_for_update().get(pk=gate.deadline_id))


def _is_gated(row: Deadline) -> bool:
    ours = row.whose == Deadline.Whose.OURS and row.status == Deadline.Status.OPEN
    return ours and bool(_gate_of(row))


def _show(row: Deadline) -> None:
    """Last in the flag of the deadline, after whatever else is told there."""
    others = row.flag.partition(SHUT)[0].removesuffix("; ")
    gates = row.gates.order_by("rule")
    shut = "; ".join(str(gate) for gate in gates if gate.state not in PASSED)
    row.flag = "; ".join(filter(None, [others, shut and f"{SHUT} {shut}."]))
    row.save()


def _gate_of(row: Deadline) -> str:
    """Also of the rule that it replaces: no order of a judge lifts what China asks."""
    try:
        return rule(row.rule_id).gate or rule(place_of(row.rule_id)).gate
    except UnknownRule:
        return ""
