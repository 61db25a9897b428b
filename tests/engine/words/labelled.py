"""Compare what is read in docket entries with labels that a reader gave them.

A labelled file has one JSON object a line: `court`, `filed`, `text`, and as labels
`events` (kind, of, date), `dates` (date, time, kind, period) and `asks`.
"""

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from risks.engine.words.events import Recognised, recognise
from risks.engine.words.relative_periods import stated_periods

ENTERED = re.compile(r"\(Entered: ?(\d+)/(\d+)/(\d{4})\)")
# Kinds of the labels, and the kinds of ours that say the same.
KINDS = {
    "complaint_filed": ("complaint_filed",),
    "amended_complaint": ("amended_pleading_served",),
    "answer_filed": ("answer_filed",),
    "service": ("served", "served_abroad"),
    "waiver_sent": ("waiver_sent", "waiver_sent_abroad"),
    "waiver_returned": ("waiver_returned",),
    "appearance": ("appeared",),
    "motion_filed": ("motion_filed", "stipulation_extending"),
    "opposition_filed": ("opposition_filed", "response_filed"),
    "reply_filed": ("reply_filed",),
    "motion_granted": ("motion_granted",),
    "motion_granted_in_part": ("motion_granted_in_part",),
    "motion_denied": ("motion_denied",),
    "scheduling_order": ("scheduling_order",),
    "extension": ("time_extended",),
    "judgment": ("judgment_entered",),
    "appeal_filed": ("notice_of_appeal",),
    "settlement": ("settlement_reported",),
    "dismissal": ("dismissed",),
    "removal": ("removed",),
    "remand": ("remanded",),
    "stay": ("stayed",),
    "transfer": ("transferred",),
}
OURS = {ours: label for label, all_ours in KINDS.items() for ours in all_ours}
DATED = {
    "hearing_set",
    "court_set_date",
    "trial_set",
    "scheduling_conference_set",
}
# Counted once an entry, by their kind alone: their days are among the dates.
BY_DATES = ("hearing_set", "hearing_vacated", "deadline_set")
# Where one of these brings a date, the labels do not repeat it as `deadline_set`.
BRINGS = {
    "service",
    "waiver_sent",
    "waiver_returned",
    "extension",
    "scheduling_order",
}
# The entry may state their day, or the day of the decision.
OWN_DAY = {"served", "served_abroad", "waiver_sent", "motion_granted"}
APPEARANCES = {"hearing", "conference", "trial"}

Key = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class Tally:
    right: int = 0
    read: int = 0
    stated: int = 0
    misread: list[str] = field(default_factory=list)

    def add(self, read: Counter[Key], stated: Counter[Key], *, of: str) -> None:
        both = read & stated
        self.right += both.total()
        self.read += read.total()
        self.stated += stated.total()
        self.misread += [f"{of} read, not stated: {key}" for key in read - both]
        self.misread += [f"{of} stated, not read: {key}" for key in stated - both]

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.stated if self.stated else 1.0

    def __str__(self) -> str:
        low_p, high_p = wilson(self.right, self.read)
        low_r, high_r = wilson(self.right, self.stated)
        return (
            f"precision {self.precision:.3f} [{low_p:.3f}, {high_p:.3f}]"
            f" ({self.right}/{self.read})"
            f"  recall {self.recall:.3f} [{low_r:.3f}, {high_r:.3f}]"
            f" ({self.right}/{self.stated})"
        )


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    z, share = 1.959964, right / total
    scale = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total**2)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def labelled(path: Path) -> list[dict[str, Any]]:
    """Return the entries of a labelled file."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read(entry: Mapping[str, Any]) -> tuple[Recognised, ...]:
    """Return what the product reads in an entry."""
    found = ENTERED.search(entry["text"])
    entered = date(int(found[3]), int(found[1]), int(found[2])) if found else None
    filed = date.fromisoformat(entry["filed"])
    return recognise(entry["text"], filed_date=filed, entered_date=entered)


def measure(entries: Iterable[Mapping[str, Any]]) -> dict[str, Tally]:
    """Return tallies of dates, vacated ones, periods, events and each kind of them."""
    names = ("dates", "vacated", "periods", "events")
    tallies = {name: Tally() for name in names}
    for entry in entries:
        found = read(entry)
        _add_dates(entry, found, tallies)
        _add_periods(entry, tallies["periods"])
        _add_events(entry, found, tallies)
    return tallies


def _add_dates(
    entry: Mapping[str, Any],
    found: Iterable[Recognised],
    tallies: dict[str, Tally],
) -> None:
    ours = Counter({_date(event) for event in found if event.kind in DATED})
    vacated = Counter(
        ("vacated", event.date.isoformat())
        for event in found
        if event.kind == "date_vacated"
    )
    kept, gone = Counter[Key](), Counter[Key]()
    for one in entry["dates"]:
        if one["date"] is None:
            continue
        if one["kind"] == "vacated":
            gone["vacated", one["date"]] = 1
        else:
            kept[_stated(one, ours), one["date"]] = 1
    tallies["dates"].add(ours, kept, of=entry["id"])
    tallies["vacated"].add(vacated, gone, of=entry["id"])


def _add_periods(entry: Mapping[str, Any], tally: Tally) -> None:
    """Compare the periods that are read, counted from the entry or open."""
    text = " ".join(entry["text"].split())
    read = Counter(("period", one.period) for one in stated_periods(text))
    labels = [one.get("period") for one in entry["dates"]]
    stated = Counter(("period", _period(one)) for one in labels if one)
    tally.add(read, stated, of=entry["id"])


def _period(label: str) -> str:
    """Return a label's number, kind of day and unit, as `StatedPeriod` writes them."""
    words = label.replace("calendar ", "").split()
    works = words[1:2] in (["business"], ["court"], ["working"])
    # A label may go on: "5 days before the conference".
    return " ".join(words[: 3 if works else 2])


