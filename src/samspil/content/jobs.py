"""Jobs of content."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="content.publish_scheduled", queueing_lock="content.publish_scheduled")
def publish_scheduled(timestamp: int) -> None:
    """Each minute: publish what is due, and take back what has run out."""
    call_command("publish_scheduled", verbosity=0)
