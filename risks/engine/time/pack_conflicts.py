"""Check the rules of a company's own packs against each other and the shipped ones."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from risks.engine.time.courts import Court, all_courts, court
from risks.engine.time.deadlines import DeadlineError, Direction, Service, Unit
from risks.engine.time.disclosure import CompanyEvent, disclosure_date
from risks.engine.time.listing.profile import EXCLUSIVE
from risks.engine.time.rule_book import is_of_courts, shipped_rules
from risks.engine.time.rules import Counting, Layer, Rule

# Each rule is counted once from this day, so that errors show before an import.
_TRIAL = date(2026, 1, 5)
_COMPANY_COUNTRIES = ("HK", "CN")
_MOST_WORKING_DAYS = 366
_OF_COURTS = (
    Counting.PLAIN,
    Counting.FROM_SERVICE,
    Counting.UNMOVED,
    Counting.FEDERAL,
)
_FOREVER = date.max


def conflicts_of(
    row: Rule,
    *,
    known: Sequence[Rule],
    triggers: Collection[str],
    mentioned: Collection[str] = (),
) -> Iterator[str]:
    """Yield what is wrong with a rule, on its own and beside the rules that it names.

    `mentioned` has the ids in files that are refused for another reason.
    """
    yield from _problems_of_rule(row, shipped=shipped_rules(), triggers=triggers)
    yield from _problems_of_replacing(row, known=known, mentioned=mentioned)
    yield from _problems_of_naming(row, known=known, mentioned=mentioned)


def _problems_of_rule(
    row: Rule, *, shipped: Sequence[Rule], triggers: Collection[str]
) -> Iterator[str]:
    """Yield what is wrong with a rule on its own."""
    if row.effective_to is not None and row.effective_to < row.effective_from:
        yield f"effective_to: {row.effective_to} is before {row.effective_from}"
    if row.replaces != row.id and row.id in {each.id for each in shipped}:
        yield (
            "id: it is that of a rule that is shipped; choose another, or say "
            f'replaces = "{row.id}"'
        )
    if is_of_courts(row):
        yield from _of_courts(row, triggers)
    else:
        yield from _of_company(row)


def problems_of_pair(row: Rule, other: Rule) -> Iterator[str]:
    """Yield what is wrong between a rule and one read before it."""
    if row.id != other.id:
        return
    if row.replaces != other.replaces:
        yield "replaces: every text of one id replaces the same rule"
    elif row.layer is other.layer and meet_in_time(row, other) and share(row, other):
        yield (
            f"effective_from: it is in force together with the text of "
            f"{other.effective_from} in {other.pack}.toml"
        )


def _problems_of_replacing(
    row: Rule, *, known: Sequence[Rule], mentioned: Collection[str]
) -> Iterator[str]:
    """Yield what is wrong with the rule that this one replaces."""
    if not row.replaces:
        return
    texts = [each for each in known if each.id == row.replaces and each is not row]
    lower = [each for each in texts if _may_be_replaced(each, row)]
    named = f'replaces: "{row.replaces}"'
    if not texts:
        if row.replaces not in mentioned:
            yield f"{named} is not the id of a rule"
    elif not lower:
        layer = max(each.layer for each in texts).name.lower()
        yield f"{named} is of the layer {layer}, which is not below {_layer(row)}"
    elif all(each.trigger != row.trigger for each in lower):
        yield f"{named} is started by {lower[-1].trigger}, not by {row.trigger}"
    elif not any(share(row, each) for each in lower):
        yield f"{named} binds in none of its courts"


def _may_be_replaced(rule: Rule, row: Rule) -> bool:
    """Say whether its layer is lower, or the same and the rule is an included one."""
    if rule.layer is row.layer:
        return rule.pack in {each.pack for each in shipped_rules()}
    return rule.layer < row.layer


def _problems_of_naming(
    row: Rule, *, known: Sequence[Rule], mentioned: Collection[str]
) -> Iterator[str]:
    """Yield what is wrong with the other rules and reviews that it names."""
    ids = {each.id for each in known} | set(mentioned)
    for key in ("later_of", "earlier_of", "restarts"):
        names: tuple[str, ...] = getattr(row, key)
        yield from (
            f'{key}: "{name}" is not the id of a rule'
            for name in names
            if name not in ids
        )
    reviews = {each.cross_border_review for each in shipped_rules()} - {""}
    named = row.cross_border_review
    if named and named not in reviews:
        choices = ", ".join(sorted(reviews))
        yield f'cross_border_review: "{named}" is not one of {choices}'


def _layer(row: Rule) -> str:
    return row.layer.name.lower()


def _of_courts(row: Rule, triggers: Collection[str]) -> Iterator[str]:
    if row.trigger not in triggers:
        yield f'trigger: "{row.trigger}" is not a kind of event of a case'
    for kind in row.unless:
        if kind not in triggers:
            yield f'unless: "{kind}" is not a kind of event of a case'
    for one in _a_court_each(row):
        if one.country != row.country:
            yield f"courts: {one.id} is of {one.country}, and the country {row.country}"
            return
    if row.day_type or row.by:
        yield "day_type, by: they are for a listed company, not for a court"
    if row.needs:
        yield "needs: they are for a listed company, not for a court"
    if row.counting not in _OF_COURTS:
        yield f"counting: {row.counting} is for a listed company, not for a court"
        return
    yield from dict.fromkeys(
        what for one in _a_court_each(row) for what in _trial(row, one)
    )


def _a_court_each(row: Rule) -> Iterator[Court]:
    yield from (court(court_id) for court_id in sorted(row.court_ids))
    for kind in sorted(row.court_kinds):
        yield next(one for one in all_courts() if one.kind is kind)


def _trial(row: Rule, one: Court) -> Iterator[str]:
    by_mail = row.counting is Counting.FROM_SERVICE
    try:
        service = Service.MAIL if by_mail and one.country == "US" else None
        row.counted(_TRIAL, tribunal=one, service=service)
    except DeadlineError as error:
        yield f"it cannot be counted: {error}"


def _of_company(row: Rule) -> Iterator[str]:
    """Yield what is wrong with a rule of a listed company."""
    if row.layer is Layer.JUDGE:
        yield "courts: it names no court, and the layer is judge"
        return
    if row.trigger not in set(CompanyEvent):
        yield (
            f'trigger: "{row.trigger}" is not one of {", ".join(CompanyEvent)}, and '
            "courts names no court"
        )
    for kind in row.unless:
        if kind not in set(CompanyEvent):
            yield f'unless: "{kind}" is not one of {", ".join(CompanyEvent)}'
    if set(row.needs) >= EXCLUSIVE:
        yield "needs: no company is an applicant and listed on the same day"
    if row.country not in _COMPANY_COUNTRIES:
        yield f'country: "{row.country}" is not HK or CN, and courts names no court'
        return
    wrong = _why_not_counted(row)
    yield from ([wrong] if wrong else _trial_of_company(row))


def _why_not_counted(row: Rule) -> str:
    if row.period.unit is Unit.HOURS:
        return "period: hours are not counted for a company"
    if row.period.unit is Unit.COURT_DAYS:
        return "period: court days are for a court"
    if row.counting is Counting.FROM_SERVICE:
        return "counting: from_service is for a court"
    if row.counting is not Counting.WORKING_DAYS:
        return ""
    in_days = row.period.unit is Unit.DAYS and row.period.number <= _MOST_WORKING_DAYS
    if in_days and row.direction is Direction.AFTER:
        return ""
    return f"counting: working_days are 1 to {_MOST_WORKING_DAYS} days after an event"


def _trial_of_company(row: Rule) -> Iterator[str]:
    try:
        disclosure_date(row, on=_TRIAL)
    except DeadlineError as error:
        yield f"it cannot be counted: {error}"


def meet_in_time(row: Rule, other: Rule) -> bool:
    """Say whether there is a day on which both rules are in force."""
    return row.effective_from <= (
        other.effective_to or _FOREVER
    ) and other.effective_from <= (row.effective_to or _FOREVER)


def share(row: Rule, other: Rule) -> bool:
    """Say whether both rules may apply in one case, or to one company."""
    if is_of_courts(row) != is_of_courts(other):
        return False
    if not is_of_courts(row):
        return row.country == other.country
    return any(
        row.binds(one, judge=judge) and other.binds(one, judge=judge)
        for one in all_courts()
        for judge in {row.judge, other.judge}
    )
