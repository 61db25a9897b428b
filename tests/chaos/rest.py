"""Whether nothing is due any more."""

from tests.chaos.databases import Database
from tests.chaos.world import World

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
