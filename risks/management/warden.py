"""Kill the programs of a supervisor that was itself killed.

Run as a script with a pipe for its input. It reads "+123" and "-123" (a process group
began, ended). When the input ends, which the kernel ensures even for a supervisor
killed with -9, it kills every group that is still listed.
"""

import os
import signal
import sys
from collections.abc import Iterable


def still_running(lines: Iterable[str]) -> set[int]:
    groups: set[int] = set()
    for line in lines:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    return groups


def main() -> None:
    # A terminal's Ctrl-C is for the supervisor; this process ends last.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    for group in still_running(sys.stdin):
        kill_group(group)


def kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # Already ended; macOS reports "permission" for a group of zombies.
        return


if __name__ == "__main__":
    main()
