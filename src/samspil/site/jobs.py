"""Jobs of the doors."""

from procrastinate.contrib.django import app

from samspil.site.dumping import make_dump


@app.periodic(cron="47 2 * * *")
@app.task(name="site.make_dump", queueing_lock="site.make_dump")
def nightly_dump(timestamp: int) -> None:
    """Each night: the open-data file."""
    make_dump()
