"""What the import contracts cannot see."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.apps import apps
from django.conf import settings
from django.db import models

from risks import models as assembled
from risks.access.models import VisibleQuerySet
from tests.place import ROOT
from tracker.celery import app as celery_app

SOURCES = [
    path
    for folder in ("tracker", "risks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
LAYERS = ("access", "register", "cases", "exposure", "alerts", "reports")
FORBIDDEN = ("eta=", "countdown=", ".retry(", "pickle", "mark_safe", "|safe")
# Rows that hang on no matter, or that nobody but auditors and administrators reads.
LEDGERS = {"Alarm", "Attempt", "Digest", "Disclosure", "FeedToken", "Heartbeat"}
INTERFACES = re.compile(r"risks/(web|admin|api|management)/|risks/\w+/tasks\.py")

CLOCKS = {
    *("timezone.now", "timezone.localdate", "timezone.localtime"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime"),
}
# Senders that work for minutes: each step's lease is taken on the clock of that step.
LEASES_STEP_BY_STEP = {
    "risks/alerts/operations/digest/send_digests.py",
    "risks/alerts/operations/sending/deliver.py",
    "risks/alerts/operations/sending/dispatch.py",
}
# The clock itself; the engine, whose callers name the zone; foreign files, which do.
COUNTS_IN_GIVEN_ZONES = re.compile(r"risks/(clock\.py|engine/|cases/sources/formats/)")


def ours() -> list[type[models.Model]]:
    listed = apps.get_app_config("risks").get_models()
    return [model for model in listed if "Historical" not in model.__name__]


def layer_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def days_taken(path: Path) -> Iterator[str]:
    """Each `.date()` of something that is not named as local time."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            moment = ast.unparse(node.func.value)
            if node.func.attr == "date" and not moment.endswith("local"):
                yield ast.unparse(node)


