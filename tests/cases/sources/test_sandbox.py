"""Foreign bytes are parsed apart: what a file costs its reader costs nobody else."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from risks.cases.models import Case, Delivery, DocketEntry, DocketSource
from risks.cases.operations import file_waiting, receive
from risks.cases.operations.intake import deliveries
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.sandbox.sandbox import MOST_READ, ROOT, Sandbox
from risks.management.commands import import_docket
from tests.cases.intake.courtmail import notice
from tests.factories import NOW, make_case

HOSTILE = "tests.cases.sources.hostile_child"
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(program=HOSTILE, seconds=20, mebibytes=160) as open_sandbox:
        yield open_sandbox


def said(sandbox: Sandbox, parser: str, raw: bytes = b"") -> str:
    (docket,) = sandbox.dockets(parser, raw)
    return docket.caption


def wide_workbook(rows: int) -> bytes:
    """One cell in each row, in the last column that there is: all others are made."""
    honest, out = io.BytesIO(), io.BytesIO()
    Workbook().save(honest)
    row = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
    sheet = b"".join(row % (n, n) for n in range(1, rows + 1))
    with (
        zipfile.ZipFile(honest) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
                content %= (NAMESPACE, sheet)
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("parser", "line"),
    [
        ("eat", "needs more than 160 MiB to be read"),
        ("die", "could not be read: its reader ended (signal 9)"),
        ("fail", "could not be read: its reader ended (exit 1)"),
        ("mutter", "could not be read: its reader answered nonsense"),
        ("half", "could not be read: its reader answered nonsense"),
    ],
)
def test_what_ends_its_reader_is_refused_and_the_next_is_read(
    sandbox: Sandbox, parser: str, line: str
) -> None:
    with pytest.raises(SourceRefused) as refused:
        sandbox.dockets(parser, b"")

    assert str(refused.value) == line
    assert said(sandbox, "chatter") == "Doe v. Acme"


def test_what_is_never_done_is_refused_when_its_time_is_over() -> None:
    with (
        Sandbox(program=HOSTILE, seconds=1) as sandbox,
        pytest.raises(SourceRefused) as refused,
    ):
        sandbox.dockets("loop", b"")

    assert str(refused.value) == "could not be read in 1 s"


def test_a_workbook_of_kilobytes_that_fills_the_memory_is_refused() -> None:
    raw = wide_workbook(2_000)

    with (
        Sandbox(mebibytes=128) as sandbox,
        pytest.raises(SourceRefused, match="needs more than 128 MiB to be read"),
    ):
        sandbox.rows(raw)

    assert len(raw) < 30_000


def test_a_page_that_fills_the_memory_is_refused() -> None:
    page = b"<html><h3>CIVIL DOCKET</h3>" + b"<br>" * 500_000 + b"</html>"

    with (
        Sandbox(mebibytes=96) as sandbox,
        pytest.raises(SourceRefused, match="needs more than 96 MiB to be read"),
    ):
        sandbox.dockets("pacer", page, court_id="cacd")


def test_a_reader_that_was_killed_while_idle_is_replaced(sandbox: Sandbox) -> None:
    said(sandbox, "chatter")
    child = sandbox._child
    assert child
    child.kill()
    child.wait()

    assert said(sandbox, "chatter") == "Doe v. Acme"


def test_one_reader_reads_many_files_until_it_has_read_enough(
    sandbox: Sandbox,
) -> None:
    first, second = said(sandbox, "who"), said(sandbox, "who", bytes(MOST_READ))

    assert first == second
    assert said(sandbox, "who") != first


def test_a_refusal_keeps_its_words_and_its_path(sandbox: Sandbox) -> None:
    with pytest.raises(SourceRefused) as refused:
        sandbox.dockets("refuse", b"")

    assert str(refused.value) == "entries[3].text: is missing"
    assert refused.value.path == ("entries", 3, "text")


def test_a_reader_has_no_network_no_file_and_no_secret(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "secret")

    assert said(sandbox, "call home").startswith("socket.")
    assert said(sandbox, "write") == "File too large"
    assert "SECRET_KEY" not in said(sandbox, "environment")


def test_a_reader_starts_without_django() -> None:
    asked = (
        "import sys, risks.cases.sources.sandbox.child; print('django' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True
    )

    assert done.stdout == b"False\n"


def test_a_sandbox_in_which_nothing_is_read_starts_no_process() -> None:
    with Sandbox(program="there.is.no.such.module"):
        pass


@pytest.mark.django_db
def test_a_hostile_workbook_is_one_line_and_imports_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = partial(Sandbox, mebibytes=128)
    monkeypatch.setattr(import_docket, "Sandbox", small)
    path = tmp_path / "docket.xlsx"
    path.write_bytes(wide_workbook(2_000))

    with pytest.raises(CommandError) as error:
        call_command("import_docket", str(path), "--court", "cacd")

    assert str(error.value) == f"{path}: needs more than 128 MiB to be read"
    assert error.value.returncode == 2
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_a_delivery_that_kills_its_reader_stops_nothing_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")
    source = DocketSource.objects.create(
        name="Notices", kind="notice", court_id="cacd", created_at=NOW
    )
    hostile = partial(Sandbox, program=HOSTILE)
    monkeypatch.setattr(deliveries, "Sandbox", hostile)
    receive(source, key="a", body=b"KILL " + notice().encode(), now=NOW)
    receive(source, key="b", body=notice().encode(), now=NOW)

    settled = file_waiting(now=NOW)

    killed, filed = Delivery.objects.order_by("key")
    assert settled == 2
    assert killed.error == "could not be read: its reader ended (signal 9)"
    assert filed.state == "filed"
    assert DocketEntry.objects.count() == 1
