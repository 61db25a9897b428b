"""The board report's figures as a workbook: which figure stands in which sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from risks.engine import formats
from risks.reports.documents.tables import Column, Row, Table, Typed
from risks.reports.documents.words import said, valued_over
from risks.reports.documents.workbook import workbook

MEASURES = (
    Column(_("Currency"), "currency"),
    Column(_("Valued on"), "valuation_date", "date"),
    Column(_("Expected loss"), "expected", "money"),
    Column(_("Standard error"), "standard_error", "money"),
    Column(_("Probability of a loss"), "p_positive", "percent"),
    Column(_("P50"), "p50", "money"),
    Column(_("P90"), "p90", "money"),
    Column(_("P95"), "p95", "money"),
    Column(_("P99"), "p99", "money"),
    Column(_("TVaR95"), "tvar95", "money"),
    Column(_("TVaR95, 95 % confidence from"), "tvar95_low", "money"),
    Column(_("TVaR95, 95 % confidence to"), "tvar95_high", "money"),
    Column(_("TVaR99"), "tvar99", "money"),
    Column(_("TVaR99, 95 % confidence from"), "tvar99_low", "money"),
    Column(_("TVaR99, 95 % confidence to"), "tvar99_high", "money"),
    Column(_("Risk capacity"), "capacity", "money"),
    Column(_("Score"), "score", "score"),
    Column(_("Score, 95 % confidence from"), "score_low", "score"),
    Column(_("Score, 95 % confidence to"), "score_high", "score"),
    Column(_("Figures"), "certainty"),
    Column(_("Band"), "band"),
    Column(_("Scenarios"), "trials", "number"),
    Column(_("Engine"), "engine"),
    Column(_("NumPy"), "numpy_version"),
    Column(_("SciPy"), "scipy_version"),
    Column(_("Hash of the inputs"), "input_hash"),
    Column(_("Hash of the losses"), "loss_hash"),
)

RISKS = (
    Column(_("Code"), "code"),
    Column(_("Risk"), "title", width=40),
    Column(_("Title in Chinese"), "title_zh", width=30),
    Column(_("Kind"), "kind", width=22),
    Column(_("Owner"), "owner", width=20),
    Column(_("Band"), "band"),
    Column(_("Score"), "score", "score"),
    Column(_("Score, 95 % confidence from"), "score_low", "score"),
    Column(_("Score, 95 % confidence to"), "score_high", "score"),
    Column(_("Figures"), "certainty"),
    Column(_("Horizon"), "horizon", width=18),
    Column(_("Probability of a loss"), "p_positive", "percent"),
    Column(_("Expected loss"), "expected", "money", 18),
    Column(_("P95"), "p95", "money", 18),
    Column(_("TVaR95"), "tvar95", "money", 18),
    Column(_("TVaR95, 95 % confidence from"), "tvar95_low", "money", 18),
    Column(_("TVaR95, 95 % confidence to"), "tvar95_high", "money", 18),
    Column(_("Share of TVaR95"), "share", "money", 24),
)

NATURES = (
    Column(_("Nature of the loss"), "label", width=34),
    Column(_("In the total"), "in_total"),
    Column(_("Risks"), "risks", "number"),
    Column(_("Expected loss"), "expected", "money", 18),
    Column(_("P95"), "p95", "money", 18),
    Column(_("TVaR95"), "tvar95", "money", 18),
)

CHANGES = (
    Column(_("Date"), "date", "date"),
    Column(_("Code"), "code"),
    Column(_("Risk"), "title", width=40),
    Column(_("Change and reason"), "sentence", width=100),
)

DEADLINES = (
    Column(_("Code"), "code"),
    Column(_("Case"), "case"),
    Column(_("Deadline"), "title", width=40),
    Column(_("Calendared date"), "calendared_date", "date", 18),
    Column(_("Latest arguable date"), "latest_arguable_date", "date"),
    Column(_("Why the dates differ"), "reason", width=50),
    Column(_("Due"), "due_date", "date"),
    Column(_("Due time"), "due_time"),
    Column(_("Time zone"), "tz", width=20),
    Column(_("Days left"), "days_left", "number"),
    Column(_("Party that must act"), "whose"),
    Column(_("Owner"), "owner", width=20),
    Column(_("Basis"), "basis", width=22),
    Column(_("Rule"), "citation", width=24),
    Column(_("Rule text"), "rule_text", width=24),
)

DOCKET = (
    Column(_("Filed"), "date", "date"),
    Column(_("Case"), "case"),
    Column(_("Number"), "number"),
    Column(_("Text"), "text", width=100),
    Column(_("Source"), "source", width=30),
    Column(_("Source type"), "tier", width=20),
)

SOURCES = (
    Column(_("Figure"), "label", width=26),
    Column(_("Segment"), "segment", width=30),
    Column(_("From"), "period_start", "date"),
    Column(_("To or as of"), "as_of", "date"),
    Column(_("Amount"), "amount", "number", 20),
    Column(_("Unit"), "unit"),
    Column(_("Source"), "source", width=60),
    Column(_("Source type"), "tier", width=20),
    Column(_("Contradicts"), "contradicts", width=40),
    Column(_("Note"), "note", width=60),
)

SUMMARY = (
    Column(_("Measure"), "measure", width=34),
    Column(_("At the end"), "end", width=26),
    Column(_("At the start"), "start", width=26),
)

SHEETS = (
    (_("Risks"), "risks", RISKS),
    (_("Natures"), "natures", NATURES),
    (_("Changes"), "changes", CHANGES),
    (_("Deadlines"), "deadlines", DEADLINES),
    (_("Docket"), "docket", DOCKET),
    (_("Sources"), "sources", SOURCES),
)


def board_workbook(figures: Mapping[str, Any]) -> bytes:
    """The same frozen figures give the same bytes."""
    period = figures["period"]
    title = _("%(company)s, %(start)s to %(end)s") % {
        "company": figures["company"]["name"],
        **period,
    }
    currency = figures["company"]["currency"]
    summary = Table(
        name=_("Summary"),
        columns=SUMMARY,
        rows=_summary(figures),
        notes=(title, *figures["demo"]),
        currency=currency,
    )
    sheets = [
        Table(
            name=name,
            columns=columns,
            rows=[*_rows(figures[key]), *_rest(figures, key, columns)],
            currency=currency,
        )
        for name, key, columns in SHEETS
        if key in figures
    ]
    created = datetime.fromisoformat(figures["created"])
    return workbook([summary, *sheets], title=title, created=created)


def _rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows with what is frozen as a key in the reader's words."""
    for row in map(said, rows):
        if "band" in row:
            yield {**row, **_in_words(row)}
        elif "in_total" in row:
            yield {**row, "in_total": str(_("Yes") if row["in_total"] else _("No"))}
        elif "contradicts" in row:
            yield {**row, "contradicts": _contradicted(row)}
        elif "rule_grade" in row:
            yield {**row, "rule_text": _rule_text(row)}
        else:
            yield row


