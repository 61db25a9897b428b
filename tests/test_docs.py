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


# A list's items, and the paths of each; those of a new file are named by NAME.
ITEM = re.compile(r"^\d\. (.+?)(?=^\d\. |^$)", re.MULTILINE | re.DOTALL)
MARKED = re.compile(
    r"\*(New|Edit|Generated)\*(.*?)(?=\*(?:New|Edit|Generated)\*|\Z)", re.S
)
PATH = re.compile(r"`((?:\w+/)+[\w.-]*)`")
TO_ADD = re.split(r"^## Add an? ", GUIDE, flags=re.MULTILINE)[1:]
lists = pytest.mark.parametrize("list_", TO_ADD, ids=lambda text: text.split("\n")[0])


def new_files(text: str) -> set[str]:
    return {path for path in PATH.findall(text) if "NAME" in path}


@pytest.mark.parametrize("path", sorted(set(PATH.findall(GUIDE))))
def test_each_file_that_the_guide_for_contributors_names_can_be_found(
    path: str,
) -> None:
    known = ROOT / path

    assert (known.parent if "NAME" in path else known).exists()


@lists
def test_each_file_to_touch_is_marked_as_new_edited_or_generated(list_: str) -> None:
    items = ITEM.findall(list_)

    assert items
    for item in items:
        marks = MARKED.findall(item)
        assert marks, item
        assert all(PATH.search(named) for _, named in marks), item
        for mark, named in marks:
            first = PATH.search(named)
            assert first
            assert ("NAME" in first[1]) == (mark == "New"), item


@lists
def test_each_list_ends_with_the_command_that_proves_it(list_: str) -> None:
    command = re.fullmatch(r".*```sh\nbin/test (.+?)\n```\s*", list_, re.DOTALL)

    assert command
    for path in command[1].replace("\\\n", " ").split():
        assert path in new_files(list_) or (ROOT / path).exists(), path


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
