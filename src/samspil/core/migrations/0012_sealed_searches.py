"""Searches in vain are counted under a seal. What was kept in the clear is deleted: it may name somebody, and the next searches count anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0011_notice_about")]

    operations = [
        migrations.RunSQL("DELETE FROM core_missedsearch", migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="missedsearch", name="core_missedsearch_once"),
        migrations.AddField(model_name="missedsearch", name="seal", field=models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AlterField(model_name="missedsearch", name="words", field=models.CharField(blank=True, max_length=80)),
        migrations.AddConstraint(model_name="missedsearch", constraint=models.UniqueConstraint(fields=("seal", "day"), name="core_missedsearch_once")),
    ]
