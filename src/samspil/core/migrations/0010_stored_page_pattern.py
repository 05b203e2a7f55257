"""What other rooms may begin from goes with a page's stored parts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0009_document_url")]

    operations = [
        migrations.AddField(
            model_name="storedpage",
            name="pattern",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