def days_written(path: Path) -> Iterator[str]:
    """Each moment written as a day, unless the text says that it is UTC."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr) and "UTC" not in ast.unparse(node):
            for value in node.values:
                if isinstance(value, ast.FormattedValue) and value.format_spec:
                    moment = ast.unparse(value.value)
                    is_moment = re.search(r"\b(now|moment|at|\w+_at)$", moment)
                    if is_moment and re.search("%-?d", ast.unparse(value.format_spec)):
                        yield ast.unparse(value)


def test_every_model_is_in_the_assembly_list() -> None:
    assert {model.__name__ for model in ours()} == set(assembled.__all__)


def test_no_foreign_key_points_upward() -> None:
    upward = [
        f"{model.__name__}.{field.name}"
        for model in ours()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("risks.")
        and LAYERS.index(layer_of(model)) < LAYERS.index(layer_of(field.related_model))
    ]

    assert upward == []


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_every_model_has_the_one_door_or_is_a_ledger(
    model: type[models.Model],
) -> None:
    rows = model._default_manager.all()

    assert isinstance(rows, VisibleQuerySet) != (model.__name__ in LEDGERS)


def test_every_tasks_module_is_in_the_assembly_list() -> None:
    listed = (ROOT / "risks" / "tasks.py").read_text(encoding="utf-8")

    for path in (ROOT / "risks").glob("*/tasks.py"):
        assert f"from risks.{path.parent.name}.tasks import" in listed, named(path)


@pytest.mark.parametrize("entry", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_a_timetable_entry_names_a_task_and_expires_within_its_period(
    entry: str,
) -> None:
    app: Celery = celery_app
    app.loader.import_default_modules()
    timed: dict[str, Any] = settings.CELERY_BEAT_SCHEDULE[entry]

    assert timed["task"] in app.tasks
    assert 0 < timed["options"]["expires"] < timed["schedule"]


def test_a_task_has_a_name_of_its_own() -> None:
    for path in (ROOT / "risks").glob("*/tasks.py"):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r'@shared_task\(name="([a-z_.]+)"', text)

        assert len(names) == text.count("@shared_task"), named(path)
        assert all(name.startswith(f"{path.parent.name}.") for name in names)


@pytest.mark.parametrize("word", FORBIDDEN)
def test_nobody_writes(word: str) -> None:
    guilty = [named(p) for p in SOURCES if word in p.read_text(encoding="utf-8")]

    assert guilty == []


def test_one_module_asks_for_the_time() -> None:
    guilty = [named(path) for path in SOURCES if CLOCKS & set(calls(path))]

    assert guilty == ["risks/clock.py"]


def test_the_present_is_handed_down_by_the_interfaces() -> None:
    asked = re.compile(r"from risks\.clock import .*\b(now|bare_now|read_clock)\b")

    guilty = {
        named(path)
        for path in SOURCES
        if not INTERFACES.match(named(path)) and asked.search(path.read_text("utf-8"))
    }

    assert guilty == LEASES_STEP_BY_STEP


def test_the_database_s_clock_is_for_leases() -> None:
    asked = re.compile(r"functions import .*\bNow\b|CURRENT_TIMESTAMP|\bnow\(\)'")

    guilty = [
        named(path)
        for path in SOURCES
        if asked.search(path.read_text("utf-8")) and named(path) != "risks/clock.py"
    ]

    assert [name for name in guilty if not name.startswith("risks/exposure/")] == []


def test_no_day_is_that_of_utc() -> None:
    guilty = [
        f"{named(path)}: {text}"
        for path in SOURCES
        if not COUNTS_IN_GIVEN_ZONES.match(named(path))
        for text in (*days_taken(path), *days_written(path))
    ]

    assert guilty == []


def test_one_module_formats_numbers() -> None:
    formatting = re.compile(r":[+,]*\.\d+[f%]\}|floatformat|calc\.round")
    pages = [p for p in (ROOT / "templates").rglob("*") if p.is_file()]

    guilty = [
        named(path)
        for path in (*SOURCES, *pages)
        # Of megabytes, not of anybody's figures.
        if not named(path).startswith("risks/cases/sources/")
        and formatting.search(path.read_text(encoding="utf-8"))
    ]

    assert guilty == []


def test_one_module_hands_out_files_and_records_each() -> None:
    handing_out = re.compile(
        r"content[-_]disposition|FileResponse|StreamingHttpResponse|[ .]disclose\b",
        re.IGNORECASE,
    )
    interfaces = [p for p in SOURCES if re.search(r"risks/(web|admin|api)/", named(p))]

    guilty = [
        named(path)
        for path in interfaces
        if handing_out.search(path.read_text(encoding="utf-8"))
    ]

    assert guilty == ["risks/web/download.py"]


def test_no_page_reads_past_the_door() -> None:
    hidden = {model.__name__ for model in ours()} - LEDGERS
    pages = [p for p in SOURCES if re.search(r"risks/(web|admin|api)/", named(p))]
    past = re.compile(r"\b(\w+)\.objects\.(?!visible_to\b|within\b|none\b)\w+")

    guilty = [
        f"{named(path)}: {found.group()}"
        for path in pages
        for found in past.finditer(path.read_text(encoding="utf-8"))
        if found.group(1) in hidden
    ]

    assert guilty == []


def test_no_file_outgrows_four_hundred_lines() -> None:
    files = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in files}

    assert [name for name, lines in lengths.items() if lines > 400] == []


def test_no_folder_outgrows_eighteen_modules() -> None:
    files = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
    counts = Counter(named(p.parent) for p in files if p.name != "__init__.py")
    # One module for each model, and one for each command.
    wide = {"risks/admin", "risks/management/commands"}

    assert [n for n, c in counts.items() if c > 18 and n not in wide] == []


def test_templates_never_switch_escaping_off() -> None:
    pages = sorted((ROOT / "templates").rglob("*.html"))
    text = {named(page): page.read_text(encoding="utf-8") for page in pages}

    assert [n for n, t in text.items() if "|safe" in t or "autoescape off" in t] == []


def test_one_template_knows_the_look() -> None:
    pages = sorted((ROOT / "templates").rglob("*.html"))

    guilty = [
        named(page)
        for page in pages
        if "unfold" in page.read_text(encoding="utf-8")
        and named(page) != "templates/base.html"
    ]

    assert guilty == []
