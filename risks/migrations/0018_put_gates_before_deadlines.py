"""A gate stands before a deadline, whether its request is in the register or not."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("risks", "0017_let_a_deadline_follow_another")]

    operations = [
        migrations.AddField(
            model_name="exportgate",
            name="deadline",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gates",
                to="risks.deadline",
            ),
        ),
        migrations.AddField(
            model_name="historicalexportgate",
            name="deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="risks.deadline",
            ),
        ),
    ]
