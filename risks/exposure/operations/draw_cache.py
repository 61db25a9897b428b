"""Cache draws on disk, so that a sum need not draw its unchanged members again.

Every file can be recreated bit for bit. A file that is incomplete, corrupt or from
another machine is replaced, and one that was not used for long is deleted.
"""

import hashlib
import logging
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import numpy as np
from django.conf import settings

from risks.engine.exposure.portfolio.environment import environment
from risks.engine.exposure.portfolio.metrics import Mean
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.losses import Losses
from risks.exposure.queries import digest

log = logging.getLogger(__name__)

MAGIC = b"draws 1\n"
SUFFIX = ".draws"
# Environment and key; trials, losses and bytes per cent; mean in cents and its error.
HEAD = struct.Struct("<32s32sIIIdd")
CHECKSUM_BYTES = 32
NARROW = 2**32
LEAST_ROOM = 64  # a share of the limit, by which the folder may be too large
MEGABYTE = 1024 * 1024


class NotADraw(ValueError):
    """The file is incomplete or was written by another machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One risk's losses by trial, in whole cents, their mean and their law.

    A law is read from the risk, and in no file.
    """

    losses: Losses
    mean: Mean
    law: AtMostOnce | None = None


class DrawCache:
    """A folder of files named by input hash, which several processes may share."""

    def __init__(self, folder: Path, *, limit_bytes: int) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._room = 0  # bytes that may be written until the folder is looked at

    @classmethod
    def configured(cls) -> "DrawCache":
        """Return the cache that the settings describe."""
        return cls(
            Path(settings.EXPOSURE_CACHE_DIR),
            limit_bytes=settings.EXPOSURE_CACHE_MB * MEGABYTE,
        )

    def get(self, key: str) -> Drawn | None:
        """Return the draw with this key, or None."""
        if not self._limit:
            return None
        path = self._path(key)
        try:
            drawn = unpacked(path.read_bytes(), key=key)
            os.utime(
                path
            )  # mark it as used, because the least recently used are deleted first
        except FileNotFoundError:
            return None
        except (OSError, NotADraw) as error:
            log.warning("draws of %s not read: %s", key, error)
            return None
        return drawn

    def put(self, key: str, drawn: Drawn) -> None:
        """Store a draw."""
        if not self._limit:
            return
        try:
            content = packed(drawn, key=key)
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._path(key), content)
        except OSError as error:
            log.warning("draws of %s not kept: %s", key, error)
            return
        self._room -= len(content)
        if self._room < 0:
            self.trim()

    def trim(self) -> None:
        """Delete the least recently used files until the folder is under its limit."""
        files = sorted(self._files(), key=lambda file: (file[1], file[0]))
        over = sum(size for _, _, size in files) - self._limit
        # Half of it, because other processes write too.
        self._room = max(-over // 2, self._limit // LEAST_ROOM)
        for path, _, size in files:
            if over <= 0:
                return
            with suppress(OSError):  # another process was first
                path.unlink()
            over -= size

    def _files(self) -> list[tuple[Path, int, int]]:
        """Return path, last use in nanoseconds and bytes of each file."""
        found = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(SUFFIX):
                    with suppress(FileNotFoundError):
                        status = entry.stat()
                        used = status.st_mtime_ns
                        found.append((Path(entry.path), used, status.st_size))
        return found

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file completely or not at all, so that no reader sees a part."""
        written = self._folder / f".{uuid4().hex}{SUFFIX}"
        try:
            written.write_bytes(content)
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{SUFFIX}"


def packed(drawn: Drawn, *, key: str) -> bytes:
    """Return the bytes of a draw."""
    losses, cents = drawn.losses, drawn.losses.cents
    fits = not cents.size or bool(cents.min() >= 0 and cents.max() < NARROW)
    kept = cents.astype("<u4" if fits else "<f8")
    head = HEAD.pack(
        _machine(),
        bytes.fromhex(key),
        losses.trials,
        cents.size,
        kept.itemsize,
        drawn.mean.cents,
        drawn.mean.error,
    )
    body = head + losses.trial.astype("<u2").tobytes() + kept.tobytes()
    return MAGIC + hashlib.sha256(body).digest() + body


def unpacked(content: bytes, *, key: str) -> Drawn:
    """Return the draw in these bytes; raises NotADraw."""
    magic, rest = content[: len(MAGIC)], content[len(MAGIC) :]
    checksum, body = rest[:CHECKSUM_BYTES], rest[CHECKSUM_BYTES:]
    if magic != MAGIC or hashlib.sha256(body).digest() != checksum:
        raise NotADraw("torn, corrupt or no file of draws")
    machine, name, trials, count, width, mean, error = HEAD.unpack_from(body)
    if machine != _machine() or name != bytes.fromhex(key):
        raise NotADraw("drawn on another machine, or for other inputs")
    at = HEAD.size + 2 * count
    trial = np.frombuffer(body[HEAD.size : at], dtype="<u2")
    cents = np.frombuffer(body[at:], dtype="<u4" if width == 4 else "<f8")
    losses = Losses(
        trials=trials,
        trial=trial.astype(np.min_scalar_type(trials - 1)),
        cents=cents.astype(np.float64),
    )
    return Drawn(losses=losses, mean=Mean(cents=mean, error=error))


@cache
def _machine() -> bytes:
    """Return a hash of the environment, within which draws are equal to the bit."""
    return bytes.fromhex(digest(dict(environment())))
