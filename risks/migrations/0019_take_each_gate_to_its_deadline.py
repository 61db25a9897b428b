"""Each gate goes to the deadline of the request before which it stood."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def to_deadlines(apps: Any, schema_editor: Any) -> None:
    requests = apps.get_model("risks", "DiscoveryRequest").objects
    deadline = requests.filter(pk=OuterRef("request_id")).values("deadline_id")[:1]
    for name in ("ExportGate", "HistoricalExportGate"):
        rows = apps.get_model("risks", name).objects
        rows.update(deadline_id=Subquery(deadline))


class Migration(migrations.Migration):
    dependencies = [("risks", "0018_put_gates_before_deadlines")]

    operations = [migrations.RunPython(to_deadlines, migrations.RunPython.noop)]
