from pathlib import Path

import pytest

from tests.tally import slowest, tally


def report(path: Path, **counts: int) -> Path:
    words = " ".join(f'{name}="{count}"' for name, count in counts.items())
    path.write_text(f"<testsuites><testsuite {words}/></testsuites>")
    return path


def test_two_runs_are_added_up(tmp_path: Path) -> None:
    first = report(tmp_path / "a.xml", tests=10, failures=0, errors=0, skipped=2)
    second = report(tmp_path / "b.xml", tests=5, failures=0, errors=0, skipped=0)

    assert tally([first, second]) == "13 passed, 0 failed, 2 skipped"


def test_an_error_counts_as_a_failure(tmp_path: Path) -> None:
    one = report(tmp_path / "a.xml", tests=10, failures=1, errors=2, skipped=0)

    assert tally([one]) == "7 passed, 3 failed"


def test_a_run_that_left_no_report_is_not_a_pass(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tally([tmp_path / "missing.xml"])


def test_the_slowest_tests_of_all_runs_are_named(tmp_path: Path) -> None:
    for run, seconds in (("a", range(9)), ("b", range(100, 103))):
        cases = [
            f'<testcase classname="t.{run}" name="x" time="{s}"/>' for s in seconds
        ]
        (tmp_path / run).write_text(f"<testsuite>{''.join(cases)}</testsuite>")

    lines = list(slowest([tmp_path / "a", tmp_path / "b"]))

    assert len(lines) == 10
    assert lines[0] == " 102.0 s  t.b::x"
    assert lines[3] == "   8.0 s  t.a::x"
