from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef


def mark_asked(apps: Any, schema_editor: Any) -> None:
    """Participations of parties that have not answered yet."""
    asked = apps.get_model("alliances", "Party").objects.filter(
        state="invited", organisation=OuterRef("organisation"), alliance__initiative=OuterRef("initiative")
    )
    apps.get_model("initiatives", "Participation").objects.filter(Exists(asked)).update(joined=False)


class Migration(migrations.Migration):
    dependencies = [
        ("alliances", "0001_initial"),
        ("initiatives", "0003_participation_joined"),
    ]

    operations = [migrations.RunPython(mark_asked, migrations.RunPython.noop)]
