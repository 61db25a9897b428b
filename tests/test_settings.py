"""The settings as each environment makes them, and the locks that carry them."""

import re
import runpy
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.place import ROOT
from tracker.keys import kept_key, weakness

PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MAIL_FOLDER", "DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WATCHBRIEF_VAR", str(tmp_path))


def settings_now() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tracker" / "settings.py"))


def database_now() -> dict[str, Any]:
    found: dict[str, Any] = settings_now()["DATABASES"]["default"]
    return found


def test_without_configuration_the_database_is_a_file_in_var(tmp_path: Path) -> None:
    assert database_now()["NAME"] == str(tmp_path / "watchbrief.sqlite3")


@pytest.mark.parametrize("name", ["a b", "a#b", "a%41b", "a+b", "a?b", "案件"])
def test_the_folder_may_have_any_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("WATCHBRIEF_VAR", str(tmp_path / name))

    assert database_now()["NAME"] == str(tmp_path / name / "watchbrief.sqlite3")
    assert (tmp_path / name).is_dir()


def test_sqlite_takes_the_write_lock_at_the_start() -> None:
    options = database_now()["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.parametrize(
    ("address", "host", "name"),
    [
        ("postgres://user@db.internal/watchbrief", "db.internal", "watchbrief"),
        ("postgres://user@%2Frun%2Fpostgresql/watch", "/run/postgresql", "watch"),
    ],
)
def test_postgresql_is_chosen_by_its_address(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str, name: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    database = database_now()

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["NAME"]) == (host, name)
    assert "transaction_mode" not in database.get("OPTIONS", {})


def test_the_broker_is_chosen_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://broker.internal:6379/3")

    assert settings_now()["CELERY_BROKER_URL"] == "redis://broker.internal:6379/3"


def test_a_mail_folder_takes_the_place_of_the_mail_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_now()["EMAIL_BACKEND"].endswith("SmtpBackend")

    monkeypatch.setenv("MAIL_FOLDER", "mail")

    assert settings_now()["EMAIL_BACKEND"].endswith("FolderBackend")


GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyz" * 2


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("SECRET_KEY", "", "SECRET_KEY: must have 50 letters or more"),
        ("SECRET_KEY", "k" * 60, "SECRET_KEY: must have 50 letters or more"),
        ("SECRET_KEY", f"django-insecure-{GOOD_KEY}", "SECRET_KEY: is one that Django"),
        ("DEBUG", "1", "DEBUG: must not be set in production"),
        ("ALLOWED_HOSTS", "risk.example.org,*", "ALLOWED_HOSTS: name each host"),
    ],
)
def test_production_refuses_to_start_with_what_is_unsafe(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    monkeypatch.setenv("WATCHBRIEF_PRODUCTION", "1")
    monkeypatch.setenv("SECRET_KEY", GOOD_KEY)
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=line):
        settings_now()


def test_each_installation_makes_its_own_key_and_keeps_it(tmp_path: Path) -> None:
    first, second = settings_now()["SECRET_KEY"], settings_now()["SECRET_KEY"]

    kept = tmp_path / "secret_key"
    assert first == second == kept.read_text()
    assert not weakness(first)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept_key(tmp_path / "other") != first


def test_processes_that_start_together_have_one_key(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret_key"

    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(kept_key, [file] * 64))

    assert len(keys) == 1
    assert [one.name for one in file.parent.iterdir()] == ["secret_key"]


def test_production_is_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHBRIEF_PRODUCTION", "1")
    monkeypatch.setenv("SECRET_KEY", GOOD_KEY)

    made = settings_now()

    assert made["SECURE_SSL_REDIRECT"]
    assert made["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert "SECURE_HSTS_PRELOAD" not in made
    assert made["SESSION_COOKIE_SECURE"]
    assert made["CSRF_COOKIE_SECURE"]
    assert not made["DEBUG"]


def test_jobs_survive_what_was_measured() -> None:
    made = settings_now()

    assert made["CELERY_TASK_ACKS_LATE"]
    assert made["CELERY_TASK_REJECT_ON_WORKER_LOST"]
    assert made["CELERY_WORKER_PREFETCH_MULTIPLIER"] == 1
    assert made["CELERY_ACCEPT_CONTENT"] == ["json"]
    limits = made["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert limits["socket_timeout"] == 10
    assert limits["health_check_interval"] == 10


def pins(lock: str) -> set[tuple[str, str]]:
    return set(PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))


def test_the_development_lock_holds_every_pin_of_the_products() -> None:
    product, development = pins("requirements.txt"), pins("requirements-dev.txt")

    assert product
    assert product <= development


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    bare = [block for block in text.split("\n") if PINNED.match(block + "\n")]

    assert all(line.endswith("\\") for line in bare)
