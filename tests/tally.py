"""Add up what several runs of pytest counted, from their JUnit files.

python -m tests.tally sqlite.xml postgresql.xml
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

COUNTED = ("tests", "failures", "errors", "skipped")


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


if __name__ == "__main__":
    sys.stdout.write(tally(Path(name) for name in sys.argv[1:]) + "\n")
