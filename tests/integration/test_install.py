"""bin/install with a Python whose `pip` and `venv` only pretend: what it decides."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.place import ROOT

pytestmark = pytest.mark.integration

# Makes a "virtual environment" that holds this same script, and notes each install.
PYTHON = """#!/bin/sh
here=$(pwd)
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"-m pip install"*|*"-m ensurepip"*)
        echo "$*" >>"$here/calls"
        [ ! -e "$here/pip-fails" ] ;;
    "-m pip"*) ;;
    *) exec {python} "$@" ;;
esac
"""
LOCKS = ("requirements.txt", "requirements-dev.txt")


class Checkout:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        (folder / "bin").mkdir()
        self.programs.mkdir()
        (folder / "bin" / "install").write_bytes(
            (ROOT / "bin" / "install").read_bytes()
        )
        for lock in LOCKS:
            (folder / lock).write_text("first\n")
        real = subprocess.run(
            ["python3", "-c", "import sys; print(sys.executable)"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        self.program("python3", PYTHON.replace("{python}", real))

    def program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.write_text(text)
        path.chmod(0o755)

    def install(self, lock: str = LOCKS[0]) -> subprocess.CompletedProcess[str]:
        # The system's sh, cat and rm; no Python or uv of the machine.
        path = f"{self.programs}:/usr/bin:/bin"
        return subprocess.run(
            ["sh", "bin/install", lock],
            cwd=self.folder,
            env={"PATH": path, "HOME": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def installs(self) -> int:
        calls = self.folder / "calls"
        return calls.read_text().count("pip install") if calls.exists() else 0


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_a_lock_is_installed_once(checkout: Checkout) -> None:
    assert checkout.install().returncode == 0
    assert checkout.install().returncode == 0

    assert checkout.installs == 1


def test_a_changed_lock_is_installed_again(checkout: Checkout) -> None:
    checkout.install()
    (checkout.folder / LOCKS[0]).write_text("second\n")

    checkout.install()

    assert checkout.installs == 2


def test_what_development_installed_holds_for_the_demo(checkout: Checkout) -> None:
    checkout.install(LOCKS[1])

    checkout.install(LOCKS[0])

    assert checkout.installs == 1


def test_a_failed_install_is_told_and_done_again(checkout: Checkout) -> None:
    fault = checkout.folder / "pip-fails"
    fault.touch()

    failed = checkout.install()
    fault.unlink()

    assert failed.returncode == 1
    assert "requirements.txt could not be installed" in failed.stderr
    assert checkout.install().returncode == 0
    assert checkout.installs == 2


def test_uv_is_used_where_there_is_one(checkout: Checkout) -> None:
    checkout.program("uv", '#!/bin/sh\necho "$@" >uv-calls\n')

    assert checkout.install().returncode == 0

    assert "--require-hashes" in (checkout.folder / "uv-calls").read_text()
    assert checkout.installs == 0


def test_pip_takes_over_where_uv_fails(checkout: Checkout) -> None:
    checkout.program("uv", "#!/bin/sh\nexit 2\n")

    result = checkout.install()

    assert result.returncode == 0
    assert "uv could not install; trying pip" in result.stderr
    assert checkout.installs == 1


def test_an_old_python_is_one_clear_line(checkout: Checkout) -> None:
    old = '#!/bin/sh\n[ "$1" = --version ] || exit 1\necho Python 3.9.2\n'
    for name in ("python3", "python3.13", "python3.12", "python3.11", "python"):
        checkout.program(name, old)

    result = checkout.install()

    assert result.returncode == 1
    assert result.stderr.startswith("Watchbrief needs Python 3.11 or newer; found")
    assert len(result.stderr.splitlines()) == 1


def test_a_missing_venv_module_says_what_to_install(checkout: Checkout) -> None:
    real = (checkout.programs / "python3").read_text()
    blind = 'case "$*" in *"import venv"*) exit 1 ;; esac\n'
    checkout.program("python3", real.replace("here=$(pwd)\n", blind))

    result = checkout.install()

    assert result.returncode == 1
    assert "apt install python3-venv" in result.stderr
    assert not (checkout.folder / ".venv").exists()


def test_an_unknown_lock_is_refused(checkout: Checkout) -> None:
    result = checkout.install("other.txt")

    assert (result.returncode, result.stderr) == (1, "other.txt: no such lock file.\n")


def test_the_scripts_are_executable() -> None:
    for name in ("demo", "test", "proof", "chaos", "install", "lock"):
        assert os.access(ROOT / "bin" / name, os.X_OK), name
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
