"""One installation under test: its database, its ports, its folder."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    name: str
    # The NAME of Django's setting: a file, or a database of the server.
    database: str
    folder: str
    mail_port: int
    minutes: float
    seed: int
    reminders: int
    # Seconds from the preparation over which the reminders fall due.
    window: float
    broker_url: str = ""
    web_port: int = 0
    mutant: str = ""

    @property
    def lead(self) -> float:
        """Seconds until the first falls due: all deadlines are planned at once."""
        return min(2 + self.reminders / 400, self.window / 2)

    def path(self, name: str) -> Path:
        return Path(self.folder) / f"{self.name}-{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A program of one world, as the nursery starts it."""

    program: str
    name: str
    world: World
    # How wrong this process's own clock is.
    clock_hours: float = 0

    def message(self) -> dict[str, Any]:
        return asdict(self)


def part_of(message: dict[str, Any]) -> Part:
    return Part(**{**message, "world": World(**message["world"])})


@dataclass(slots=True)
class Counts:
    """What the conductor did; the laws weigh the copies against it."""

    kills: int = 0
    # Senders that were cut off between the server's answer and their own commit.
    cuts: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    # When senders stood still, and when none ran at all.
    stops: list[tuple[float, float]] = field(default_factory=list)
    silences: list[tuple[float, float]] = field(default_factory=list)
