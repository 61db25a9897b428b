"""The programs that the demo runs, and their environment."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from risks.management import broker
from risks.management.demo.clock import DemoClock
from risks.management.demo.place import Place, secret
from risks.management.supervisor import Program

# Settings of another installation that would break a demo on loopback.
NOT_INHERITED = ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "WATCHBRIEF_PRODUCTION")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """One demo: its folder, its code and the environment of its programs."""

    place: Place
    project: Path
    environment: dict[str, str]

    @property
    def broker_url(self) -> str:
        return self.environment["REDIS_URL"]

    @property
    def address(self) -> str:
        return self.environment["BASE_URL"]

    def python(self, name: str, *arguments: str, log: bool = True) -> Program:
        return Program(
            name=name,
            command=(sys.executable, *arguments),
            folder=self.project,
            environment=self.environment,
            log=self.place.log(name) if log else None,
        )

    def manage(self, name: str, *arguments: str, log: bool = True) -> Program:
        return self.python(name, "manage.py", *arguments, log=log)


def environment(
    place: Place, *, clock: DemoClock, broker_port: int, web_port: int
) -> dict[str, str]:
    """Return the environment; the caller's database and Redis are used if set."""
    inherited = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
    own_database = f"sqlite:///{quote(str(place.database))}"
    return {
        **inherited,
        "DATABASE_URL": os.environ.get("DATABASE_URL") or own_database,
        "REDIS_URL": os.environ.get("REDIS_URL") or broker.url(broker_port),
        "WATCHBRIEF_DEMO": "1",
        "DEMO_CLOCK_OFFSET": str(clock.offset.total_seconds()),
        "MAIL_FOLDER": str(place.mail),
        "BASE_URL": f"http://{broker.LOOPBACK}:{web_port}",
        "SECRET_KEY": secret(place),
        "DEBUG": "0",
        "PYTHONUNBUFFERED": "1",
    }


def embedded_broker(demo: Demo, *, port: int) -> Program:
    demo.place.broker.mkdir(exist_ok=True)
    return Program(
        name="broker",
        command=broker.server_command(folder=demo.place.broker, port=port),
        folder=demo.place.broker,
        environment=demo.environment,
        log=demo.place.log("broker"),
    )


def worker(demo: Demo) -> Program:
    options = ("--concurrency=2", "--without-gossip", "--without-mingle")
    return _celery(demo, "worker", *options)


def beat(demo: Demo) -> Program:
    timetable = demo.place.folder / "beat-schedule"
    return _celery(demo, "beat", f"--schedule={timetable}", "--pidfile=")


def dispatcher(demo: Demo) -> Program:
    return demo.manage("dispatcher", "dispatcher", "--loop")


def web(demo: Demo, *, port: int) -> Program:
    bind = f"--bind={broker.LOOPBACK}:{port}"
    return demo.python("web", "-m", "gunicorn", bind, "--threads=2", "tracker.wsgi")


def _celery(demo: Demo, name: str, *options: str) -> Program:
    command = ("-m", "celery", "-A", "tracker", name, "--loglevel=INFO")
    return demo.python(name, *command, *options)
