"""The whole run: setting the stage, raging, a full stop, rest, judgement."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from risks.management import broker
from tests.chaos.evidence.evidence import Evidence, gather
from tests.chaos.evidence.health_probe import ReminderHealth
from tests.chaos.evidence.idle import beat_at, is_quiet
from tests.chaos.evidence.laws import judge
from tests.chaos.evidence.outcomes import Fates
from tests.chaos.evidence.recorder import CLEAR, Sink
from tests.chaos.faults import Faults
from tests.chaos.mutant_trials import Verdict, try_all
from tests.chaos.processes import databases
from tests.chaos.processes.databases import Database
from tests.chaos.processes.fork_server import Nursery, alive
from tests.chaos.processes.installation import Counts, Part, World
from tests.chaos.processes.supervision import Troupe
from tests.chaos.processes.time_scale import SendingLimits

# Of the time that is left once the stage is set.
WINDOW_SHARE = 0.6
FIRST_SHARE = 0.35
FIRST_BEAT_SECONDS = 15.0
# For the judgement, and for closing everything.
LAST_SECONDS = 6.0
LAST_SHARE = 0.03
# A busy machine may need it; all is over within the minute that follows the run.
GRACE_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    reminders: int
    seed: int
    database: str
    minutes: float
    # By time.time(): everything ends by then.
    ends_at: float
    keep: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    options: Options
    evidence: Evidence
    fates: Fates
    findings: dict[str, list[str]]
    verdicts: list[Verdict]
    seconds: float
    quiet: bool


def conduct(options: Options) -> Outcome:
    started = time.time()
    with _place(options) as (folder, database, nursery):
        return Run(options, folder, database, nursery).play(started)


@contextmanager
def _place(options: Options) -> Iterator[tuple[Path, Database, Nursery]]:
    # In /tmp, since the path of a server's socket may not be long.
    with tempfile.TemporaryDirectory(prefix="wb-chaos-", dir="/tmp") as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        home = folder if options.database == "sqlite" else Path(made)
        with databases.opened(options.database, home) as database:
            nursery = Nursery(database_url=database.url, folder=folder)
            try:
                yield folder, database, nursery
            finally:
                nursery.close()


class Run:
    def __init__(
        self, options: Options, folder: Path, database: Database, nursery: Nursery
    ) -> None:
        self._options = options
        self._folder = folder
        self._database = database
        self._nursery = nursery
        self._counts = Counts()
        self._sink = Sink(Random(f"{options.seed} mail"))
        self._troupe = Troupe(nursery, self._counts)
        self._sending_limits = SendingLimits.of(options.minutes)
        self._started = time.time()

    def play(self, started: float) -> Outcome:
        self._make_tables()
        world, opened_at = self._set_the_stage()
        reminder_health = ReminderHealth(
            world.web_port, beat_at=lambda: beat_at(self._database, world)
        )
        self._until(reminder_health.is_felt, seconds=world.lead + FIRST_BEAT_SECONDS)
        # Their own clocks are wrong; the database's is what counts.
        self._troupe.join(_part("dispatcher", world, hours=1))
        self._troupe.join(_part("worker", world))
        self._troupe.join(_part("worker", world, hours=-1))
        with ThreadPoolExecutor(1) as pool:
            verdicts = self._break_everything(world, opened_at, pool)
            quiet = self._rest(world)
            at = time.time()
            tried = verdicts.result()
        reminder_health.close()
        self._say("at rest; the judgement")
        evidence = self._evidence(world, reminder_health, at=at)
        fates = Fates(evidence)
        return Outcome(
            options=self._options,
            evidence=evidence,
            fates=fates,
            findings=judge(evidence, fates),
            verdicts=tried,
            seconds=time.time() - started,
            quiet=quiet,
        )

    def _break_everything(
        self, world: World, opened_at: float, pool: ThreadPoolExecutor
    ) -> "Future[list[Verdict]]":
        faults = self._faults(world)
        self._say("the stage is set; faults begin")
        faults.rage(until=opened_at + world.window * FIRST_SHARE)
        self._say("a full stop; the mutants use the time")
        verdicts = pool.submit(self._try_mutants)
        self._full_stop(faults)
        self._say("faults again")
        faults.rage(until=opened_at + world.window, spare_database=verdicts.running)
        faults.calm()
        self._say("faults have ended; until all is quiet")
        return verdicts

    def _try_mutants(self) -> list[Verdict]:
        seed = self._options.seed
        return try_all(self._nursery, self._database, folder=self._folder, seed=seed)

    def _say(self, text: str) -> None:
        letters = len(self._sink.letters)
        spent = time.time() - self._started
        sys.stderr.write(f"{spent:6.1f} s  {letters:>6} mails  {text}\n")

    def _make_tables(self) -> None:
        name = self._database.tables
        world = self._world(name="tables", database=name, window=0)
        self._troupe.run(_part("tables", world), seconds=60)

    def _world(self, *, name: str, database: str, window: float) -> World:
        options = self._options
        return World(
            name=name,
            database=database,
            folder=str(self._folder),
            mail_port=self._sink.port,
            minutes=options.minutes,
            seed=options.seed,
            reminders=options.reminders,
            window=window,
            broker_url=broker.url(broker.free_port()),
            web_port=broker.free_port(),
        )

    def _set_the_stage(self) -> tuple[World, float]:
        left = self._options.ends_at - time.time()
        world = self._world(
            name="main",
            database=self._database.copy("main"),
            window=left * WINDOW_SHARE,
        )
        opened_at = time.time()
        self._troupe.run(_part("people", world), seconds=120)
        for program in ("broker", "beat", "web", "dispatcher"):
            self._troupe.join(_part(program, world))
        self._writer = self._nursery.start(_part("writer", world))
        return world, opened_at

    def _faults(self, world: World) -> Faults:
        return Faults(
            world,
            troupe=self._troupe,
            sink=self._sink,
            database=self._database,
            counts=self._counts,
            rng=Random(f"{world.seed} faults"),
            gap=min(max(world.window / 100, 0.6), 5),
        )

    def _full_stop(self, faults: Faults) -> None:
        """Nobody runs for longer than the alarm waits."""
        faults.calm()
        self._sink.weather = CLEAR
        since = time.time()
        self._troupe.silence(("dispatcher", "worker", "beat"))
        time.sleep(self._sending_limits.silent_after * 1.2 + 2)
        self._troupe.wake()
        self._counts.silences.append((since, time.time()))

    def _until(self, condition: Callable[[], bool], *, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self._troupe.tend()
            time.sleep(0.1)

    def _rest(self, world: World) -> bool:
        """Whether all became quiet before time was out."""
        left = LAST_SECONDS + LAST_SHARE * 60 * self._options.minutes
        end = self._options.ends_at + GRACE_SECONDS - left
        looks = 0
        while time.time() < end:
            self._troupe.tend()
            calm = not alive(self._writer) and is_quiet(self._database, world)
            looks = looks + 1 if calm else 0
            # Planning has looked again since the last act.
            if looks * 0.5 > self._sending_limits.pause + 2:
                return True
            time.sleep(0.5)
        return False

    def _evidence(
        self, world: World, reminder_health: ReminderHealth, *, at: float
    ) -> Evidence:
        self._troupe.disband()
        self._troupe.run(_part("census", world), seconds=60)
        self._sink.close()
        return gather(
            world,
            self._database,
            at=at,
            letters=self._sink.letters,
            ambiguous=self._sink.ambiguous,
            counts=self._counts,
            samples=reminder_health.samples,
        )


def _part(program: str, world: World, *, hours: float = 0) -> Part:
    name = f"{program} {hours:+g} h" if hours else program
    return Part(program=program, name=name, world=world, clock_hours=hours)
