"""The smaller columns take the names of those that they replace."""

import django.db.models.deletion
import risks.exposure.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("risks", "0007_pack_the_figures")]
    operations = [
        migrations.RemoveConstraint(
            model_name='portfoliorun',
            name='portfolio_run_is_one_for_each_scope_and_inputs',
        ),
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='snapshot_is_one_for_each_risk_and_inputs',
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='scope',
        ),
        migrations.RenameField(
            model_name='portfoliorun',
            old_name='new_scope',
            new_name='scope',
        ),
        migrations.AlterField(
            model_name='portfoliorun',
            name='scope',
            field=risks.exposure.models.fields.Digest(),
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='input_hash',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='loss_hash',
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='input_hash',
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='loss_hash',
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='members',
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='exceedance',
        ),
        migrations.RenameField(
            model_name='snapshot',
            old_name='new_input_hash',
            new_name='input_hash',
        ),
        migrations.RenameField(
            model_name='snapshot',
            old_name='new_loss_hash',
            new_name='loss_hash',
        ),
        migrations.RenameField(
            model_name='portfoliorun',
            old_name='new_input_hash',
            new_name='input_hash',
        ),
        migrations.RenameField(
            model_name='portfoliorun',
            old_name='new_loss_hash',
            new_name='loss_hash',
        ),
        migrations.RenameField(
            model_name='portfoliorun',
            old_name='new_members',
            new_name='members',
        ),
        migrations.RenameField(
            model_name='portfoliorun',
            old_name='new_exceedance',
            new_name='exceedance',
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='input_hash',
            field=risks.exposure.models.fields.Digest(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='loss_hash',
            field=risks.exposure.models.fields.Digest(),
        ),
        migrations.AlterField(
            model_name='portfoliorun',
            name='input_hash',
            field=risks.exposure.models.fields.Digest(),
        ),
        migrations.AlterField(
            model_name='portfoliorun',
            name='loss_hash',
            field=risks.exposure.models.fields.Digest(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='basis',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.basis'),
        ),
        migrations.AlterField(
            model_name='portfoliorun',
            name='basis',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.basis'),
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='numpy_version',
        ),
        migrations.RemoveField(
            model_name='portfoliorun',
            name='scipy_version',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='exceedance',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='numpy_version',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='scipy_version',
        ),
        migrations.AlterField(
            model_name='portfoliorun',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='portfolio_runs', to='risks.company'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='assumptions',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='risks.assumptions'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='risk',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='risks.risk'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('risk', 'input_hash'), name='snapshot_is_one_for_each_risk_and_inputs'),
        ),
        migrations.AddIndex(
            model_name='portfoliorun',
            index=models.Index(fields=['company', 'valuation_date'], name='run_of_a_day'),
        ),
        migrations.AddConstraint(
            model_name='portfoliorun',
            constraint=models.UniqueConstraint(fields=('company', 'scope', 'dimension', 'part', 'input_hash'), name='portfolio_run_is_one_for_each_scope_part_and_inputs'),
        ),
        migrations.AddConstraint(
            model_name='portfoliorun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dimension', 'portfolio'), ('part', '')), models.Q(models.Q(('dimension', 'portfolio'), _negated=True), models.Q(('part', ''), _negated=True)), _connector='OR'), name='portfolio_run_names_its_part_unless_it_is_the_whole'),
        ),
    ]
