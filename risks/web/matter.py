"""The registers of one case, each for those who may see it."""

from typing import Any

from risks.access.models import Person
from risks.cases.models import Case
from risks.cases.queries import conflicting_facts


def registers(row: Case, person: Person) -> dict[str, Any]:
    """What the case page shows of its registers; without what the reader may not."""
    shown: dict[str, Any] = {}
    if person.has_perm("risks.view_casefact"):
        shown["conflicts"] = conflicting_facts(row)
    return shown
