"""A setting, a job, a command or a dependency that nobody described fails the build."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.place import ROOT

OPERATING = (ROOT / "docs" / "operate" / "operating.md").read_text(encoding="utf-8")
DEPENDENCIES = ROOT / "docs" / "decisions" / "dependencies.md"
READ = re.compile(r"""environ(?:\.get\(|\[)\s*"([A-Z_]+)\"""")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def variables() -> set[str]:
    text = (ROOT / "tracker" / "settings.py").read_text(encoding="utf-8")
    return set(READ.findall(text)) | {"DATABASE_URL"}


@pytest.mark.parametrize("variable", sorted(variables()))
def test_every_setting_is_described(variable: str) -> None:
    assert f"`{variable}`" in OPERATING


@pytest.mark.parametrize("entry", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_every_job_is_described(entry: str) -> None:
    assert f"`{settings.CELERY_BEAT_SCHEDULE[entry]['task']}`" in OPERATING


def test_every_command_is_described() -> None:
    ours = {name for name, app in get_commands().items() if app == "risks"}

    described = set(re.findall(r"`([a-z_]+)[ `]", OPERATING))

    assert ours - described == set()


def test_every_direct_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=; ]", line)[0] for line in wanted}

    text = DEPENDENCIES.read_text(encoding="utf-8").replace("types-*", "types-")

    missing = {name for name in names if name.split("-")[0] not in text}
    assert missing == set()


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda page: page.name,
)
def test_no_link_of_a_page_leads_nowhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))

    broken = [link for link in links if not (page.parent / link).exists()]

    assert broken == []
