"""Add up what several runs of pytest counted, from their JUnit files.

python -m tests.tally sqlite.xml postgresql.xml
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

COUNTED = ("tests", "failures", "errors", "skipped")
SLOWEST = 10


def tally(reports: Iterable[Path]) -> str:
    """Such as "812 passed, 0 failed, 3 skipped"."""
    total: Counter[str] = Counter()
    for report in reports:
        for suite in ElementTree.parse(report).iter("testsuite"):
            total.update({name: int(suite.get(name, 0)) for name in COUNTED})
    failed = total["failures"] + total["errors"]
    passed = total["tests"] - failed - total["skipped"]
    line = f"{passed} passed, {failed} failed"
    return f"{line}, {total['skipped']} skipped" if total["skipped"] else line


def slowest(reports: Iterable[Path]) -> Iterator[str]:
    """The ten tests that took longest, with what was set up for them, in seconds."""
    tests = [
        (float(test.get("time", 0)), f"{test.get('classname')}::{test.get('name')}")
        for report in reports
        for test in ElementTree.parse(report).iter("testcase")
    ]
    for seconds, name in sorted(tests, reverse=True)[:SLOWEST]:
        yield f"{seconds:6.1f} s  {name}"


def main(reports: list[Path]) -> None:
    lines = (f"== the {SLOWEST} slowest tests", *slowest(reports), tally(reports))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
