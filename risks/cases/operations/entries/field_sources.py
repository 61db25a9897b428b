"""Decide which source is believed for each field of a docket entry.

| field | believed first, of one tier |
| --- | --- |
| filed date | docket page and notice, CourtListener, typed, feed |
| entered date | docket page and feed, notice and CourtListener, typed |
| number | docket page and notice, feed, typed, CourtListener |
| ids | docket page, notice, feed and CourtListener, typed |
| text | the fuller one |

A feed gives the day of entry as the day of filing. So may a typed entry whose two days
are equal: it comes after a typed entry whose days differ. Of equal sources the first is
kept, except that a filing date follows the newest one, as a court corrects it. A date
that was replaced does not come back from the source that told it.

The tier comes before all of this: what a docket says goes before what the press says.
"""

from risks.cases.models import DocketEntry
from risks.cases.operations.entries.entry_texts import words
from risks.cases.sources.docket import Entry, Source
from risks.register.models import Tier

Ranks = tuple[tuple[Source, ...], ...]
_TYPED = (Source.JSON, Source.SHEET, Source.FORM)
_IDS: Ranks = (
    (Source.PACER, Source.NOTICE, Source.RSS, Source.COURTLISTENER),
    _TYPED,
)
BEST_FIRST: dict[str, Ranks] = {
    "filed_date": (
        (Source.PACER, Source.NOTICE),
        (Source.COURTLISTENER,),
        _TYPED,
        (Source.RSS,),
    ),
    "entered_date": (
        (Source.PACER, Source.RSS),
        (Source.NOTICE, Source.COURTLISTENER),
        _TYPED,
    ),
    "number": (
        (Source.PACER, Source.NOTICE),
        (Source.RSS,),
        _TYPED,
        # Of an appellate entry it may be a long id instead.
        (Source.COURTLISTENER,),
    ),
    "pacer_doc_id": _IDS,
    "pacer_seq_no": _IDS,
}
_TOLD_BY = {
    Source.PACER.value: "the docket page",
    Source.NOTICE.value: "a notice of electronic filing",
    Source.COURTLISTENER.value: "CourtListener",
    Source.JSON.value: "a docket in JSON",
    Source.SHEET.value: "a spreadsheet",
    Source.FORM.value: "a person",
    Source.RSS.value: "the court's feed",
}
CHANGING = [
    *BEST_FIRST,
    "source_detail",
    "text",
    "earlier_texts",
    "earlier_dates",
    "source",
    "tier",
    "illustrative",
    "question",
    "field_sources",
]
_TRUST = {tier: rank for rank, tier in enumerate(Tier.values)}
# Tier and source of a value, and how far it is believed: less is more.
Origin = tuple[str, str]
Standing = tuple[int, int, bool]


def merge(row: DocketEntry, entry: Entry, *, source: Source) -> bool:
    """Take what the entry states better than the row; say whether the row changed."""
    before = _state(row)
    origins = {name: origin(row, name) for name in BEST_FIRST}
    for name in BEST_FIRST:
        if _is_believed(row, entry, name, source=source):
            _take(row, entry, name)
            origins[name] = (entry.tier, source.value)
    row.source_detail = row.source_detail or entry.source_detail
    if _has_better_text(entry, row):
        if entry.text not in (row.text, *row.earlier_texts):
            row.earlier_texts = [*row.earlier_texts, row.text]
            row.text = entry.text
        row.source, row.tier = source.value, entry.tier
        row.illustrative = entry.illustrative
    row.field_sources = {
        name: list(told)
        for name, told in origins.items()
        if told != (row.tier, row.source) and getattr(row, name)
    }
    return _state(row) != before


def origin(row: DocketEntry, name: str) -> Origin:
    """Return the tier and the source of a field, those of the text unless stored."""
    tier, source = row.field_sources.get(name, (row.tier, row.source))
    return tier, source


def _is_believed(row: DocketEntry, entry: Entry, name: str, *, source: Source) -> bool:
    told, present = getattr(entry, name), getattr(row, name)
    if not told or not present:
        return bool(told)
    theirs = _standing(entry, name, (entry.tier, source.value))
    ours = _standing(row, name, origin(row, name))
    if theirs == ours and name == "filed_date":
        return told != present and not _was_replaced(row, entry, source=source)
    return theirs < ours


def _standing(one: Entry | DocketEntry, name: str, of: Origin) -> Standing:
    tier, source = of
    ranks = BEST_FIRST[name]
    rank = next(
        (at for at, sources in enumerate(ranks) if source in sources), len(ranks)
    )
    may_be_of_entry = name == "filed_date" and source in _TYPED
    return _TRUST[tier], rank, may_be_of_entry and one.entered_date == one.filed_date


def _was_replaced(row: DocketEntry, entry: Entry, *, source: Source) -> bool:
    said = (entry.filed_date.isoformat(), source.value)
    return any((one["filed_date"], one["source"]) == said for one in row.earlier_dates)


def _take(row: DocketEntry, entry: Entry, name: str) -> None:
    if name == "filed_date" and row.filed_date != entry.filed_date:
        _tier, source = origin(row, name)
        was = {
            "filed_date": row.filed_date.isoformat(),
            "source": source,
            "reason": f"as told by {_TOLD_BY.get(source, source)}",
        }
        row.earlier_dates = [*row.earlier_dates, was]
    setattr(row, name, getattr(entry, name))


def _has_better_text(entry: Entry, row: DocketEntry) -> bool:
    """Say whether the entry has a surer source, or a longer text of an equal one."""
    gain = _TRUST[row.tier] - _TRUST[entry.tier]
    fuller = len(words(entry.text)) > len(words(row.text))
    return gain > 0 or (gain == 0 and fuller)


def _state(row: DocketEntry) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in CHANGING)
