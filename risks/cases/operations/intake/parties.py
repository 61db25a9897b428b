"""Record the parties of a case and their counsel from a docket."""

from collections.abc import Sequence

from risks.cases import models
from risks.cases.sources.docket import Counsel, Party


def record_parties(case: models.Case, parties: Sequence[Party]) -> None:
    """Add the parties that the docket names; none is ever removed."""
    rows = {(row.role, row.name): row for row in case.parties.order_by("pk")}
    stated = {(party.role, party.name): party for party in parties}
    new = [
        models.Party(case=case, role=party.role, name=party.name, extra=party.extra)
        for key, party in stated.items()
        if key not in rows
    ]
    models.Party.objects.bulk_create(new)
    rows |= {(row.role, row.name): row for row in new}
    changed = []
    for key, party in stated.items():
        if party.extra and rows[key].extra != party.extra:
            rows[key].extra = party.extra
            changed.append(rows[key])
    models.Party.objects.bulk_update(changed, ["extra"])
    _record_counsel(
        case,
        {
            (rows[party.role, party.name].pk, counsel.name): counsel
            for party in parties
            for counsel in party.counsel
        },
    )


def _record_counsel(case: models.Case, stated: dict[tuple[int, str], Counsel]) -> None:
    known = models.Counsel.objects.filter(party__case=case).order_by("pk")
    rows = {(row.party_id, row.name): row for row in known}
    models.Counsel.objects.bulk_create(
        models.Counsel(
            party_id=party_id, name=name, roles=one.roles, contact=one.contact
        )
        for (party_id, name), one in stated.items()
        if (party_id, name) not in rows
    )
    changed = []
    for key, one in stated.items():
        row = rows.get(key)
        contact = (one.roles, one.contact)
        if row is not None and any(contact) and contact != (row.roles, row.contact):
            row.roles, row.contact = contact
            changed.append(row)
    models.Counsel.objects.bulk_update(changed, ["roles", "contact"])
