from django.db import migrations, models

import risks.access.models


class Migration(migrations.Migration):
    dependencies = [("risks", "0004_give_each_notification_a_name")]
    operations = [
        migrations.AlterField(
            model_name='notification',
            name='public_id',
            field=models.CharField(default=risks.access.models.public_id, editable=False, max_length=12, unique=True),
        ),
    ]
