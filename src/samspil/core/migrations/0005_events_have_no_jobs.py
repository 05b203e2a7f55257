"""Jobs that delivered events are taken out: the worker reads the outbox itself, and what they stood for waits there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0004_heard_and_shown"), ("procrastinate", "0041_post_retry_failed_job")]  # noqa: RUF012  # Django declares it so
    operations = [  # noqa: RUF012  # Django declares it so
        migrations.RunSQL("DELETE FROM procrastinate_jobs WHERE task_name IN ('core.deliver_event', 'core.sweep_events') AND status = 'todo'", migrations.RunSQL.noop)
    ]
