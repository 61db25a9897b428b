"""Figures priced before move to the smaller columns; not one is lost."""

import hashlib
import json

from django.db import migrations


def pack_the_figures(apps, schema_editor):
    bases = {}
    for run in apps.get_model("risks", "PortfolioRun").objects.iterator():
        run.basis, run.new_scope = _basis(apps, run, bases), run.scope
        run.new_input_hash, run.new_loss_hash = run.input_hash, run.loss_hash
        run.new_members, run.new_exceedance = run.members, run.exceedance
        run.save()
    for snapshot in apps.get_model("risks", "Snapshot").objects.iterator():
        snapshot.basis = _basis(apps, snapshot, bases)
        snapshot.new_input_hash = snapshot.input_hash
        snapshot.new_loss_hash = snapshot.loss_hash
        snapshot.save()
    standings = apps.get_model("risks", "Standing").objects
    for standing in standings.select_related("snapshot").iterator():
        standing.exceedance = standing.snapshot.exceedance
        standing.save()


def _basis(apps, row, bases):
    """Without terms: they were not kept with the figures."""
    content = {
        "numpy_version": row.numpy_version,
        "scipy_version": row.scipy_version,
        "processor": "",
        "streams": "",
        "terms": {},
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest not in bases:
        basis = apps.get_model("risks", "Basis")
        bases[digest] = basis.objects.create(digest=digest, **content)
    return bases[digest]


class Migration(migrations.Migration):
    dependencies = [("risks", "0006_share_work_and_bases")]
    operations = [
        migrations.RunPython(pack_the_figures)
    ]
