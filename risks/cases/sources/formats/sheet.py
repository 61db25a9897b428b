"""Read a docket kept in a spreadsheet, with one row for each entry.

The first row names the columns. Rows have the same fields and limits as the product's
own JSON; an error names the row and the column of the spreadsheet.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from risks.cases.sources.docket import Docket, Path, Source, SourceRefused
from risks.cases.sources.formats.json_docket import parse_docket
from risks.cases.sources.formats.workbook import MOST_ROWS, Rows, written
from risks.engine.sentences import sources

OF_DOCKET = ("docket_number", "caption", "judge", "our_role", "stage")
OF_ENTRY = (
    "filed_date",
    "entered_date",
    "number",
    "text",
    "source_detail",
    "tier",
)
# By column: the field of the entry's one event.
OF_EVENT = {
    "event": "kind",
    "event_date": "date",
    "event_time": "time",
    "subject": "subject",
    "whose": "whose",
}
COLUMNS = (*OF_DOCKET, *OF_ENTRY, *OF_EVENT)


def read_csv(text: str, *, court_id: str) -> tuple[Docket, ...]:
    """Read the dockets of a CSV file; raises SourceRefused with row and column.

    A file that was cut shows it by its last row only, which must be whole and end.
    """
    try:
        rows = written(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise SourceRefused(sources.NOT_CSV(why=error)) from error
    dockets = read_sheet(rows, court_id=court_id)
    if not text.endswith(("\n", "\r")):
        raise SourceRefused(sources.CUT_CSV())
    if rows[-1] and len(rows[-1]) < len(_columns(rows[0])):
        raise SourceRefused(sources.CUT_ROW(row=len(rows)))
    return dockets


def read_sheet(rows: Rows, *, court_id: str) -> tuple[Docket, ...]:
    """Read dockets from rows of cells; raises SourceRefused with row and column."""
    if len(rows) > MOST_ROWS + 1:
        raise SourceRefused(sources.TOO_MANY_ROWS(most=f"{MOST_ROWS:,}"))
    columns = _columns(rows[0] if rows else [])
    by_number: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = dict(zip(columns, row, strict=False))
        if any(cells.values()):
            by_number.setdefault(cells.get("docket_number", ""), []).append(
                (number, cells)
            )
    if not by_number:
        raise SourceRefused(sources.NO_ROWS())
    return tuple(_docket(found, court_id=court_id) for found in by_number.values())


def _columns(row: Sequence[str]) -> list[str]:
    names = [cell.casefold().replace(" ", "_") for cell in row]
    while names and not names[-1]:
        names.pop()
    for name in names:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1)
            raise SourceRefused(
                sources.NEAR_COLUMN(name=name[:40], near=near[0])
                if near
                else sources.NO_SUCH_COLUMN(name=name[:40])
            )
        if names.count(name) > 1:
            raise SourceRefused(sources.COLUMN_TWICE(name=name))
    for name in ("docket_number", "caption", "filed_date", "text"):
        if name not in names:
            raise SourceRefused(sources.NO_COLUMN(name=name))
    return names


def _docket(rows: Sequence[tuple[int, dict[str, str]]], *, court_id: str) -> Docket:
    document: dict[str, Any] = {"court": court_id}
    for name in OF_DOCKET:
        document[name] = next((c[name] for _, c in rows if c.get(name)), None)
    document["entries"] = [_entry(cells) for _, cells in rows]
    try:
        docket = parse_docket(document)
    except SourceRefused as refused:
        raise _named(refused, [number for number, _ in rows]) from refused
    return replace(docket, source=Source.SHEET)


def _entry(cells: dict[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {name: cells.get(name) or None for name in OF_ENTRY}
    event = {field: cells.get(name) or None for name, field in OF_EVENT.items()}
    if any(event.values()):
        entry["events"] = [event]
    return entry


def _named(refused: SourceRefused, numbers: Sequence[int]) -> SourceRefused:
    """Return the refusal with the row and the column of the spreadsheet."""
    path: Path = refused.path
    problem = str(refused).partition(": ")[2]
    row = numbers[0]
    if len(path) > 1 and path[0] == "entries" and isinstance(path[1], int):
        row = numbers[path[1]]
    field = str(path[-1]) if path else "docket_number"
    columns = {field: name for name, field in OF_EVENT.items()}
    column = columns.get(field, field) if "events" in path else field
    return SourceRefused(sources.CELL(row=row, column=column, problem=problem))
