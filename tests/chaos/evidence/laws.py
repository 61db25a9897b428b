"""What must hold at rest. Each law looks at the evidence and says what breaks it."""

from collections.abc import Callable, Iterator

from tests.chaos.evidence.evidence import Evidence, Row, Want
from tests.chaos.evidence.health_probe import Sample
from tests.chaos.evidence.outcomes import Fates, overlap
from tests.chaos.evidence.recorder import Letter
from tests.chaos.processes.time_scale import SendingLimits

SENT = ("sent", "acknowledged", "bounced")
GIVEN_UP = ("failed", "dead", "bounced")
MOST_COPIES = 3
# A look each half second, and the machine's own slowness.
LOOK_SECONDS = 3.0
# The limit in a run of five minutes.
SHORT_RUN_SILENCE = 15.0

Law = Callable[[Evidence, Fates], Iterator[str]]


def rows_exist(evidence: Evidence, fates: Fates) -> Iterator[str]:
    """Every required key has a row, unless it was retired before it was planned."""
    for want in evidence.wants.values():
        if want.key in evidence.rows:
            continue
        if want.key in evidence.present or not fates.is_excused(want):
            yield _named(want, "has no row")


def nothing_lost(evidence: Evidence, fates: Fates) -> Iterator[str]:
    """Sent, or handed over, or alarmed, or rightly retired: nothing else."""
    for key in fates.lost:
        yield _named(evidence.rows.get(key) or evidence.wants[key], "is lost")


