"""The cells of a workbook (XLSX), as a person would type them."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice
from zipfile import BadZipFile, ZipFile

from risks.cases.sources.docket import SourceRefused

MOST_ROWS = 50_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_RATIO = 100

Rows = list[list[str]]


def read_rows(raw: bytes) -> Rows:
    """Of the first sheet, and no more than two beyond the limit.

    Formulas are not computed: what the workbook last showed is read.
    """
    _refuse_bomb(raw)
    try:
        # Here and not at the top: a process that reads no workbook need not wait.
        from openpyxl import load_workbook  # noqa: PLC0415

        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        rows = written(book.worksheets[0].iter_rows(values_only=True))
        book.close()
    except MemoryError:
        raise
    # What a broken workbook makes the reader raise cannot be listed.
    except Exception as error:
        raise SourceRefused("is not a workbook (XLSX)") from error
    return rows


def written(rows: Iterable[Iterable[object]]) -> Rows:
    return [list(map(_written, row)) for row in islice(rows, MOST_ROWS + 2)]


def _refuse_bomb(raw: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            inflated = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, zipfile.LargeZipFile) as error:
        raise SourceRefused("is not a workbook (XLSX)") from error
    if inflated > MOST_INFLATED or inflated > MOST_RATIO * len(raw):
        raise SourceRefused(
            f"inflates to {inflated / 2**20:,.0f} MB; a docket does not"
        )


def _written(cell: object) -> str:
    """A date as ISO 8601, a whole number without a point."""
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
