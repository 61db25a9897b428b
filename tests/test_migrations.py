"""The tests' tables come from the models; an installation's from the migrations."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from risks.access.models import Role
from tests.factories import make_company, make_deadline
from tests.place import ROOT

pytestmark = pytest.mark.django_db
MIGRATIONS = ROOT / "risks" / "migrations"


COLUMNS = """SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"""
STATEMENTS = "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL"

Planning = Callable[[str], Iterable[tuple[Any, ...]]]


def schema(ask: Planning) -> set[object]:
    """Columns, indexes and the names of constraints: their order may differ."""
    found: set[object] = set(ask(COLUMNS))
    for name, kind, statement in ask(STATEMENTS):
        if kind == "index":
            found.add(statement)
        constraints = re.findall(r'CONSTRAINT "([a-z_0-9]+)"', statement)
        found.update((name, constraint) for constraint in constraints)
    return {row for row in found if "django_migrations" not in str(row)}


def asked(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


@pytest.mark.integration
@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
    reason="compares SQLite's own statements",
)
def test_the_migrations_make_the_tables_and_roles_of_the_tests(tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.sqlite3"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{migrated}"},
        check=True,
    )

    with sqlite3.connect(migrated) as installed:
        roles = installed.execute("SELECT name FROM auth_group").fetchall()
        theirs = schema(lambda query: installed.execute(query).fetchall())
    ours = schema(asked)

    assert {name for (name,) in roles} == set(Role.values)
    assert theirs == ours


def test_the_day_of_a_company_s_event_is_read_from_the_end_of_a_title() -> None:
    company = make_company()
    titles = {
        "Annual results announcement (31 December 2025)": date(2025, 12, 31),
        "Interim report (30 June 2026)": date(2026, 6, 30),
        "Announcement (of 2026)": None,
        "Announcement (31 Smarch 2026)": None,
    }
    rows = [
        make_deadline(None, company=company, title=title, rule_id="hk-13-49-annual")
        for title in titles
    ]
    [path] = MIGRATIONS.glob("*_store_listing_profiles.py")

    import_module(f"risks.migrations.{path.stem}").read_event_dates(apps, None)

    for row in rows:
        row.refresh_from_db()
    assert {row.title: row.event_date for row in rows} == titles
