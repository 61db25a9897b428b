from pathlib import Path

import pytest

from tests.court_files import court_file


def test_a_file_of_the_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURT_FILES", str(tmp_path))
    (tmp_path / "docket.html").touch()

    assert court_file("docket.html") == tmp_path / "docket.html"


def test_without_the_variable_a_test_is_skipped_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COURT_FILES", raising=False)

    with pytest.raises(pytest.skip.Exception, match="COURT_FILES is not set"):
        court_file("docket.html")


def test_a_missing_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURT_FILES", str(tmp_path))

    with pytest.raises(pytest.skip.Exception, match=r"no such file: .*docket\.html"):
        court_file("docket.html")
