"""The test proves itself: the same judge must find out three broken products.

Each misfortune strikes the mutant that it should expose, and the true product, which
must come through it: otherwise the judge would only be strict.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from tests.chaos.evidence.evidence import gather
from tests.chaos.evidence.idle import is_quiet
from tests.chaos.evidence.laws import judge
from tests.chaos.evidence.outcomes import Fates
from tests.chaos.evidence.recorder import CLEAR, Sink, Weather
from tests.chaos.processes.databases import Database
from tests.chaos.processes.fork_server import Nursery
from tests.chaos.processes.installation import Counts, Part, World
from tests.chaos.processes.supervision import Troupe
from tests.chaos.processes.time_scale import SendingLimits

# So short that every span is at its floor.
MINUTES = 0.1
REMINDERS = 30
LONGEST_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    mutant: str
    # The true product under the same misfortune: no law may break.
    control: bool
    broken: dict[str, list[str]]


class Trial:
    def __init__(
        self,
        mutant: str,
        *,
        control: bool,
        nursery: Nursery,
        database: Database,
        folder: Path,
        seed: int,
    ) -> None:
        self.counts = Counts()
        self.sink = Sink(Random(f"{seed} {mutant}"))
        self.troupe = Troupe(nursery, self.counts)
        self._mutant = mutant
        self._control = control
        self._database = database
        name = f"{'control' if control else 'mutant'} {mutant}"
        self.world = World(
            name=name.replace(" ", "-"),
            database=database.copy(name),
            folder=str(folder),
            mail_port=self.sink.port,
            minutes=MINUTES,
            seed=seed,
            reminders=REMINDERS,
            window=2.1,
            mutant="" if control else mutant,
        )
        self.sending_limits = SendingLimits.of(MINUTES)

    def run(self) -> Verdict:
        self.troupe.run(self._part("people"), seconds=30)
        self._due_at = time.time() + self.world.window
        SCRIPTS[self._mutant](self)
        self.until(self.is_quiet, pause=0.3)
        at = time.time()
        self.troupe.disband()
        self.troupe.run(self._part("census"), seconds=30)
        evidence = gather(
            self.world,
            self._database,
            at=at,
            letters=self.sink.letters,
            ambiguous=self.sink.ambiguous,
            counts=self.counts,
            samples=[],
        )
        found = judge(evidence, Fates(evidence))
        self.sink.close()
        broken = {law: findings for law, findings in found.items() if findings}
        return Verdict(mutant=self._mutant, control=self._control, broken=broken)

    def join(self, *names: str) -> None:
        for name in names:
            self.troupe.join(self._part("dispatcher", name=name))

    def until(self, condition: Callable[[], bool], *, pause: float = 0.02) -> None:
        """Or until nobody would wait longer: the laws see what is missing then."""
        end = time.monotonic() + LONGEST_SECONDS
        while not condition() and time.monotonic() < end:
            self.troupe.tend()
            time.sleep(pause)

    def is_quiet(self) -> bool:
        return is_quiet(self._database, self.world)

    def rest_until_all_are_due(self) -> None:
        time.sleep(max(0, self._due_at - time.time()))

    def _part(self, program: str, *, name: str = "") -> Part:
        return Part(program=program, name=name or program, world=self.world)


def _refused_at_first(trial: Trial) -> None:
    """What is marked before it is sent is never tried again."""
    trial.sink.weather = Weather(name="451", chance=0.7)
    trial.join("first", "second")
    trial.until(lambda: trial.sink.struck >= REMINDERS // 3)
    trial.sink.weather = CLEAR
    # The last fall due at the end of the window.
    trial.rest_until_all_are_due()


def _stopped_past_the_lease(trial: Trial) -> None:
    """Both wait for their answer when one is stopped; the other does its work."""
    trial.sink.weather = Weather(name="slow", chance=1, slow=(0.6, 0.8))
    trial.rest_until_all_are_due()
    trial.join("first", "second")
    trial.until(lambda: trial.sink.pending == 2)
    since = time.time()
    trial.troupe.stop("first")
    trial.sink.weather = CLEAR
    # The other takes the rows over, and tells that it has sent them.
    time.sleep(trial.sending_limits.lease)
    trial.until(trial.is_quiet, pause=0.3)
    trial.counts.stops.append((since, time.time()))
    trial.troupe.go_on("first")
    time.sleep(1)


def _killed_in_a_batch(trial: Trial) -> None:
    """Seven of ten have left when their sender dies, three times."""
    trial.sink.weather = Weather(name="slow", chance=1, slow=(0.03, 0.06))
    trial.rest_until_all_are_due()
    trial.join("first")
    for _ in range(3):
        enough = len(trial.sink.letters) + 7
        trial.until(partial(_has_received, trial.sink, enough))
        trial.troupe.kill("first")
        trial.troupe.tend()
    trial.sink.weather = CLEAR


def _has_received(sink: Sink, enough: int) -> bool:
    return len(sink.letters) >= enough


SCRIPTS: dict[str, Callable[[Trial], None]] = {
    "mark before send": _refused_at_first,
    "no token": _stopped_past_the_lease,
    "one transaction": _killed_in_a_batch,
}


def try_all(
    nursery: Nursery, database: Database, *, folder: Path, seed: int
) -> list[Verdict]:
    trials = [
        Trial(
            mutant,
            control=control,
            nursery=nursery,
            database=database,
            folder=folder,
            seed=seed,
        )
        for control in (False, True)
        for mutant in SCRIPTS
    ]
    with ThreadPoolExecutor(len(trials)) as pool:
        return list(pool.map(Trial.run, trials))
