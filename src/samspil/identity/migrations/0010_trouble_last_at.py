import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0009_people_without_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="addresstrouble",
            name="last_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
