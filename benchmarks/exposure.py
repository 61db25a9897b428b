"""`python -m benchmarks.exposure`: every figure with what it is compared to.

CPU seconds throughout, all in one run, because machines and their moods differ.
"""

import argparse
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import scipy

from benchmarks.change import Change
from benchmarks.clock import cpu_seconds
from benchmarks.floor import Floor, measured_floor
from benchmarks.growth import Run, runs
from benchmarks.memory import peak_megabytes
from benchmarks.peers import dense_matrix, python_loop
from benchmarks.registers import EVENTS_PER_TRIAL, event_register, mixed_register
from risks.engine.exposure.portfolio.register import price_register
from risks.engine.exposure.sampling.terms import ENGINE_VERSION, MOST_TRIALS

LOOP_TRIALS = 256
SIZES = (100, 1_000, 10_000, 100_000)
QUICK_SIZES = (100, 1_000)
COLUMNS = ("what", "measured", "compared with", "ratio", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    what: str
    measured: str
    against: str = ""
    ratio: float | None = None
    target: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.what, self.measured, self.against, ratio, self.target)


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms"


def floor_rows(floor: Floor) -> Iterator[Row]:
    each = ", ".join(f"{name} {1e9 * s:.1f}" for name, s in floor.primitives.items())
    yield Row(
        what="floor, an event",
        measured=f"{1e9 * floor.per_event:.1f} ns",
        against=each,
        target="about 14 ns",
    )
    yield Row(
        what="floor, a stream",
        measured=f"{1e6 * floor.per_stream:.1f} µs",
        target="about 12 µs",
    )


def cold_rows(floor: Floor, *, times: int) -> Iterator[Row]:
    """Each risk priced and measured, their sum and its measures."""
    least = floor.seconds(events=1000 * EVENTS_PER_TRIAL * MOST_TRIALS, risks=1000)
    for what, register, most in (
        ("1,000 event risks, cold", event_register(), 2),
        ("mixed register of 1,000, cold", mixed_register(), 10),
    ):
        seconds = cpu_seconds(partial(price_register, register), times=times)
        yield Row(
            what=what,
            measured=milliseconds(seconds),
            against=f"floor {milliseconds(least)}",
            ratio=seconds / least,
            target=f"at most {most}",
        )


def change_rows(*, times: int) -> Iterator[Row]:
    """One risk of 1,000 with another probability, to new measures of the sum."""
    change = Change(event_register())
    for what, work, most in (
        ("one changed risk of 1,000", change.measures, 0.005),
        ("the same, with attribution", change.parts, 0.030),
    ):
        seconds = cpu_seconds(work, times=10 * times)
        yield Row(
            what=what,
            measured=milliseconds(seconds),
            ratio=seconds / most,
            target=f"at most {1000 * most:.0f} ms",
        )


def memory_rows() -> Iterator[Row]:
    for what, name, most in (
        ("memory over import, 1,000 event risks", "events", 60),
        ("memory over import, mixed register", "mixed", 250),
    ):
        peak = peak_megabytes(name)
        yield Row(
            what=what,
            measured=f"{peak:.0f} MB",
            ratio=peak / most,
            target=f"at most {most} MB",
        )


def peer_rows(*, times: int) -> Iterator[Row]:
    register = event_register()
    own = cpu_seconds(partial(price_register, register), times=times)
    loop = cpu_seconds(partial(python_loop, register, trials=LOOP_TRIALS), times=times)
    dense = cpu_seconds(partial(dense_matrix, register), times=times)
    whole = loop * MOST_TRIALS / LOOP_TRIALS
    for what, seconds in (
        (f"Python loop, {LOOP_TRIALS} trials, extrapolated", whole),
        ("dense NumPy matrix, in chunks", dense),
    ):
        yield Row(
            what=what,
            measured=milliseconds(seconds),
            against=f"engine {milliseconds(own)}",
            ratio=seconds / own,
        )


def growth_rows(sizes: Sequence[int], floor: Floor) -> Iterator[Row]:
    for run in runs(tuple(sizes)):
        yield growth_row(run, floor=floor)


def growth_row(run: Run, *, floor: Floor) -> Row:
    events = run.risks * EVENTS_PER_TRIAL * MOST_TRIALS
    least = floor.seconds(events=events, risks=run.risks)
    return Row(
        what=f"{run.risks:,} event risks, one after the other",
        measured=f"{run.cpu:.2f} s CPU, {run.wall:.2f} s wall",
        against=f"floor {least:.2f} s",
        ratio=run.cpu / least,
        target=f"hash {run.hash[:8]}",
    )


def machine() -> str:
    """One line: what the figures were measured on."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return (
        f"{len(names)} × {names[0]}, Python {platform.python_version()}, "
        f"numpy {np.__version__}, scipy {scipy.__version__}, engine {ENGINE_VERSION}"
    )


def written(cells: Sequence[str]) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


def sections(*, quick: bool) -> Iterator[Callable[[], Iterator[Row]]]:
    floor, times = measured_floor(), 1 if quick else 5
    yield partial(floor_rows, floor)
    yield partial(cold_rows, floor, times=times)
    yield partial(change_rows, times=times)
    yield memory_rows
    yield partial(peer_rows, times=times)
    yield partial(growth_rows, QUICK_SIZES if quick else SIZES, floor)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exposure")
    parser.add_argument("--quick", action="store_true", help="fewer, smaller runs")
    quick = parser.parse_args().quick
    sys.stdout.write(machine() + "\n\n")
    written(COLUMNS)
    written(["---"] * len(COLUMNS))
    for rows in sections(quick=quick):
        for row in rows():
            written(row.cells)


if __name__ == "__main__":
    main()