def sent_is_received(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    for row in evidence.rows.values():
        if row.state in SENT and not evidence.letters_of(row):
            yield _named(row, "is marked sent and the recorder never saw it")


def received_is_known(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    """No mail that no row asks for, and none to another person."""
    people = evidence.people
    known = {
        row.message_id: people[row.recipient].address for row in evidence.rows.values()
    }
    for message_id, letters in evidence.letters.items():
        for letter in letters:
            if known.get(message_id) != letter.recipient:
                yield f"{message_id} to {letter.recipient}: no row asks for it"


def lost_lease_changes_nothing(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    """One sender has the last word: one answer for each row that is sent, else none."""
    for row in evidence.rows.values():
        said = len(evidence.answers.get(row.pk, []))
        if said != (row.state in SENT):
            yield _named(row, f"is {row.state} and {said} senders say they sent it")


def copies(evidence: Evidence, fates: Fates) -> Iterator[str]:
    """A repeat needs a fault of its own, and has its limit."""
    allowed = fates.ambiguous + evidence.counts.kills
    if fates.extra_copies > allowed:
        yield f"{fates.extra_copies} copies beyond one; the faults explain {allowed}"
    for message_id, letters in evidence.letters.items():
        if len(letters) > MOST_COPIES:
            yield f"{message_id}: {len(letters)} copies"


def nothing_untimely(evidence: Evidence, fates: Fates) -> Iterator[str]:
    """Nothing to whom it no longer concerns, one sweep after that was committed."""
    for row in evidence.rows.values():
        for letter in evidence.letters_of(row):
            for since, until, why in fates.forbidden(row):
                if _too_late(evidence, letter, since=since, until=until):
                    late = letter.at - since
                    yield _named(row, f"was sent {late:.1f} s after {why}")


def escalations_in_time(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    """Whoever could not be told has a successor, born with the failure, or an alarm."""
    for row in evidence.rows.values():
        if row.state not in GIVEN_UP or row.alarm is not None:
            continue
        next_row = evidence.by_pk.get(row.escalated_to or 0)
        if next_row is None:
            yield _named(row, f"is {row.state} and nobody else was told")
            continue
        ended = evidence.given_up_at.get(row.pk, row.created_at)
        if next_row.created_at - ended > evidence.sending_limits.sweep:
            yield _named(row, "was handed over too late")


def silence_goes_on(evidence: Evidence, fates: Fates) -> Iterator[str]:
    """Of a critical reminder that nobody answers the next people hear in time."""
    for row in evidence.rows.values():
        if row.state != "sent" or row.ack_by is None or fates.is_answered(row):
            continue
        stands = overlap(evidence.counts.silences, row.ack_by, evidence.at)
        waited = evidence.at - row.ack_by - stands
        if waited > evidence.latest and not (row.escalated_to or row.alarm):
            yield _named(row, f"is unanswered for {waited:.1f} s, and nobody was told")


def unreachable_is_alarmed(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    for due in evidence.dues.values():
        if due.status != "open":
            continue
        reached = any(evidence.may_know(one, due) for one in evidence.chain(due))
        if not reached and f"unreachable {due.code}" not in evidence.alarms:
            yield f"{due.code}: nobody may know of it, and no alarm says so"


def in_time(evidence: Evidence, fates: Fates) -> Iterator[str]:
    late = fates.percentile(0.99)
    if late > evidence.latest:
        yield f"p99 is {late:.1f} s, the limit {evidence.latest:.1f} s"


def silence_is_noticed(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    """The page says so in each full stop that is long enough, and never otherwise."""
    limit = evidence.sending_limits.silent_after
    windows = [
        (start + limit - LOOK_SECONDS, end + limit / 2)
        for start, end in evidence.counts.silences
    ]
    for start, end in windows:
        if not any(start <= one.at <= end for one in _shouts(evidence)):
            yield "a full stop passed and the page did not say so"
    for one in _shouts(evidence):
        outside = not any(start <= one.at <= end for start, end in windows)
        if (
            outside
            and one.truth is not None
            and _is_false(one.truth, evidence.sending_limits)
        ):
            yield f"an alarm in no full stop, {one.truth:.1f} s after a heartbeat"


def _shouts(evidence: Evidence) -> Iterator[Sample]:
    for one in evidence.samples:
        age = one.heartbeat_age
        if not one.healthy and (
            age is None or age > evidence.sending_limits.silent_after
        ):
            yield one


def _is_false(truth: float, sending_limits: SendingLimits) -> bool:
    """In a run of minutes the limit is a machine's pause: there it may be true."""
    if sending_limits.silent_after > SHORT_RUN_SILENCE:
        return True
    return truth < sending_limits.silent_after - LOOK_SECONDS


def at_rest(evidence: Evidence, _fates: Fates) -> Iterator[str]:
    for row in evidence.rows.values():
        if row.state == "sending":
            over = "expired" if (row.lease_until or 0) < evidence.at else "open"
            yield _named(row, f"is still being sent; its lease is {over}")
        if row.state == "scheduled" and row.fire_at < evidence.at - LOOK_SECONDS:
            yield _named(row, "is due and was not sent")


def _too_late(
    evidence: Evidence, letter: Letter, *, since: float, until: float
) -> bool:
    if not since < letter.at < until:
        return False
    # A sender that stood still between its question and its mail knew no better.
    still = overlap(evidence.counts.stops, since, letter.at)
    return letter.at - since - still > evidence.sending_limits.sweep


def _named(row: Row | Want, what: str) -> str:
    return (
        f"deadline {row.deadline} rev {row.revision} {row.offset} step {row.step} "
        f"to {row.recipient} {what}"
    )


LAWS: dict[str, Law] = {
    "rows exist": rows_exist,
    "nothing lost": nothing_lost,
    "sent is received": sent_is_received,
    "received is known": received_is_known,
    "a lost lease changes nothing": lost_lease_changes_nothing,
    "copies": copies,
    "nothing untimely": nothing_untimely,
    "escalations in time": escalations_in_time,
    "silence goes on": silence_goes_on,
    "unreachable is alarmed": unreachable_is_alarmed,
    "in time": in_time,
    "silence is noticed": silence_is_noticed,
    "at rest": at_rest,
}


def judge(evidence: Evidence, fates: Fates) -> dict[str, list[str]]:
    """The findings of each law; none where it holds."""
    return {name: list(law(evidence, fates)) for name, law in LAWS.items()}