def _rest(figures: Row, key: str, columns: Sequence[Column]) -> list[Row]:
    """Return the other risks of a large sum, as one row of the sheet of risks."""
    if key != "risks" or not figures.get("rest"):
        return []
    return [{**dict.fromkeys(column.key for column in columns), **figures["rest"]}]


def _rule_text(row: Row) -> str:
    if not row["rule_grade"]:
        return ""
    if not row["rule_checked_on"]:
        return str(_("Verify before relying"))
    day = {"day": row["rule_checked_on"]}
    return str(_("Checked against the official text on %(day)s") % day)


def _contradicted(row: Row) -> str:
    """Return the fact that a row contradicts, without its source."""
    other = row["contradicts"]
    if not other:
        return ""
    amount = formats.fact(other["amount"], other["unit"], decimals=other["decimals"])
    return f"{other['label']} {other['segment']}".strip() + f": {amount}"


def _in_words(row: Row) -> Row:
    band = str(_(row["band"].capitalize())) if row["band"] else ""
    return {"band": band, "certainty": _certainty(row), "horizon": valued_over(row)}


def _certainty(row: Row) -> str:
    if row.get("exact") is None:
        return ""
    return str(_("exact") if row["exact"] else _("simulated"))


def _summary(figures: Mapping[str, Any]) -> Iterator[Row]:
    """One measure a line, each of its own kind."""
    end, start = _rows([figures["portfolio"], figures["before"] or {}])
    for each in MEASURES:
        yield {
            "measure": each.heading,
            "end": Typed(end.get(each.key), each.kind),
            "start": Typed(start.get(each.key), each.kind),
        }
    yield {"measure": _("SHA-256 of the frozen figures"), "end": figures["sha256"]}
