"""What a digest may say of a notice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0010_stored_page_pattern")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.CharField(blank=True, db_default="", max_length=120),
        ),
    ]
