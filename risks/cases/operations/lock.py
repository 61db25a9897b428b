"""Lock a case before anything of it is counted, closed or corrected."""

from risks.cases.models import Case
from risks.cases.queries.entered_rules import take_entered_rules


def locked_case(case_id: int) -> Case:
    """Return the case, locked; what is counted next is by the rules confirmed now."""
    case = Case.objects.select_for_update().get(pk=case_id)
    take_entered_rules()
    return case
