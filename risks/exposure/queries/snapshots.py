"""Queries for the snapshots on which risks stand, and for what sums were made of."""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from risks.exposure.models import CurrentExposure, PortfolioRun, Snapshot
from risks.exposure.queries.cells import Compartment
from risks.register.models import Company

MARK_BYTES = 8


class Stored(NamedTuple):
    """A stored snapshot, with a mark that is equal where losses and mean are."""

    pk: int
    mark: str

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Stored":
        return cls._of(
            snapshot.pk,
            snapshot.loss_hash,
            snapshot.expected,
            snapshot.standard_error,
        )

    @classmethod
    def _of(
        cls, pk: int, loss_hash: str, expected: Decimal, error: Decimal
    ) -> "Stored":
        text = f"{loss_hash} {expected} {error}"
        return cls(pk, blake2b(text.encode(), digest_size=MARK_BYTES).hexdigest())


class NoMembers(LookupError):
    """The run is older than the storage of its members."""


def present_snapshots(company: Company) -> dict[str, Stored]:
    """Return the snapshot that each risk stands on, by the hash of its inputs."""
    rows = CurrentExposure.objects.filter(risk__company=company)
    names = ("loss_hash", "expected", "standard_error")
    columns = ("snapshot__input_hash", "snapshot", *(f"snapshot__{n}" for n in names))
    return {
        inputs: Stored._of(pk, *figures)
        for inputs, pk, *figures in rows.values_list(*columns)
    }


def run_members(run: PortfolioRun) -> dict[int, int]:
    """Return the snapshot of each member of a portfolio by risk; raises NoMembers."""
    if run.membership:
        return dict(_members(run))
    if len(run.largest) == run.risks:
        return {each["risk"]: each["snapshot"] for each in run.largest}
    raise NoMembers(f"{run}: its members were not kept.")


def _members(run: PortfolioRun) -> Iterator[tuple[int, int]]:
    seen = {Compartment(*each) for each in run.compartments}
    assert run.membership
    for compartment, risks, snapshots in run.membership.by_compartment:
        if Compartment(*compartment) in seen:
            yield from zip(risks, snapshots, strict=True)
