"""The demo's folder, and the one demo that may use it at a time."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class DemoRefused(RuntimeError):
    """The demo cannot start here; one line says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`folder` is var/demo; everything in it may be deleted."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "demo.sqlite3"

    @property
    def clock(self) -> Path:
        return self.folder / "clock.json"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def broker(self) -> Path:
        return self.folder / "broker"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Raises `DemoRefused` while another demo runs there; the kernel lets go."""
    if place.folder.is_symlink():
        raise DemoRefused(f"{place.folder} is a symbolic link; the demo empties it.")
    place.folder.mkdir(parents=True, exist_ok=True)
    with place.folder.with_suffix(".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DemoRefused(
                f"Another demo is running in {place.folder}; stop that one first."
            ) from error
        yield


def empty(place: Place) -> None:
    """What is linked from the folder stays: only the link is removed."""
    for entry in place.folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def secret(place: Place) -> str:
    """Random, and the same as long as the folder lives: sign-ins survive a restart."""
    path = place.folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")