def _date(event: Recognised) -> Key:
    return "appearance" if event.is_appearance else "due", event.date.isoformat()


def _stated(one: Mapping[str, Any], ours: Counter[Key]) -> str:
    if one["kind"] in APPEARANCES:
        return "appearance"
    if one["kind"] == "other" and ours["appearance", one["date"]]:
        return "appearance"
    return "due"


def _add_events(
    entry: Mapping[str, Any],
    found: Iterable[Recognised],
    tallies: dict[str, Tally],
) -> None:
    stated = Counter(_labels(entry))
    ours = Counter(_ours(found, filed=entry["filed"]))
    labels = {kind for kind, _ in stated}
    if labels & BRINGS and "deadline_set" not in labels:
        ours.pop(("deadline_set", ""), None)
    if ("scheduling_order", entry["filed"]) in stated & ours:
        for kind in BY_DATES:
            ours.pop((kind, ""), None)
            stated.pop((kind, ""), None)
    tallies["events"].add(ours, stated, of=entry["id"])
    for kind in {kind for kind, _ in (*ours, *stated)}:
        tallies.setdefault(kind, Tally()).add(
            Counter({key: n for key, n in ours.items() if key[0] == kind}),
            Counter({key: n for key, n in stated.items() if key[0] == kind}),
            of=entry["id"],
        )


def _labels(entry: Mapping[str, Any]) -> Iterator[Key]:
    seen = set()
    for event in entry["events"]:
        kind = event["kind"]
        if kind in BY_DATES and kind not in seen:
            seen.add(kind)
            yield kind, ""
        elif kind == "waiver_returned":
            # It is returned when it is filed; a label may tell when it was sent.
            yield kind, entry["filed"]
            if event["date"] and event["date"] != entry["filed"]:
                yield "waiver_sent", event["date"]
        elif kind in KINDS:
            yield kind, event["date"] or entry["filed"]


def _ours(found: Iterable[Recognised], *, filed: str) -> Iterator[Key]:
    found = tuple(found)
    for event in found:
        if event.kind in OURS:
            # An order that is entered later counts from then; the label has `filed`.
            day = event.date.isoformat() if event.kind in OWN_DAY else filed
            yield OURS[event.kind], day
    dated = [event for event in found if event.kind in DATED]
    if any(event.is_appearance for event in dated):
        yield "hearing_set", ""
    set_by_period = any(event.kind == "period_set" for event in found)
    if set_by_period or any(not event.is_appearance for event in dated):
        yield "deadline_set", ""
    if any(event.kind == "date_vacated" for event in found):
        yield "hearing_vacated", ""


def main(arguments: list[str]) -> None:
    """Write the figures of each file; with -v also what was misread."""
    for name in [one for one in arguments if one != "-v"]:
        tallies = measure(labelled(Path(name)))
        lines = [name, *(f"  {kind:24s} {of}" for kind, of in tallies.items())]
        if "-v" in arguments:
            for kind in ("dates", "vacated", "periods", "events"):
                lines += [f"{kind}: {line}" for line in tallies[kind].misread]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
