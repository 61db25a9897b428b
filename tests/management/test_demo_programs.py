from datetime import date
from pathlib import Path

import pytest

from risks.management.demo.clock import real
from risks.management.demo.place import Place
from risks.management.demo.programs import environment


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(folder=tmp_path)


def made(place: Place) -> dict[str, str]:
    clock = real(today=date(2026, 5, 27))
    return environment(place, clock=clock, broker_port=1234, web_port=8000)


def test_the_demo_brings_its_own_servers(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    assert made(place)["DATABASE_URL"] == f"sqlite:///{place.folder}/demo.sqlite3"
    assert made(place)["REDIS_URL"] == "redis://127.0.0.1:1234/0"


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_other_servers_may_be_chosen(
    place: Place, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "chosen")

    assert made(place)[name] == "chosen"


def test_the_settings_of_a_production_site_do_not_leak_in(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHBRIEF_PRODUCTION", "1")
    monkeypatch.setenv("ALLOWED_HOSTS", "risk.example.com")
    monkeypatch.setenv("DEBUG", "1")

    assert "WATCHBRIEF_PRODUCTION" not in made(place)
    assert "ALLOWED_HOSTS" not in made(place)
    assert made(place)["DEBUG"] == "0"
