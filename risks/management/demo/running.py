"""Run the demo from an empty folder, once or until it is stopped."""

import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from risks.clock import bare_now
from risks.management import broker
from risks.management.demo import programs
from risks.management.demo.clock import DemoClock, keep, kept, opened_on, real
from risks.management.demo.health import page_answers
from risks.management.demo.place import Place, empty
from risks.management.demo.programs import Demo
from risks.management.founding.register import read
from risks.management.supervisor import Program, Supervisor

START_SECONDS = 60.0
CHAIN_SECONDS = 600.0
LOG_LINES_SHOWN = 8
SIGN_IN = "/accounts/login/"


class DemoFailed(RuntimeError):
    """A program of the demo failed; the message has the end of its log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The options of the demo; `today` is None for the real clock."""

    today: date | None
    machine_day: date
    port: int
    project: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A demo that is being set up under its supervisor."""

    place: Place
    supervisor: Supervisor
    demo: Demo
    broker_port: int
    web_port: int
    clock: DemoClock
    say: Callable[[str], None]


def run_once(place: Place, wish: Wish, *, say: Callable[[str], None]) -> None:
    """Run the chain once; raises `DemoFailed`, or `Stopped` on a signal."""
    empty(place)
    clock = opened_on(wish.today or wish.machine_day, now=bare_now())
    keep(clock, place.clock)
    with Supervisor(say=say) as supervisor:
        stage = _stage(place, wish, clock=clock, supervisor=supervisor, say=say)
        _start_chain(stage, f"--into={place.folder}")
    say(f"\nWritten to {place.folder}:")
    say("summary.json  report.pdf  report.xlsx  calendar.ics  mail/")


def run_on(place: Place, wish: Wish, *, say: Callable[[str], None]) -> None:
    """Run until a signal; raises `Stopped`, or `DemoFailed`."""
    clock = _clock_of(place, wish, say=say)
    with Supervisor(say=say) as supervisor:
        stage = _stage(place, wish, clock=clock, supervisor=supervisor, say=say)
        _start_chain(stage)
        supervisor.start(programs.web(stage.demo, port=stage.web_port))
        supervisor.start(programs.beat(stage.demo))
        supervisor.start(programs.dispatcher(stage.demo))
        page = f"{stage.demo.address}{SIGN_IN}"
        _wait(stage, "web", lambda: page_answers(page))
        _welcome(stage)
        for _ in supervisor.turns(seconds=math.inf, waiting_for="a signal"):
            pass


def _clock_of(place: Place, wish: Wish, *, say: Callable[[str], None]) -> DemoClock:
    """Return the clock of a demo that can continue, or of a new, empty one."""
    now = bare_now()
    old = kept(place.clock)
    if old and wish.today is None and not old.is_set:
        return real(today=wish.machine_day)
    if old and wish.today == old.today and old.is_set:
        return old
    if old:
        say(f"Replacing the demo of {old.today} in {place.folder}.")
    empty(place)
    new = real(today=wish.machine_day)
    if wish.today:
        new = opened_on(wish.today, now=now)
    keep(new, place.clock)
    return new


def _stage(
    place: Place,
    wish: Wish,
    *,
    clock: DemoClock,
    supervisor: Supervisor,
    say: Callable[[str], None],
) -> Stage:
    web_port = broker.free_port(wish.port)
    if web_port != wish.port:
        say(f"Port {wish.port} is taken; using {web_port}.")
    broker_port = broker.free_port()
    environment = programs.environment(
        place, clock=clock, broker_port=broker_port, web_port=web_port
    )
    return Stage(
        place=place,
        supervisor=supervisor,
        demo=Demo(place=place, project=wish.project, environment=environment),
        broker_port=broker_port,
        web_port=web_port,
        clock=clock,
        say=say,
    )


def _start_chain(stage: Stage, *options: str) -> None:
    """Start broker and worker, and run the founding case through them."""
    stage.say(f"Starting the demo of {stage.clock.today} in {stage.place.folder} ...")
    if not os.environ.get("REDIS_URL"):
        own = programs.embedded_broker(stage.demo, port=stage.broker_port)
        stage.supervisor.start(own)
    _wait(stage, "broker", lambda: broker.answers(stage.demo.broker_url))
    stage.supervisor.start(programs.worker(stage.demo))
    day = f"--today={stage.clock.today}"
    _run(stage, stage.demo.manage("chain", "demo_chain", day, *options, log=False))


def _run(stage: Stage, program: Program) -> None:
    code = stage.supervisor.run(program, seconds=CHAIN_SECONDS)
    if code:
        logs = stage.place.logs
        raise DemoFailed(f"{program.name} ended with exit code {code}; see also {logs}")


def _wait(stage: Stage, name: str, is_there: Callable[[], bool]) -> None:
    try:
        for _ in stage.supervisor.turns(seconds=START_SECONDS, waiting_for=name):
            if is_there():
                return
    except TimeoutError as error:
        raise DemoFailed(f"{error}.{_end_of(stage.place.log(name))}") from error


def _end_of(log: Path) -> str:
    if not log.exists():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(["", f"{log} ends:", *lines[-LOG_LINES_SHOWN:]])


def _welcome(stage: Stage) -> None:
    stage.say(f"\nWatchbrief is running on {stage.demo.address}\n\nSign in as")
    for person in read("people"):
        stage.say(f"  {person['username']:<8}{person['password']:<20}{person['title']}")
    stage.say(f"\nMail is written to {stage.place.mail}, logs to {stage.place.logs}")
    stage.say("Ctrl-C stops it.")
