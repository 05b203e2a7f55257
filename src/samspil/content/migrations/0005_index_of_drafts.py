"""The desk lists pages with something unpublished; without an index of its own that reads every page there is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0004_danish_order_of_bytes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS content_page_drafts ON wagtailcore_page (latest_revision_created_at DESC) WHERE has_unpublished_changes",
            "DROP INDEX IF EXISTS content_page_drafts",
        ),
    ]
