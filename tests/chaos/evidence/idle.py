"""Whether nothing is due any more, and when somebody last looked."""

from datetime import UTC, datetime
from typing import Any

from tests.chaos.processes.databases import Database
from tests.chaos.processes.installation import World

NOW = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
    "postgres": "clock_timestamp()",
}


def is_quiet(database: Database, world: World) -> bool:
    return unsent(database, world) == 0


def unsent(database: Database, world: World) -> int:
    ((count,),) = database.rows(
        world.database,
        "SELECT count(*) FROM risks_notification WHERE state IN ('scheduled', "
        f"'sending') AND fire_at <= {NOW[database.vendor]}",
    )
    return int(count)


def beat_at(database: Database, world: World) -> float | None:
    """When the dispatchers last gave a sign."""
    sql = "SELECT at FROM risks_heartbeat WHERE name = 'dispatch'"
    found = database.rows(world.database, sql)
    return moment(found[0][0]) if found else None


def moment(value: Any) -> float:
    """Of a database's date: SQLite keeps them as text in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return float(value.timestamp())
