"""Let a closing list ask about a deadline that may be moot."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('risks', '0019_mark_the_latest_assumptions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='closurerow',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('to_decide', 'To be decided'), ('kept', 'Taken off the list'), ('closed', 'Closed with the list'), ('reopened', 'Reopened'), ('passed', 'Passed in the meantime')], default='proposed', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='historicalclosurerow',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('to_decide', 'To be decided'), ('kept', 'Taken off the list'), ('closed', 'Closed with the list'), ('reopened', 'Reopened'), ('passed', 'Passed in the meantime')], default='proposed', max_length=10, verbose_name='state'),
        ),
    ]
