"""What runs in the processes that the nursery forks."""

import json
import logging
import os
from collections.abc import Callable
from datetime import timedelta
from random import Random
from wsgiref.simple_server import WSGIRequestHandler, make_server

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils import timezone

from risks.engine.time.rule_book import all_rules
from risks.management import broker
from tests.chaos.processes import initial_rows as stage
from tests.chaos.processes import mutants
from tests.chaos.processes.installation import Part
from tests.chaos.processes.required import requirements
from tests.chaos.processes.time_scale import SendingLimits, adopt
from tests.chaos.processes.writer import Writer
from tests.tables import make_tables
from tracker.celery import app


def load() -> None:
    """Whatever a forked program would load for itself."""
    app.loader.import_default_modules()
    all_rules()


def run(part: Part) -> None:
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(name)s %(message)s"
    )
    logging.getLogger("risks.alerts.operations.sending.post").setLevel(logging.ERROR)
    connections["default"].settings_dict["NAME"] = part.world.database
    settings.EMAIL_PORT = part.world.mail_port
    adopt(SendingLimits.of(part.world.minutes))
    if part.world.mutant:
        mutants.MUTANTS[part.world.mutant].patch()
    if not part.clock_hours:
        _run(part)
        return
    wrong = timezone.now() + timedelta(hours=part.clock_hours)
    with time_machine.travel(wrong, tick=True):
        _run(part)


def _run(part: Part) -> None:
    PROGRAMS[part.program](part)
    connections.close_all()


def _tables(_part: Part) -> None:
    make_tables()


def _people(part: Part) -> None:
    world = part.world
    stage.prepare(world, rng=Random(f"{world.seed} stage"))
    _census(part)


def _census(part: Part) -> None:
    """What the product itself says is required now, of all open deadlines."""
    path = part.world.path(f"{part.name}.json")
    path.write_text(json.dumps(requirements()), encoding="utf-8")


def _dispatcher(_part: Part) -> None:
    call_command("dispatcher", "--loop")


def _worker(part: Part) -> None:
    _celery(part)
    app.worker_main(
        [
            "worker",
            "--pool=solo",
            "--concurrency=1",
            "--without-gossip",
            "--without-mingle",
            "--loglevel=WARNING",
            f"--hostname={part.name}@chaos",
        ]
    )


def _beat(part: Part) -> None:
    _celery(part)
    memory = part.world.path(f"{part.name}.schedule")
    app.Beat(schedule=str(memory), loglevel="WARNING").run()


def _celery(part: Part) -> None:
    sending_limits = SendingLimits.of(part.world.minutes)
    schedule = {
        name: {
            "task": f"alerts.{name}",
            "schedule": every,
            "options": {"expires": every},
        }
        for name, every in (
            ("dispatch_due", sending_limits.beat_every),
            ("reconcile", sending_limits.reconcile_every),
        )
    }
    app.conf.update(broker_url=part.world.broker_url, beat_schedule=schedule)


def _broker(part: Part) -> None:
    folder = part.world.path("broker")
    folder.mkdir(exist_ok=True)
    port = int(part.world.broker_url.rpartition(":")[2].partition("/")[0])
    command = broker.server_command(folder=folder, port=port)
    os.execv(command[0], command)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """The poll of a second is no news."""


def _web(part: Part) -> None:
    application = get_wsgi_application()
    port = part.world.web_port
    make_server("127.0.0.1", port, application, handler_class=_Quiet).serve_forever()


def _writer(part: Part) -> None:
    Writer(part.world, rng=Random(f"{part.world.seed} writer")).run()


PROGRAMS: dict[str, Callable[[Part], None]] = {
    "tables": _tables,
    "people": _people,
    "census": _census,
    "dispatcher": _dispatcher,
    "worker": _worker,
    "beat": _beat,
    "broker": _broker,
    "web": _web,
    "writer": _writer,
}
