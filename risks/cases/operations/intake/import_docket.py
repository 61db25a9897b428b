"""Import a docket into a case in one transaction; a second import changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _

from risks.access.models import Person, Role
from risks.cases.models import Case, Deadline
from risks.cases.operations.closing.ended import propose_terminated
from risks.cases.operations.entries.file_entries import file_entries
from risks.cases.operations.intake.known_cases import TELLING, matched
from risks.cases.operations.intake.parties import record_parties
from risks.cases.operations.lock import locked_case
from risks.cases.sources.docket import Docket, Source
from risks.cases.sources.docket_number import Likeness, compare
from risks.register.models import Company

_CODE = r"^C-[0-9]{1,9}$"
# Company and owner of the first docket of a new installation, until someone assigns it.
UNASSIGNED = "UNASSIGNED"
_FILLED = (
    "judge",
    "stage",
    "cause",
    "nature_of_suit",
    "filed_date",
    "terminated_date",
    "caption_zh",
)
# Fields that a docket page may overwrite.
_FOLLOWED = ("judge", "terminated_date")


class ImportRefused(ValueError):
    """This docket cannot be imported here; the message is one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The case of an imported docket and how much of it was new."""

    case: Case
    # Docket entries.
    created: int
    updated: int
    unchanged: int
    # Deadlines that this run created or advanced.
    deadlines: int


def import_docket(
    docket: Docket,
    *,
    now: datetime,
    case: Case | None = None,
    company: Company | None = None,
    owner: Person | None = None,
) -> Imported:
    """Import into `case`, the case with that court and number, or a new one.

    A new case belongs to `company` (or the only one) and `owner` (or the first in-house
    lawyer). Raises ImportRefused without changing anything.
    """
    with transaction.atomic():
        known = case or _known_case(docket)
        target = known or _open_case(docket, company, owner)
        target = locked_case(target.pk)
        _refuse_other_case(target, docket, company)
        was_live = known is None or target.terminated_date is None
        _describe(target, docket)
        record_parties(target, docket.parties)
        filed = file_entries(target, docket.entries, source=docket.source, now=now)
        if was_live and target.terminated_date:
            _close_unless_due(target, now=now)
        # Bookkeeping and not a fact of the case: it leaves no history.
        target.last_checked_at = now
        Case.objects.filter(pk=target.pk).update(last_checked_at=now)
    return Imported(
        case=target,
        created=filed.created,
        updated=filed.updated,
        unchanged=len(docket.entries) - filed.created - filed.updated,
        deadlines=filed.deadlines,
    )


def import_dockets(
    dockets: Sequence[Docket],
    *,
    now: datetime,
    case: Case | None = None,
    company: Company | None = None,
    owner: Person | None = None,
) -> tuple[Imported, ...]:
    """Import all dockets of a file, or none if one is refused.

    From a feed or a notice, which cover every case of a court, only dockets of a case
    that is followed here, or of `case`, are imported.
    """
    imported = []
    with transaction.atomic():
        for docket in dockets:
            for target in _targets(docket, case):
                imported.append(
                    import_docket(
                        docket, now=now, case=target, company=company, owner=owner
                    )
                )
    return tuple(imported)


def _targets(docket: Docket, case: Case | None) -> Sequence[Case | None]:
    """Return the cases to import into; None stands for the one that is found."""
    if docket.source not in TELLING:
        return [case]
    if case is None:
        return matched(docket).same
    return [case] if _is_of(docket, case) else []


def _is_of(docket: Docket, case: Case) -> bool:
    """Say whether a docket may be of the case that a person names."""
    likeness = compare(docket.docket_number, case.docket_number)
    return docket.court_id == case.court_id and likeness is not Likeness.DIFFERENT


def _known_case(docket: Docket) -> Case | None:
    """Return the case with this court and number, in any spelling of the number.

    Raises ImportRefused where that is a question which only a person can answer.
    """
    found = matched(docket)
    if len(found.same) == 1:
        return found.same[0]
    if unsure := found.same or found.nearly:
        raise ImportRefused(unsure_of(docket, unsure))
    return None


def unsure_of(docket: Docket, cases: Sequence[Case]) -> str:
    """Return the question, in one line, of which case a docket is."""
    named = " and ".join(f"{case.code} ({case.docket_number})" for case in cases)
    return _(
        "docket_number: %(court_id)s %(docket_number)s may be %(named)s. If it is, "
        "import it with --case; if not, complete the docket number of that case first."
    ) % {
        "court_id": docket.court_id,
        "docket_number": docket.docket_number,
        "named": named,
    }


def _refuse_other_case(case: Case, docket: Docket, company: Company | None) -> None:
    named = f"{docket.court_id} {docket.docket_number}"
    if not _is_of(docket, case):
        raise ImportRefused(
            _(
                "case: %(code)s is %(court_id)s %(docket_number)s, and the file is "
                "the docket of %(named)s"
            )
            % {
                "code": case.code,
                "court_id": case.court_id,
                "docket_number": case.docket_number,
                "named": named,
            }
        )
    if company is not None and case.company_id != company.pk:
        raise ImportRefused(
            _("company: %(code)s (%(named)s) is a case of %(code_2)s")
            % {"code": case.code, "named": named, "code_2": case.company.code}
        )


def _open_case(docket: Docket, company: Company | None, owner: Person | None) -> Case:
    code = docket.code or _next_code()
    if docket.code and Case.objects.filter(code=code).exists():
        raise ImportRefused(
            _('code: "%(code)s" is the code of another case') % {"code": code}
        )
    case = Case(
        code=code,
        court_id=docket.court_id,
        docket_number=docket.docket_number,
        caption=docket.caption,
        our_role=docket.our_role or Case.Role.DEFENDANT,
        company=company or _only_company(),
        owner=owner or _first_counsel(),
    )
    _fill(case, docket)
    try:
        case.save()
    except IntegrityError as error:
        raise ImportRefused(
            _("Another import has just opened this case. Import the file again.")
        ) from error
    return case


def _nobody() -> Person:
    """Return an inactive owner, who gets no reminders, so that an alarm is raised."""
    person: Person
    person, _made = Person.objects.get_or_create(
        username=UNASSIGNED.lower(),
        defaults={"first_name": "Not assigned yet", "is_active": False},
    )
    return person


def _next_code() -> str:
    numbered = Case.objects.filter(code__regex=_CODE)
    number = Cast(Substr("code", len("C-") + 1), models.BigIntegerField())
    last: int | None = numbered.aggregate(last=Max(number))["last"]
    return f"C-{(last or 0) + 1}"


def _only_company() -> Company:
    companies = list(Company.objects.order_by("code")[:2])
    if not companies:
        return Company.objects.create(code=UNASSIGNED, name="Not assigned yet")
    if len(companies) > 1:
        raise ImportRefused(_("company: there are several; name one"))
    return companies[0]


def _first_counsel() -> Person:
    counsel = Person.objects.filter(is_active=True, groups__name=Role.IN_HOUSE_LAWYER)
    first: Person | None = counsel.order_by("pk").first()
    if first is None and Person.objects.filter(is_active=True).exists():
        raise ImportRefused(
            _("owner: nobody has the role In-house lawyer; name the owner")
        )
    return first or _nobody()


def _describe(case: Case, docket: Docket) -> None:
    if _fill(case, docket):
        case.save()


def _fill(case: Case, docket: Docket) -> bool:
    """Fill blank fields without saving; what a person entered is not overwritten."""
    follows = docket.source is Source.PACER
    changed = False
    for name in _FILLED:
        stated, present = getattr(docket, name), getattr(case, name)
        may = not present or (follows and name in _FOLLOWED)
        if stated and may and stated != present:
            setattr(case, name, stated)
            changed = True
    return changed


def _close_unless_due(case: Case, *, now: datetime) -> None:
    """Close a terminated case, or ask for the list where a deadline may still be due.

    A suspended one counts: of a closed case no source is asked, so that nothing would
    tell of the end of the stay.
    """
    pending = (Deadline.Status.OPEN, Deadline.Status.SUSPENDED)
    if case.deadlines.filter(status__in=pending).exists():
        propose_terminated(case, now=now)
        return
    case.status = Case.Status.CLOSED
    case.save()
