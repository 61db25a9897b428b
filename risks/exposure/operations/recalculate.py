"""Recalculate a company: price stale risks, store them and update the sums.

    stale → price → store → sums

One worker recalculates a company at a time, under a lease that it renews with
everything it writes. If it crashes, another one takes over when the lease expires; what
was stored is no longer stale. Several workers recalculate several companies.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime

from risks.access.queries import people_by_scope
from risks.exposure.models import Recalculation
from risks.exposure.operations.appetites import watch_appetites
from risks.exposure.operations.cells import CellTotals
from risks.exposure.operations.lease import LeaseLost, is_settled, lease_of
from risks.exposure.operations.outcome import (
    Recalculated,
    advance_full,
    begin_full,
    end_full,
    fail_full,
    note_fault,
    note_unpriced,
)
from risks.exposure.operations.price import Pricer, price
from risks.exposure.operations.runs import show_runs, store_runs
from risks.exposure.operations.shares import store_shares
from risks.exposure.operations.store import Store
from risks.exposure.queries import (
    changed_inputs,
    nothing_left,
    present_inputs,
    present_snapshots,
    register_state,
    wanted_sums,
)
from risks.register.models import Company
from risks.register.queries import UnusableFact

log = logging.getLogger(__name__)

BATCH = 50  # risks that are priced and then stored in one transaction
MOST_AGAIN = 3  # walks for what changed during the one before

Follow = Callable[[int, int], object]
"""Called after each batch with the number of risks done and their total."""


def recalculate_stale(*, now: datetime) -> Recalculated:
    """Recalculate each company that no other worker is recalculating."""
    done = Recalculated()
    for company in Company.objects.order_by("pk"):
        try:
            done.add(recalculate_company(company, now=now) or Recalculated())
        except Exception as fault:
            log.exception("exposure of company %s not computed", company.pk)
            note_fault(company, fault, now=now)
            done.failed += 1
    return done


def recalculate_company(
    company: Company, *, now: datetime, follow: Follow = lambda _done, _total: None
) -> Recalculated | None:
    """Recalculate one company; None while another worker does.

    What changes meanwhile is recalculated too. Raises `UnusableFact`.
    """
    if _is_nothing_left(company, now=now):
        return Recalculated()
    done = _recalculate(company, now=now, follow=follow)
    for _ in range(MOST_AGAIN):
        if done is None or done.findings or _is_nothing_left(company, now=now):
            break
        again = _recalculate(company, now=now, follow=follow)
        if again is None:
            break
        done.add(again)
    return done


def _recalculate(
    company: Company, *, now: datetime, follow: Follow
) -> Recalculated | None:
    with lease_of(company) as lease:
        if lease is None:
            return None
        full = begin_full(company, now=now)
        try:
            store = Store(now=now, lease=lease)
            return _walk(company, full=full, store=store, follow=follow)
        except LeaseLost as lost:
            log.warning("%s: another worker goes on", lost)
            return None
        except Exception as fault:
            if full:
                fail_full(full, fault, now=now)
            raise


def _walk(
    company: Company, *, full: Recalculation | None, store: Store, follow: Follow
) -> Recalculated:
    done, again, today = Recalculated(), full is not None, company.today(store.now)
    pricer = Pricer(redraw=again)
    first_of_all = 0
    if not again:
        first_of_all = _price_changed(
            company, today=today, pricer=pricer, store=store, done=done
        )
    watch_appetites(company, now=store.now)
    scopes = list(people_by_scope())
    # Read before the inputs: what changes meanwhile is found by the next tick.
    state = register_state(company, today=today)
    present = present_inputs(company, today=today)
    snapshots = present_snapshots(company)
    stale = [
        each
        for each in present
        if again or (each.hash not in snapshots and each.risk.pk not in done.doubtful)
    ]
    total = first_of_all + len(stale)
    if first_of_all:
        follow(first_of_all, total)
    for first in range(0, len(stale), BATCH):
        batch = stale[first : first + BATCH]
        carried = {} if again else store.carry(batch, done=done)
        rest = [each for each in batch if each.hash not in carried]
        snapshots |= store.keep(price(rest, pricer=pricer, done=done), done=done)
        snapshots |= carried
        follow(first_of_all + first + len(batch), total)
        if full:
            advance_full(full, done, risks=first + len(batch), of=len(stale))
    wanted = wanted_sums(
        company, present, snapshots, scopes=scopes, without=done.doubtful
    )
    cells = CellTotals(
        company=company, wanted=wanted, pricer=pricer, lease=store.lease, anew=again
    )
    store_runs(company, wanted, cells=cells, store=store, done=done)
    inputs = {scope.key: state.seen_by(scope) for scope in scopes}
    show_runs(company, wanted, inputs=inputs, store=store)
    store_shares(wanted, cells=cells, pricer=pricer, store=store)
    cells.forget_others()
    if full:
        end_full(full, done, now=store.now)
    else:
        note_unpriced(company, done, present=present, now=store.now)
    if not done.findings:
        keys = {scope.key for scope in scopes}
        store.lease.settle(nothing_left(company, state, scopes=keys))
    return done


def _price_changed(
    company: Company,
    *,
    today: date,
    pricer: Pricer,
    store: Store,
    done: Recalculated,
) -> int:
    """Price first what somebody has just changed and waits for; return how many."""
    changed = changed_inputs(company, today=today, at_most=BATCH)
    store.keep(price(changed, pricer=pricer, done=done), done=done)
    return len(changed)


def _is_nothing_left(company: Company, *, now: datetime) -> bool:
    """Say whether all figures are of the register as it is."""
    if Recalculation.objects.filter(company=company, ended_at=None).exists():
        return False
    try:
        state = register_state(company, today=company.today(now))
    except UnusableFact:
        return False
    keys = {scope.key for scope in people_by_scope()}
    return is_settled(company, nothing_left(company, state, scopes=keys))
