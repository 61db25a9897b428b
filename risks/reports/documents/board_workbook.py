"""The board report's figures as a workbook: which figure stands in which sheet."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from risks.reports.documents.tables import Column, Row, Table, Typed
from risks.reports.documents.workbook import workbook

MEASURES = (
    Column("Currency", "currency"),
    Column("Valued on", "valuation_date", "date"),
    Column("Expected loss", "expected", "money"),
    Column("Standard error", "standard_error", "money"),
    Column("Probability of a loss", "p_positive", "percent"),
    Column("P50", "p50", "money"),
    Column("P90", "p90", "money"),
    Column("P95", "p95", "money"),
    Column("P99", "p99", "money"),
    Column("TVaR95", "tvar95", "money"),
    Column("TVaR99", "tvar99", "money"),
    Column("Loss capacity", "capacity", "money"),
    Column("Score", "score", "score"),
    Column("Band", "band"),
    Column("Trials", "trials", "number"),
    Column("Engine", "engine"),
    Column("NumPy", "numpy_version"),
    Column("SciPy", "scipy_version"),
    Column("Hash of the inputs", "input_hash"),
    Column("Hash of the losses", "loss_hash"),
)

RISKS = (
    Column("Code", "code"),
    Column("Risk", "title", width=40),
    Column("中文", "title_zh", width=30),
    Column("Kind", "kind", width=22),
    Column("Owner", "owner", width=20),
    Column("Band", "band"),
    Column("Score", "score", "score"),
    Column("Probability of a loss", "p_positive", "percent"),
    Column("Expected loss", "expected", "money", 18),
    Column("P95", "p95", "money", 18),
    Column("TVaR95", "tvar95", "money", 18),
    Column("Part of the sum's TVaR95", "share", "money", 24),
)

CHANGES = (
    Column("Date", "date", "date"),
    Column("Code", "code"),
    Column("Risk", "title", width=40),
    Column("What changed, and why", "sentence", width=100),
)

DEADLINES = (
    Column("Code", "code"),
    Column("Case", "case"),
    Column("What", "title", width=40),
    Column("Work to this date", "calendared_date", "date", 18),
    Column("Latest reading", "latest_arguable_date", "date"),
    Column("Why the dates differ", "reason", width=50),
    Column("Due", "due_date", "date"),
    Column("At", "due_time"),
    Column("Time zone", "tz", width=20),
    Column("Days left", "days_left", "number"),
    Column("Whose", "whose"),
    Column("Owner", "owner", width=20),
    Column("Basis", "basis", width=22),
    Column("Rule", "citation", width=24),
    Column("Rule text checked", "rule_checked", width=20),
)

DOCKET = (
    Column("Filed", "date", "date"),
    Column("Case", "case"),
    Column("Number", "number"),
    Column("Text", "text", width=100),
    Column("Source", "source", width=30),
    Column("Trust", "tier", width=20),
)

SOURCES = (
    Column("Figure", "label", width=26),
    Column("Of", "segment", width=30),
    Column("From", "period_start", "date"),
    Column("To, or as of", "as_of", "date"),
    Column("Amount", "amount", "number", 20),
    Column("Unit", "unit"),
    Column("Source", "source", width=60),
    Column("Trust", "tier", width=20),
    Column("Note", "note", width=60),
)

SUMMARY = (
    Column("Measure", "measure", width=34),
    Column("At the end", "end", width=26),
    Column("At the start", "start", width=26),
)

SHEETS = (
    ("Risks", "risks", RISKS),
    ("Changes", "changes", CHANGES),
    ("Deadlines", "deadlines", DEADLINES),
    ("Docket", "docket", DOCKET),
    ("Sources", "sources", SOURCES),
)


def board_workbook(figures: Mapping[str, Any]) -> bytes:
    """The same frozen figures give the same bytes."""
    period = figures["period"]
    title = f"{figures['company']['name']}, {period['start']} to {period['end']}"
    currency = figures["company"]["currency"]
    summary = Table(
        name="Summary",
        columns=SUMMARY,
        rows=_summary(figures),
        notes=(title, *figures["demo"]),
        currency=currency,
    )
    sheets = [
        Table(name=name, columns=columns, rows=figures[key], currency=currency)
        for name, key, columns in SHEETS
    ]
    created = datetime.fromisoformat(figures["created"])
    return workbook([summary, *sheets], title=title, created=created)


def _summary(figures: Mapping[str, Any]) -> Iterator[Row]:
    """One measure a line, each of its own kind."""
    end, start = figures["portfolio"], figures["before"] or {}
    for each in MEASURES:
        yield {
            "measure": each.heading,
            "end": Typed(end.get(each.key), each.kind),
            "start": Typed(start.get(each.key), each.kind),
        }
    yield {"measure": "SHA-256 of the frozen figures", "end": figures["sha256"]}
