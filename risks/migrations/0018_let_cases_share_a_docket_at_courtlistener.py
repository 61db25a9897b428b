"""Let two cases name one docket, so that no refusal tells of a hidden case."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('risks', '0017_count_intervals_in_business_days'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='courtlistener_id',
            field=models.PositiveBigIntegerField(blank=True, db_index=True, help_text='The number in its address: courtlistener.com/docket/NUMBER/…', null=True, verbose_name='docket at CourtListener'),
        ),
    ]
