"""A table for people, and a last line for programs."""

import json
from collections.abc import Iterator

from tests.chaos.mutant_trials import Verdict
from tests.chaos.processes.mutants import MUTANTS
from tests.chaos.run import Outcome

EXAMPLES = 3


def caught(verdict: Verdict) -> bool:
    expected = MUTANTS[verdict.mutant].breaks
    return not verdict.control and bool(expected & verdict.broken.keys())


def mutants_caught(outcome: Outcome) -> int:
    return sum(map(caught, outcome.verdicts))


def holds(outcome: Outcome) -> bool:
    """Every law, on the product and on the controls; and every mutant is caught."""
    controls = [one for one in outcome.verdicts if one.control]
    return (
        not any(outcome.findings.values())
        and not any(one.broken for one in controls)
        and mutants_caught(outcome) == len(MUTANTS)
    )


def lines(outcome: Outcome) -> Iterator[str]:
    yield from _faults(outcome)
    yield ""
    for law, findings in outcome.findings.items():
        yield f"{law:<30} {'holds' if not findings else f'BROKEN {len(findings)}'}"
        yield from (f"    {finding}" for finding in findings[:EXAMPLES])
    yield ""
    for verdict in outcome.verdicts:
        yield _verdict(verdict)
    yield ""
    yield json.dumps(figures(outcome))


def _faults(outcome: Outcome) -> Iterator[str]:
    counts = outcome.evidence.counts
    for name, times in sorted(counts.faults.items()):
        yield f"{name:<30} {times}"
    yield f"{'full stop':<30} {len(counts.silences)}"
    for fate, keys in sorted(outcome.fates.counted.items()):
        yield f"{'keys ' + fate:<30} {keys}"
    if not outcome.quiet:
        yield "Time was out before everything had been sent."


def _verdict(verdict: Verdict) -> str:
    if verdict.control:
        said = "comes through" if not verdict.broken else f"BREAKS {verdict.broken}"
        return f"{'product, ' + verdict.mutant:<30} {said}"
    said = "caught" if caught(verdict) else "NOT CAUGHT"
    return f"{'mutant, ' + verdict.mutant:<30} {said} by {', '.join(verdict.broken)}"


def figures(outcome: Outcome) -> dict[str, object]:
    fates, counts = outcome.fates, outcome.evidence.counts
    fate = fates.counted
    return {
        "required": fate["sent"] + fate["lost"],
        "sent": fate["sent"],
        "lost": fate["lost"],
        "extra_copies": fates.extra_copies,
        "ambiguous": fates.ambiguous,
        "kills": counts.kills,
        "late_p50_s": round(fates.percentile(0.5), 2),
        "late_p99_s": round(fates.percentile(0.99), 2),
        "mutants_caught": mutants_caught(outcome),
        "escalated": fate["escalated"],
        "retired": fate["retired"],
        "future": fate["future"],
        "faults": sum(counts.faults.values()) + len(counts.silences),
        "laws_broken": [law for law, found in outcome.findings.items() if found],
        "controls_broken": [
            one.mutant for one in outcome.verdicts if one.control and one.broken
        ],
        "database": outcome.options.database,
        "seed": outcome.options.seed,
        "seconds": round(outcome.seconds, 1),
    }
