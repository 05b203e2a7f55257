from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION alliances_desk_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO alliances_deskchange (backend, changes) VALUES (pg_backend_pid(), 1)
    ON CONFLICT (backend) DO UPDATE SET changes = alliances_deskchange.changes + 1;
    RETURN NULL;
END $$
"""
EVERYTHING = "INSERT OR UPDATE OR DELETE OR TRUNCATE"
# As in models/desk_change.py on the day of this migration.
WATCHED = {
    "alliances_alliance": EVERYTHING,
    "alliances_deskline": EVERYTHING,
    "alliances_quarterstatus": EVERYTHING,
    "initiatives_initiative": EVERYTHING,
    "initiatives_participation": EVERYTHING,
    "identity_organisation": "UPDATE OF of_municipality_id",
    "identity_municipality": "UPDATE",
    "content_welfarearea": "UPDATE",
    "content_klenumber": "UPDATE",
}


class Migration(migrations.Migration):
    dependencies = [
        ("alliances", "0030_desk_law"),
        ("content", "0001_initial"),
        ("identity", "0014_sessions_name_the_person"),
        ("initiatives", "0004_newest_participations"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskChange",
            fields=[
                ("backend", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("changes", models.PositiveBigIntegerField(default=1)),
            ],
            options={"verbose_name": "ændring på bordene", "verbose_name_plural": "ændringer på bordene"},
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION alliances_desk_changed()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER alliances_desk_changed AFTER {changes} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION alliances_desk_changed()",
                f"DROP TRIGGER alliances_desk_changed ON {table}",
            )
            for table, changes in WATCHED.items()
        ),
    ]
