"""Every kind of file with every defect: whole, or one line and nothing changed."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risks.cases.models import DocketEntry
from risks.cases.sources.docket import Docket, Entry, SourceRefused
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.cases.intake.bad_files import DEFECTS, FILES
from tests.factories import make_case, make_person
from tests.fuzz import examples

Read = tuple[Docket, ...]


def read(path: Path, raw: bytes, *, court_id: str, sandbox: Sandbox) -> Read | str:
    """The dockets of a file, or the line that refuses it."""
    path.write_bytes(raw)
    try:
        reading = read_dockets(path, court_id=court_id, sandbox=sandbox)
    except SourceRefused as refused:
        return str(refused)
    told = tuple(docket for item in reading.feed or () for docket in item.dockets)
    return reading.dockets + told


def entries(dockets: Read) -> tuple[Entry, ...]:
    """The entries, each once: a feed may tell of one twice."""
    return tuple(dict.fromkeys(entry for docket in dockets for entry in docket.entries))


@pytest.fixture(scope="module")
def wholes(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Entry, ...]]:
    """The entries of each file without a defect."""
    folder, found = tmp_path_factory.mktemp("whole"), {}
    for name, (raw, court_id) in FILES.items():
        dockets = read(folder / name, raw, court_id=court_id, sandbox=sandbox)
        assert not isinstance(dockets, str), (name, dockets)
        found[name] = entries(dockets)
    return found


def test_each_file_without_a_defect_has_entries(
    wholes: dict[str, tuple[Entry, ...]],
) -> None:
    assert all(wholes.values())


@pytest.mark.parametrize("defect", sorted(DEFECTS))
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_with_a_defect_is_whole_or_refused_in_one_line(
    sandbox: Sandbox,
    tmp_path: Path,
    wholes: dict[str, tuple[Entry, ...]],
    name: str,
    defect: str,
) -> None:
    raw, court_id = FILES[name]
    changed = DEFECTS[defect](raw)

    said = read(tmp_path / name, changed, court_id=court_id, sandbox=sandbox)

    if isinstance(said, str):
        assert said
        assert "\n" not in said
    else:
        texts = [entry.text for entry in entries(said)]
        assert len(texts) == len(wholes[name])
        assert not any("\0" in text for text in texts)


@settings(examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(FILES)), part=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_at_any_byte_is_whole_or_refused_in_one_line(
    sandbox: Sandbox,
    tmp_path: Path,
    wholes: dict[str, tuple[Entry, ...]],
    name: str,
    part: float,
) -> None:
    raw, court_id = FILES[name]
    kept = raw[: int(len(raw) * part)]

    said = read(tmp_path / name, kept, court_id=court_id, sandbox=sandbox)

    if isinstance(said, str):
        assert said
        assert "\n" not in said
    else:
        # Nothing tells a CSV file that ends with a whole row from one that is whole.
        most = len(entries(said)) if name.endswith(".csv") else None
        assert entries(said) == wholes[name][:most]


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_file_of_another_court_is_refused_by_name(
    sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    raw, court_id = FILES[name]
    if name in ("docket.csv", "docket.xlsx", "acms.json"):
        pytest.skip("names no court")
    other = "ca2" if court_id == "ca9" else "nysd"

    said = read(tmp_path / name, raw, court_id=other, sandbox=sandbox)

    assert isinstance(said, str)
    assert said.startswith("court: ")
    assert other in said


def rows() -> dict[str, int]:
    models = apps.get_app_config("risks").get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_refused_file_changes_nothing_and_the_whole_one_is_imported(
    tmp_path: Path, name: str
) -> None:
    case = make_case("C-7", court_id="cacd", docket_number="2:25-cv-00001")
    company, owner = case.company.code, make_person("counsel").username
    raw, court_id = FILES[name]
    path, before = tmp_path / name, rows()
    run = ["import_docket", str(path), "--court", court_id]
    path.write_bytes(raw[: len(raw) // 2])

    with pytest.raises(CommandError) as error:
        call_command(*run)

    assert rows() == before
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)
    path.write_bytes(raw)
    call_command(*run, "--company", company, "--owner", owner, stdout=StringIO())
    assert DocketEntry.objects.exists()
