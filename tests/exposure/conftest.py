from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def draws(settings: Settings, tmp_path: Path) -> Path:
    """An empty cache of draws for each test."""
    settings.EXPOSURE_CACHE_MB = 512
    settings.EXPOSURE_CACHE_DIR = str(tmp_path / "draws")
    return tmp_path / "draws"
