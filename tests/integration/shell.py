"""A process with Django loaded that runs what it is given, one piece after another.

Starting one takes longer than most of what a test asks of it.
`python -m tests.integration.shell` reads a JSON string for each piece of code, and
answers with what it printed, and with the traceback where it failed.
"""

import json
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO

import django

from tests.place import ROOT


class Shell:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, code: str) -> str:
        """What the code printed."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(code) + "\n")
        self._process.stdin.flush()
        said, error = json.loads(self._process.stdout.readline())
        assert not error, error
        return str(said)


@contextmanager
def running_shell(environment: dict[str, str]) -> Iterator[Shell]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.integration.shell"],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "tracker.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Shell(process)


def serve() -> None:
    django.setup()
    for line in sys.stdin:
        said, error = StringIO(), ""
        try:
            with redirect_stdout(said):
                exec(json.loads(line), {})
        except Exception:
            error = traceback.format_exc()
        sys.stdout.write(json.dumps([said.getvalue(), error]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
