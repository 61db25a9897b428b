"""Real court files, which are not part of the project: COURT_FILES names their folder.

A test that asks for one is skipped, with the reason, where it is not there.
"""

import os
from pathlib import Path

import pytest


def court_file(name: str) -> Path:
    """Return the path of a court file, or skip the test that asks for it."""
    folder = os.environ.get("COURT_FILES")
    if not folder:
        pytest.skip("COURT_FILES is not set")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"no such file: {path}")
    return path
