"""Read the cells of an XLSX workbook as a person would type them."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice
from zipfile import BadZipFile, ZipFile

from risks.cases.sources.docket import SourceRefused
from risks.engine.sentences import sources

MOST_ROWS = 50_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_RATIO = 100

Rows = list[list[str]]


def read_rows(raw: bytes) -> Rows:
    """Return the rows of the first sheet, at most two beyond the limit.

    Formulas are not computed: the value that the workbook last showed is read.
    """
    _refuse_bomb(raw)
    try:
        # Imported here because it is slow to load and rarely needed.
        from openpyxl import load_workbook  # noqa: PLC0415

        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        rows = written(book.worksheets[0].iter_rows(values_only=True))
        book.close()
    except MemoryError:
        raise
    # A broken workbook can make the reader raise anything.
    except Exception as error:
        raise SourceRefused(sources.NOT_A_WORKBOOK()) from error
    return rows


def written(rows: Iterable[Iterable[object]]) -> Rows:
    """Return the cells of each row as text."""
    return [list(map(_written, row)) for row in islice(rows, MOST_ROWS + 2)]


def _refuse_bomb(raw: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            inflated = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, zipfile.LargeZipFile) as error:
        raise SourceRefused(sources.NOT_A_WORKBOOK()) from error
    if inflated > MOST_INFLATED or inflated > MOST_RATIO * len(raw):
        raise SourceRefused(sources.INFLATES(size=f"{inflated / 2**20:,.0f}"))


def _written(cell: object) -> str:
    """Return a date as ISO 8601 and a whole number without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
