"""The README's first command, as a person runs it."""

import email
import email.policy
import io
import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.integration.waiting import PATIENCE_SECONDS, eventually, is_alive
from tests.place import ROOT

pytestmark = pytest.mark.integration

TODAY = "2026-05-27"


class Demo:
    """bin/demo in an empty environment, with a `var` of its own."""

    def __init__(self, folder: Path) -> None:
        self.var = folder / "var"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "WATCHBRIEF_VAR": str(self.var),
        }

    def once(self, today: str = TODAY) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ROOT / "bin" / "demo", "--once", "--today", today],
            cwd="/",
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        with self.output.open("wb") as output:
            return subprocess.Popen(
                [ROOT / "bin" / "demo", "--today", TODAY, *options],
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> Path:
        return self.var.with_name("output.txt")

    def said(self, words: str) -> bool:
        return eventually(lambda: words in self.output.read_text())

    def processes(self) -> list[int]:
        """All that run with this demo's `var`, whoever their parent is."""
        mark = f"WATCHBRIEF_VAR={self.var}".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                environment = path.read_bytes().split(b"\0")
            except OSError:
                continue  # ended meanwhile, or another person's
            if mark in environment and is_alive(int(path.parent.name)):
                found.append(int(path.parent.name))
        return found

    def workers(self) -> list[int]:
        """The worker and the processes of its pool, the oldest first."""
        return [pid for pid in sorted(self.processes()) if is_worker(pid)]


def is_worker(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return b"celery" in command and b"worker" in command


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Run once; the tests below look at what it left."""
    demo = Demo(tmp_path_factory.mktemp("demo"))
    left = demo.var / "demo"
    left.mkdir(parents=True)
    (left / "from an earlier run").touch()
    result = demo.once()
    assert result.returncode == 0, result.stderr + result.stdout
    demo.output.write_text(result.stdout)
    return demo


@pytest.fixture(scope="session")
def summary(demo: Demo) -> Any:
    return read_summary(demo)


def read_summary(demo: Demo) -> Any:
    return json.loads((demo.var / "demo" / "summary.json").read_text())


def test_once_goes_through_every_link(summary: dict[str, Any]) -> None:
    assert summary["today"] == TODAY
    assert summary["risks"] >= 6
    assert summary["cases"] >= 1
    assert summary["docket_entries"] >= 6
    assert summary["deadlines"] >= 3
    assert summary["notifications_sent"] >= 1
    assert summary["snapshots"] >= summary["risks"]
    assert summary["seconds"] > 0


def test_once_prices_the_portfolio(summary: dict[str, Any]) -> None:
    portfolio = summary["portfolio"]
    losses = [portfolio[name] for name in ("p50", "p90", "p95", "tvar95")]

    assert losses == sorted(losses)
    assert portfolio["p95"] < portfolio["p99"]
    assert 0 < portfolio["expected"] < portfolio["p95"]
    assert 0 < portfolio["score"] <= 100
    assert portfolio["currency"] == "USD"
    assert portfolio["trials"] == 65_536
    assert re.fullmatch("[0-9a-f]{64}", portfolio["hash"])


def test_once_prints_each_link(demo: Demo) -> None:
    told = demo.output.read_text()

    for label in ("Docket entry", "Deadline", "Assumptions", "Exposure", "Mails"):
        assert re.search(rf"^  {label}\s+\S", told, re.MULTILINE), label


def test_once_leaves_the_boards_report(demo: Demo, summary: dict[str, Any]) -> None:
    pages = PdfReader(demo.var / "demo" / "report.pdf").pages
    text = "".join(page.extract_text() for page in pages)
    book = load_workbook(io.BytesIO((demo.var / "demo" / "report.xlsx").read_bytes()))

    assert "版權" in text
    amounts = {
        cell.value
        for sheet in book
        for row in sheet
        for cell in row
        if isinstance(cell.value, float | int)
    }
    assert summary["portfolio"]["p95"] in amounts


def test_once_leaves_the_mails(demo: Demo, summary: dict[str, Any]) -> None:
    paths = list((demo.var / "demo" / "mail").glob("*.eml"))
    policy = email.policy.default
    mails = [email.message_from_bytes(p.read_bytes(), policy=policy) for p in paths]

    assert len(mails) >= summary["notifications_sent"]
    assert all(mail["To"] and mail["Subject"] for mail in mails)
    assert any("D-" in mail["Subject"] for mail in mails)


def test_once_leaves_the_calendar(demo: Demo) -> None:
    feed = Calendar.from_ical((demo.var / "demo" / "calendar.ics").read_bytes())

    assert len(feed.walk("VEVENT")) >= 3


def test_once_empties_its_folder_first(demo: Demo) -> None:
    assert not (demo.var / "demo" / "from an earlier run").exists()


def test_once_leaves_no_process(demo: Demo) -> None:
    assert not demo.processes()


@pytest.mark.proof
def test_the_same_day_has_the_same_figures(
    summary: dict[str, Any], tmp_path: Path
) -> None:
    again = Demo(tmp_path)

    assert again.once().returncode == 0

    figures = {**read_summary(again), "seconds": summary["seconds"]}
    assert figures == summary


def test_a_bad_day_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    demo = Demo(tmp_path)

    result = demo.once("2026-02-31")

    assert result.returncode == 2
    assert result.stderr == (
        "CommandError: --today: '2026-02-31' is not a day of the calendar.\n"
    )
    assert not (demo.var / "demo").exists()


@pytest.fixture(scope="module")
def running(demo: Demo) -> Iterator[subprocess.Popen[bytes]]:
    """Started once, since it takes a while: the test that stops it is the last."""
    process = started(demo)
    yield process
    process.kill()
    process.wait()


def started(demo: Demo) -> subprocess.Popen[bytes]:
    process = demo.start()
    assert demo.said("Ctrl-C stops it."), demo.output.read_text()
    return process


def address(demo: Demo) -> str:
    found = re.search(r"running on (\S+)", demo.output.read_text())
    assert found
    return found[1]


def test_two_demos_do_not_share_a_folder(
    demo: Demo, running: subprocess.Popen[bytes]
) -> None:
    second = demo.once()

    assert second.returncode == 1
    assert "Another demo is running in" in second.stderr
    assert running.poll() is None


def test_the_demo_heals_and_stops_whole(
    demo: Demo, running: subprocess.Popen[bytes]
) -> None:
    with urlopen(f"{address(demo)}/accounts/login/", timeout=10) as page:
        assert page.status == 200
    assert "watchbrief-grace" in demo.output.read_text()

    killed = demo.workers()
    os.kill(killed[0], signal.SIGKILL)
    assert demo.said("worker ended (killed by SIGKILL); again in 0.5 s.")
    assert eventually(demo.workers)
    assert not set(killed) & set(demo.workers())

    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=PATIENCE_SECONDS) == 0
    assert eventually(lambda: not demo.processes())


def test_a_killed_demo_leaves_no_orphan(demo: Demo) -> None:
    process = started(demo)
    assert len(demo.processes()) > 5

    process.kill()
    process.wait()

    assert eventually(lambda: not demo.processes())


def test_a_taken_port_is_reported_and_another_chosen(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = demo.start(f"--port={port}")
        try:
            assert demo.said(f"Port {port} is taken; using ")
        finally:
            process.terminate()

    assert process.wait(timeout=PATIENCE_SECONDS) == 0
    assert eventually(lambda: not demo.processes())
