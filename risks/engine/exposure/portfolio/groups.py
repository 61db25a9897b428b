"""The sums to which a risk belongs besides the portfolio: entity and category."""

from collections.abc import Iterable, Mapping

from risks.engine.exposure.kinds.parsing import RiskModel

Groups = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By grouping and label: the ids of its members, in the order of the register."""


def groups_of(risks: Iterable[RiskModel]) -> Groups:
    """Return the members of each group, for groupings that are used.

    A risk without an entity is in no entity; one without a category is under its kind,
    so that the categories always add up to the portfolio.
    """
    risks = tuple(risks)
    groups = {}
    if any(risk.entity for risk in risks):
        groups["entity"] = _members((risk.id, risk.entity) for risk in risks)
    if any(risk.category for risk in risks):
        groups["category"] = _members(
            (risk.id, risk.category or risk.kind) for risk in risks
        )
    return groups


def _members(
    labelled: Iterable[tuple[str, str | None]],
) -> dict[str, tuple[str, ...]]:
    members: dict[str, tuple[str, ...]] = {}
    for risk_id, label in labelled:
        if label is not None:
            members[label] = (*members.get(label, ()), risk_id)
    return members
