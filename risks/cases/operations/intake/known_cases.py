"""Find the cases here that a docket is of, and those that it may be of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from risks.access.models import Person
from risks.cases.models import Case, DocketQuestion
from risks.cases.sources.docket import Docket, Source
from risks.cases.sources.docket_number import Likeness, compare, serials
from risks.register.models import Company

# Sources that report on every case of a court; they open no case here.
TELLING = (Source.RSS, Source.NOTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The cases of a court with a docket number."""

    # The one that the docket's code names, else the open ones, else closed ones.
    same: tuple[Case, ...]
    # Those whose number leaves out a part, or states one that the docket leaves out,
    # and of which nobody has answered yet. They are asked about though another case,
    # which their readers may not see, has the whole number.
    nearly: tuple[Case, ...]


_NONE = Matched(same=(), nearly=())


def matched(docket: Docket) -> Matched:
    """Return the cases of a docket, or those of which a person must be asked."""
    found: dict[Likeness, list[Case]] = {likeness: [] for likeness in Likeness}
    for case in _candidates(docket):
        found[compare(docket.docket_number, case.docket_number)].append(case)
    same, nearly = found[Likeness.SAME], found[Likeness.NEARLY]
    named = [case for case in same if case.code == docket.code]
    if named:
        return Matched(same=tuple(named), nearly=())
    same = [case for case in same if case.status == case.Status.OPEN] or same
    answers = _answers(docket, nearly) if nearly else {}
    is_this = [case for case in nearly if answers.get(case.pk) == "this"]
    return Matched(
        same=(*same, *is_this),
        nearly=tuple(case for case in nearly if case.pk not in answers),
    )


def _answers(docket: Docket, nearly: Sequence[Case]) -> dict[int, str]:
    """Return what people have answered about this number, by case."""
    rows = DocketQuestion.objects.filter(case__in=nearly).exclude(
        state=DocketQuestion.State.ASKED
    )
    return {
        row.case_id: row.state
        for row in rows.order_by("decided_at", "pk")
        if compare(row.docket_number, docket.docket_number) is Likeness.SAME
    }


def nearly_matched(
    dockets: Iterable[Docket],
) -> Iterator[tuple[Docket, tuple[Case, ...]]]:
    """Yield what a feed or a notice tells of cases that it only nearly names."""
    for docket in dockets:
        if docket.source in TELLING and (nearly := matched(docket).nearly):
            yield docket, nearly


def is_not_followed(docket: Docket) -> bool:
    """Say whether a feed or a notice tells of a docket that is of no case here."""
    return docket.source in TELLING and matched(docket) == _NONE


def _candidates(docket: Docket) -> Iterable[Case]:
    """Return the cases of the court, without most of those of other numbers."""
    cases = Case.objects.filter(court_id=docket.court_id)
    named = serials([docket.docket_number])
    if all(map(str.isdecimal, named)):
        whole = "|".join(sorted(named))
        cases = cases.filter(docket_number__regex=rf"(^|[^0-9])0*({whole})([^0-9]|$)")
    return cases.order_by("pk")


def cases_with_like_number(
    docket_number: str, *, court_id: str, company: Company, person: Person
) -> list[Case]:
    """Return the open cases of a company that have this number, or nearly.

    Only those that the person sees; of a hidden case a question would tell.
    """
    rows = Case.objects.visible_to(person)
    open_ = rows.filter(
        court_id=court_id, company=company, status=Case.Status.OPEN
    ).order_by("pk")
    return [
        case
        for case in open_
        if compare(docket_number, case.docket_number) is not Likeness.DIFFERENT
    ]


def free_place(case: Case) -> int:
    """Return the first free place among the cases with this court and number."""
    same = Case.objects.filter(
        court_id=case.court_id, docket_number=case.docket_number
    ).exclude(pk=case.pk)
    taken = set(same.values_list("number_place", flat=True))
    return next(place for place in count() if place not in taken)
