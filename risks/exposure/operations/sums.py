"""The sums that people see: of all risks, of each entity and of each category."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import PortfolioRun, RunLosses, RunView
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.figures import figures_of
from risks.exposure.operations.move import StoredLosses
from risks.exposure.operations.outcome import Found, Recalculated
from risks.exposure.operations.price import Pricer
from risks.exposure.operations.shares import store_shares
from risks.exposure.operations.store import Store
from risks.exposure.operations.totals import Total, Totals, losses_row
from risks.exposure.queries import (
    NOT_REPRODUCED,
    Inputs,
    Sum,
    latest_views,
    own_terms,
    stored_runs,
)
from risks.register.models import Company

TERMS = ("capacity", "appetite", "discount_rate", "horizon_months")
SHARED_AT_ONCE = 16  # portfolios; each takes some megabytes

Runs = dict[tuple[str, str, str], PortfolioRun]
"""By the key of the sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The sums that are wanted of a company today, and what they are made with."""

    company: Company
    wanted: Sequence[Sum]
    present: Sequence[Inputs]
    snapshots: Mapping[str, int]  # by the hash of inputs
    totals: Totals  # of what this walk has drawn so far
    pricer: Pricer
    store: Store

    def keep(self, *, again: bool = False) -> Recalculated:
        """Store those that are new; `again`: make the others too, and compare."""
        if not self.wanted:
            return Recalculated()
        day = self.wanted[0].members[0].valuation_date
        runs = stored_runs(self.company, on=day)
        missing = [each for each in self.wanted if each.key not in runs]
        findings = []
        for each, total in self._made(self.wanted if again else missing, again=again):
            drawn = total.as_drawn()
            if each.key not in runs:
                runs[each.key] = self._insert(each, total, drawn)
            elif runs[each.key].loss_hash != loss_hash(drawn.losses):
                findings.append(_differs(each))
        self._show(runs, seen=latest_views(self.company, on=day))
        self._share(runs)
        if missing:
            self._forget(runs)
        return Recalculated(runs=len(missing), findings=tuple(findings))

    def _made(
        self, sums: Sequence[Sum], *, again: bool = False
    ) -> Iterator[tuple[Sum, Total]]:
        """Each with its total; `again`: added up, and not moved from what is stored."""
        stored = StoredLosses(self.company, pricer=self.pricer)
        far = []
        for each in sums:
            by_snapshot = {self.snapshots[one.hash]: one for one in each.members}
            moved = None if again else stored.moved_to(each, by_snapshot)
            if moved:
                yield each, moved
            else:
                far.append(each)
        self._draw(cells={cell for each in far for cell in each.cells})
        for each in far:
            yield each, self.totals.of(each.cells)

    def _draw(self, *, cells: Collection[object]) -> None:
        """What these cells lack in the totals: the risks that were not stale."""
        needed = [inputs for inputs in self.present if inputs.cell in cells]
        for inputs in self.store.lease.renewed_over(self.totals.lacking(needed)):
            self.totals.add(inputs, self.pricer.drawn(inputs))

    def _insert(self, each: Sum, total: Total, drawn: Drawn) -> PortfolioRun:
        like = each.members[0]
        figures, terms = figures_of(drawn, like=like), own_terms(like)
        run = PortfolioRun(
            company=self.company,
            dimension=each.dimension,
            part=each.part,
            input_hash=each.hash,
            members=[
                {"risk": one.risk.pk, "snapshot": self.snapshots[one.hash]}
                for one in each.members
            ],
            basis=self.store.bases.of({name: terms[name] for name in TERMS}),
            computed_at=self.store.now,
            **figures.shape,
            **figures.measures,
        )
        losses = losses_row(total)
        with self.store.lease.writing():
            run.save(force_insert=True)
            RunLosses.objects.create(run=run, **losses)
            self._see(run, each.scopes)
        return run

    def _show(self, runs: Runs, *, seen: Collection[tuple[str, int]]) -> None:
        """Let each scope find its sums, and find them as its latest."""
        with self.store.lease.writing():
            for each in self.wanted:
                run = runs[each.key]
                self._see(
                    run, [key for key in each.scopes if (key, run.pk) not in seen]
                )

    def _see(self, run: PortfolioRun, scopes: Sequence[str]) -> None:
        RunView.objects.bulk_create(
            [RunView(run=run, scope=key, since=self.store.now) for key in scopes],
            update_conflicts=True,
            unique_fields=["scope", "run"],
            update_fields=["since"],
        )

    def _share(self, runs: Runs) -> None:
        wanting = (
            each
            for each in self.wanted
            if each.dimension == PortfolioRun.Dimension.PORTFOLIO
            and not runs[each.key].has_shares
        )
        while some := list(islice(wanting, SHARED_AT_ONCE)):
            store_shares(
                [
                    (runs[each.key], each, total.as_drawn().losses)
                    for each, total in self._made(some)
                ],
                present=self.present,
                pricer=self.pricer,
                lease=self.store.lease,
            )

    def _forget(self, runs: Runs) -> None:
        """The losses of sums that nobody wants now and that have their shares."""
        wanted = [runs[each.key].pk for each in self.wanted]
        rows = RunLosses.objects.filter(run__company=self.company)
        waiting = rows.filter(
            run__dimension=PortfolioRun.Dimension.PORTFOLIO, run__has_shares=False
        )
        rows.exclude(run__in=[*wanted, *waiting.values_list("run", flat=True)]).delete()


def _differs(each: Sum) -> Found:
    return {
        "risk": None,
        "scopes": list(each.scopes),
        "what": NOT_REPRODUCED,
        "text": f"{each}: not reproduced, its losses came out otherwise",
    }
