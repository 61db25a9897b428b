import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from risks.management import broker
from tests.integration.waiting import eventually

pytestmark = pytest.mark.integration


@contextmanager
def running_broker(folder: Path) -> Iterator[Redis]:
    """Killed at the end, as a crash would."""
    port = broker.free_port()
    command = broker.server_command(folder=folder, port=port)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            assert eventually(lambda: broker.answers(broker.url(port)))
            with Redis.from_url(broker.url(port)) as client:
                yield client
        finally:
            process.kill()


def test_the_embedded_broker_answers(tmp_path: Path) -> None:
    with running_broker(tmp_path) as client:
        assert client.ping()


def test_it_listens_on_the_loopback_only(tmp_path: Path) -> None:
    with running_broker(tmp_path) as client:
        assert client.config_get("bind") == {"bind": "127.0.0.1"}


def test_what_was_queued_survives_a_crash(tmp_path: Path) -> None:
    with running_broker(tmp_path) as client:
        client.config_set("appendfsync", "always")
        client.lpush("celery", "a task")

    with running_broker(tmp_path) as client:
        assert client.lrange("celery", 0, -1) == [b"a task"]


def test_a_silent_port_is_not_a_broker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]

        assert not broker.answers(broker.url(port))


def test_a_free_port_is_kept() -> None:
    port = broker.free_port()

    assert broker.free_port(port) == port


def test_a_taken_port_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert broker.free_port(port) != port


def test_without_the_wheel_the_path_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = tmp_path / "redis-server"
    server.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(broker, "_shipped_binary", lambda: None)

    assert broker.server_binary() == str(server)


def test_without_any_server_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(broker, "_shipped_binary", lambda: None)

    with pytest.raises(broker.NoBroker, match="Set REDIS_URL to a server"):
        broker.server_binary()
