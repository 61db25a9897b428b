"""Store portfolio runs and record which scopes see them."""

from collections.abc import Sequence
from dataclasses import replace

from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.exposure.models import PortfolioRun, RunLosses, RunView
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.figures import figures_of
from risks.exposure.operations.outcome import Finding, Recalculated
from risks.exposure.operations.price import Pricer
from risks.exposure.operations.store import Store
from risks.exposure.operations.sums import totals_of
from risks.exposure.operations.totals import Total, losses_row
from risks.exposure.queries import NOT_REPRODUCED, Sum, WantedSums, own_terms
from risks.register.models import Company

TERMS = ("capacity", "appetite", "discount_rate", "horizon_months")


def store_runs(
    company: Company,
    wanted: WantedSums,
    *,
    again: bool,
    pricer: Pricer,
    store: Store,
    done: Recalculated,
) -> None:
    """Store the missing runs; with `again`, also recompute and compare the others."""
    totals = totals_of(
        wanted.sums if again else wanted.missing,
        of=company,
        wanted=wanted,
        pricer=pricer,
        lease=store.lease,
        moving=not again,
    )
    for each, total in totals:
        drawn = replace(total.as_drawn(), law=_law(each, pricer=pricer))
        known = wanted.runs.get(each.key)
        if known is None:
            run = _run(company, each, drawn, wanted=wanted, store=store)
            _insert(run, total, each, store=store)
            wanted.runs[each.key] = run
            done.runs += 1
        elif known.loss_hash != loss_hash(drawn.losses):
            done.findings.append(_differs(each))
    _show(wanted, store=store)
    if done.runs:
        _forget_losses(company, wanted)


def _law(each: Sum, *, pricer: Pricer) -> AtMostOnce | None:
    """Return the law of a sum of one risk, which is that risk."""
    return pricer.drawn(each.members[0]).law if len(each.members) == 1 else None


def _run(
    company: Company, each: Sum, drawn: Drawn, *, wanted: WantedSums, store: Store
) -> PortfolioRun:
    like = each.members[0]
    figures, terms = figures_of(drawn, like=like), own_terms(like)
    return PortfolioRun(
        company=company,
        dimension=each.dimension,
        part=each.part,
        input_hash=each.hash,
        members=[
            {"risk": one.risk.pk, "snapshot": wanted.snapshots[one.hash]}
            for one in each.members
        ],
        basis=store.bases.of({name: terms[name] for name in TERMS}),
        computed_at=store.now,
        **figures.shape,
        **figures.measures,
    )


def _insert(run: PortfolioRun, total: Total, each: Sum, *, store: Store) -> None:
    losses = losses_row(total)
    with store.lease.writing():
        run.save(force_insert=True)
        RunLosses.objects.create(run=run, **losses)
        _see(run, each.scopes, store=store)


def _show(wanted: WantedSums, *, store: Store) -> None:
    """Make each wanted run the latest that its scopes see."""
    with store.lease.writing():
        for each in wanted.sums:
            run, seen = wanted.runs[each.key], wanted.latest_views
            new = [key for key in each.scopes if (key, run.pk) not in seen]
            _see(run, new, store=store)


def _see(run: PortfolioRun, scopes: Sequence[str], *, store: Store) -> None:
    RunView.objects.bulk_create(
        [RunView(run=run, scope=key, since=store.now) for key in scopes],
        update_conflicts=True,
        unique_fields=["scope", "run"],
        update_fields=["since"],
    )


def _forget_losses(company: Company, wanted: WantedSums) -> None:
    """Delete the losses of runs that are not wanted now and have their shares."""
    present = [wanted.runs[each.key].pk for each in wanted.sums]
    rows = RunLosses.objects.filter(run__company=company).exclude(run__in=present)
    portfolio = PortfolioRun.Dimension.PORTFOLIO
    rows.exclude(run__dimension=portfolio, run__has_shares=False).delete()


def _differs(each: Sum) -> Finding:
    text = f"{each}: not reproduced, its losses came out otherwise"
    scopes = list(each.scopes)
    return {"risk": None, "scopes": scopes, "what": NOT_REPRODUCED, "text": text}
