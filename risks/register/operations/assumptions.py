"""How beliefs about a risk change: by a new version, with an author and a reason."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.engine.exposure.documents.parameters import changed
from risks.engine.exposure.documents.refusal import Place, RegisterError
from risks.engine.exposure.kinds.parsing import RiskModel, parse_risk
from risks.engine.foreign.shown import shown
from risks.register.models import Assumptions, Proposal, Risk
from risks.register.queries import fact_values, latest_assumptions, rates_to


class AssumptionsRefused(ValueError):
    """The engine cannot price these parameters; the message names the field."""


class AlreadyDecided(ValueError):
    """A proposal is decided once."""


def record_assumptions(
    risk: Risk,
    *,
    parameters: Mapping[str, Any],
    reason: str,
    author: Person,
    effective_date: date,
    now: datetime,
    evidence: str = "",
) -> Assumptions:
    """Store a new version; raises `AssumptionsRefused` and stores nothing."""
    refuse_what_cannot_be_priced(risk, parameters, now=now)
    if not reason.strip():
        raise AssumptionsRefused(
            _("%(code)s: enter the reason for the change.") % {"code": risk.code}
        )
    with transaction.atomic():
        Risk.objects.select_for_update().get(pk=risk.pk)
        latest = latest_assumptions(risk)
        risk.assumptions.filter(is_latest=True).update(is_latest=False)
        return Assumptions.objects.create(
            risk=risk,
            number=latest.number + 1 if latest else 1,
            parameters=parameters,
            hash=assumptions_hash(risk.kind, parameters),
            reason=reason.strip(),
            evidence=evidence,
            author=author,
            effective_date=effective_date,
            created_at=now,
        )


def assumptions_hash(kind: str, parameters: Mapping[str, Any]) -> str:
    """SHA-256 over canonical JSON: equal beliefs have equal hashes."""
    text = json.dumps([kind, parameters], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def propose(
    risk: Risk,
    *,
    origin: str,
    why: str,
    change: Mapping[str, Any],
    decide_by: date,
    now: datetime,
) -> Proposal | None:
    """Suggest a change, once for each `origin`; None when it was suggested before."""
    proposal, created = Proposal.objects.get_or_create(
        risk=risk,
        origin=origin,
        defaults={
            "why": why,
            "change": change,
            "decide_by": decide_by,
            "created_at": now,
        },
    )
    return proposal if created else None


def accept(
    proposal: Proposal, *, by: Person, reason: str, now: datetime
) -> Assumptions:
    """Apply the change to the latest assumptions as a new version.

    Raises `AlreadyDecided`, or `AssumptionsRefused` when the result has no price.
    """
    with transaction.atomic():
        locked = _open(proposal)
        latest = latest_assumptions(locked.risk)
        if latest is None:
            raise AssumptionsRefused(
                _("%(code)s has no assumptions yet.") % {"code": locked.risk.code}
            )
        accepted = record_assumptions(
            locked.risk,
            parameters=merged(latest.parameters, locked.change),
            reason=f"{locked.why} {reason}".strip(),
            author=by,
            effective_date=locked.risk.company.today(now),
            now=now,
            evidence=latest.evidence,
        )
        locked.accepted_as = accepted
        _decide(locked, Proposal.Status.ACCEPTED, by=by, reason=reason, now=now)
    return accepted


def reject(proposal: Proposal, *, by: Person, reason: str, now: datetime) -> Proposal:
    with transaction.atomic():
        locked = _open(proposal)
        return _decide(locked, Proposal.Status.REJECTED, by=by, reason=reason, now=now)


def merged(parameters: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """`change` over `parameters`, as a what-if merges them; null takes a value out.

    Raises `AssumptionsRefused` where a path leads nowhere.

    >>> merged({"works": 5, "decided": {"a": "x"}}, {"decided": {"b": "y"}})
    {'works': 5, 'decided': {'a': 'x', 'b': 'y'}}
    """
    try:
        return changed(parameters, change, place=Place())
    except RegisterError as error:
        raise AssumptionsRefused(str(error)) from None


def refuse_what_cannot_be_priced(
    risk: Risk, parameters: Mapping[str, Any], *, now: datetime
) -> None:
    """Raises `AssumptionsRefused`, naming the risk and the field."""
    on = risk.company.today(now)
    # They are the risk's own: given here, they would price another risk's draws.
    for name in ("id", "kind"):
        if name in parameters:
            raise AssumptionsRefused(
                _("%(code)s, %(name)s: is set by the risk itself")
                % {"code": risk.code, "name": name}
            )
    try:
        model = parse_risk(
            {"id": str(risk.uuid), "kind": risk.kind, **parameters},
            facts=fact_values(risk.company, on=on),
            facts_currency=risk.company.currency,
        )
    except RegisterError as error:
        named = ", ".join(filter(None, (risk.code, error.field)))
        raise AssumptionsRefused(f"{named}: {error.problem}") from None
    _refuse_unknown_drivers(risk, model)
    _refuse_missing_rate(risk, model, on=on)


def _refuse_unknown_drivers(risk: Risk, model: RiskModel) -> None:
    if not model.loadings:
        return
    known = list(risk.company.drivers.values_list("name", flat=True))
    for each in model.loadings:
        if each.driver not in known:
            raise AssumptionsRefused(
                _(
                    "%(code)s, loadings: no driver of %(code_2)s is called %(driver)s; "
                    "known are %(none)s"
                )
                % {
                    "code": risk.code,
                    "code_2": risk.company.code,
                    "driver": shown(each.driver),
                    "none": ", ".join(known) or "none",
                }
            )


def _refuse_missing_rate(risk: Risk, model: RiskModel, *, on: date) -> None:
    own, currency = risk.company.currency, model.currency
    if currency in (None, own) or rates_to(own, {currency}, on=on):
        return
    raise AssumptionsRefused(
        _("%(code)s, currency: no rate %(currency)s to %(own)s on %(on)s")
        % {"code": risk.code, "currency": currency, "own": own, "on": on}
    )


def _open(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.status != Proposal.Status.OPEN:
        status = locked.get_status_display().lower()
        raise AlreadyDecided(
            _("This proposal is already %(status)s.") % {"status": status}
        )
    return locked


def _decide(
    proposal: Proposal,
    status: Proposal.Status,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> Proposal:
    if not reason.strip():
        raise AssumptionsRefused(_("Enter the reason for your decision."))
    proposal.status = status
    proposal.decided_by = by
    proposal.decided_at = now
    proposal.decision_reason = reason.strip()
    proposal.save()
    return proposal
