"""A setting, a job, a command or a dependency that nobody described fails the build."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.place import ROOT

OPERATING = (ROOT / "docs" / "operate" / "operating.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
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
    [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda page: page.name,
)
def test_no_link_of_a_page_leads_nowhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))

    broken = [link for link in links if not (page.parent / link).exists()]

    assert broken == []


TERMS = re.findall(r"`(risks\.[\w.]+)` \|$", GLOSSARY, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(TERMS)))
def test_each_term_of_the_glossary_stands_in_the_code(name: str) -> None:
    module, _, attribute = name.rpartition(".")

    found = hasattr(import_module(module), attribute) or import_module(name)

    assert found


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w/]+/[\w.]+)`", GUIDE))))
def test_each_file_that_the_guide_for_contributors_names_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_guide_for_contributors_lists_the_files_of_the_four_common_changes() -> (
    None
):
    changes = re.findall(r"^## Add an? (.+)$", GUIDE, re.MULTILINE)

    assert changes == [
        "kind of risk",
        "court or a calendar",
        "kind of alert",
        "kind of report",
    ]
