"""The demo's folder, which only one demo uses at a time."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class DemoRefused(RuntimeError):
    """The demo cannot start here; the message is one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The paths inside the demo's folder; everything in it may be deleted."""

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
    """Hold the folder's lock; raises `DemoRefused` while another demo has it.

    The kernel releases the lock when the process ends.
    """
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
    """Delete the folder's content; of a symbolic link only the link is deleted."""
    for entry in place.folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def secret(place: Place) -> str:
    """Return a random key, stored so that sign-ins survive a restart."""
    path = place.folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")
