import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from risks.management import supervisor
from risks.management.supervisor import Program, Stopped, Supervisor
from tests.integration.waiting import PATIENCE_SECONDS, are_gone, eventually
from tests.place import ROOT

pytestmark = pytest.mark.integration

# A program with a child of its own, like a worker with its pool. It writes both pids.
# Left alone, both would outlive the patience of a test.
FAMILY = """
import os, signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
with open("pids.new", "w") as file:
    file.write(f"{os.getpid()} {child.pid}")
os.replace("pids.new", "pids")
time.sleep(600)
"""
# A supervisor of one such family, as a process that a test can kill.
SUPERVISED = """
import sys
from pathlib import Path
from risks.management.supervisor import Program, Stopped, Supervisor

folder = Path(sys.argv[1])
program = Program(
    name="family", folder=folder, environment={},
    command=(sys.executable, "-c", (folder / "family.py").read_text()),
)
try:
    with Supervisor(say=print) as supervisor:
        supervisor.start(program)
        for _ in supervisor.turns(seconds=600, waiting_for="a signal"):
            pass
except Stopped:
    print("stopped in order")
"""


def program(folder: Path, code: str, *, name: str = "program") -> Program:
    return Program(
        name=name,
        command=(sys.executable, "-c", textwrap.dedent(code)),
        folder=folder,
        environment=dict(os.environ),
        log=folder / f"{name}.log",
    )


def pids(folder: Path) -> list[int]:
    """Of the family: the program, its child."""
    assert eventually((folder / "pids").exists)
    return [int(pid) for pid in (folder / "pids").read_text().split()]


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "family.py").write_text(FAMILY)
    command = [sys.executable, "-c", SUPERVISED, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_a_program_that_ends_is_started_again(tmp_path: Path) -> None:
    said: list[str] = []
    code = "open('starts', 'a').write('x'); raise SystemExit(3)"

    with Supervisor(say=said.append) as boss:
        boss.start(program(tmp_path, code))
        for _ in boss.turns(seconds=PATIENCE_SECONDS, waiting_for="a second start"):
            if (tmp_path / "starts").exists() and said[1:]:
                break

    assert (tmp_path / "starts").read_text() == "xx"
    assert said[0] == "program ended (exit code 3); again in 0.5 s."
    assert said[1] == "program ended (exit code 3); again in 1 s."


def test_a_healthy_program_that_dies_is_back_after_the_first_delay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "HEALTHY_SECONDS", 0.0)
    said: list[str] = []

    with Supervisor(say=said.append) as boss:
        boss.start(program(tmp_path, "raise SystemExit(1)"))
        for _ in boss.turns(seconds=PATIENCE_SECONDS, waiting_for="a second end"):
            if said[1:]:
                break

    assert [line[-6:] for line in said] == ["0.5 s.", "0.5 s."]


def test_what_a_killed_program_leaves_is_swept_before_it_starts_again(
    tmp_path: Path,
) -> None:
    with Supervisor(say=lambda _line: None) as boss:
        boss.start(program(tmp_path, FAMILY))
        parent, child = pids(tmp_path)
        os.kill(parent, signal.SIGKILL)
        for _ in boss.turns(seconds=PATIENCE_SECONDS, waiting_for="a new family"):
            if pids(tmp_path) != [parent, child]:
                break

        assert are_gone([child])


def test_nothing_outlives_the_context(tmp_path: Path) -> None:
    with Supervisor(say=lambda _line: None) as boss:
        boss.start(program(tmp_path, FAMILY))
        family = pids(tmp_path)

    assert are_gone(family)


def test_a_program_deaf_to_the_request_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.3)
    deaf = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n{FAMILY}"

    with Supervisor(say=lambda _line: None) as boss:
        boss.start(program(tmp_path, deaf))
        family = pids(tmp_path)

    assert are_gone(family)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_each_signal_stops_everything_in_order(
    supervised: subprocess.Popen[str], tmp_path: Path, name: str
) -> None:
    family = pids(tmp_path)

    supervised.send_signal(signal.Signals[name])

    assert supervised.communicate(timeout=PATIENCE_SECONDS)[0] == "stopped in order\n"
    assert are_gone(family)


def test_a_killed_supervisor_leaves_no_orphan(
    supervised: subprocess.Popen[str], tmp_path: Path
) -> None:
    family = pids(tmp_path)

    supervised.kill()

    assert are_gone(family)


def test_a_killed_warden_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wardens: list[subprocess.Popen[bytes]] = []
    start = supervisor._start_warden

    def start_and_note() -> subprocess.Popen[bytes]:
        wardens.append(start())
        return wardens[-1]

    monkeypatch.setattr(supervisor, "_start_warden", start_and_note)

    with Supervisor(say=lambda _line: None) as boss:
        boss.start(program(tmp_path, FAMILY))
        wardens[0].kill()
        for _ in boss.turns(seconds=PATIENCE_SECONDS, waiting_for="another warden"):
            if wardens[1:]:
                break

        assert wardens[1].poll() is None


def test_a_program_run_once_hands_back_its_exit_code(tmp_path: Path) -> None:
    with Supervisor(say=lambda _line: None) as boss:
        seven = program(tmp_path, "raise SystemExit(7)")
        code = boss.run(seven, seconds=PATIENCE_SECONDS)

    assert code == 7


def test_a_program_run_once_has_a_time_limit(tmp_path: Path) -> None:
    slow = program(tmp_path, "import time; time.sleep(60)", name="slow")

    with (
        pytest.raises(TimeoutError, match=r"slow: not there after 0\.5 s"),
        Supervisor(say=lambda _line: None) as boss,
    ):
        boss.run(slow, seconds=0.5)


def test_a_signal_interrupts_a_program_run_once(tmp_path: Path) -> None:
    interrupt = f"import os, time; os.kill({os.getpid()}, 15); time.sleep(60)"

    with (
        pytest.raises(Stopped),
        Supervisor(say=lambda _line: None) as boss,
    ):
        boss.run(program(tmp_path, interrupt), seconds=PATIENCE_SECONDS)


def test_a_program_writes_to_its_log(tmp_path: Path) -> None:
    with Supervisor(say=lambda _line: None) as boss:
        boss.run(program(tmp_path, "print('hello')"), seconds=PATIENCE_SECONDS)

    assert (tmp_path / "program.log").read_text() == "hello\n"
