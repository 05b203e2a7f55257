"""A database of the bench's own beside the installation's, which is not touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """An empty database of this name, with Django set up on it; dropped at the end."""
    installation = os.environ["DATABASE_URL"]
    begin(installation, name)
    address = urlunsplit(urlsplit(installation)._replace(path=f"/{name}"))
    os.environ.update(DATABASE_URL=address, DJANGO_SETTINGS_MODULE="samspil.config.settings", SAMSPIL_RATE_LIMITS="off", SAMSPIL_LOG_LEVEL="WARNING")
    import django

    django.setup()
    try:
        yield
    finally:
        from django.db import connection

        connection.close()
        os.environ["DATABASE_URL"] = installation
        drop(installation, name)


def begin(installation: str, name: str) -> None:
    import psycopg

    drop(installation, name)
    with psycopg.connect(installation, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")


def drop(installation: str, name: str) -> None:
    import psycopg

    with psycopg.connect(installation, autocommit=True) as connection:
        # `WITH (FORCE)` would fail when the server itself is tidying the database; DROP alone tells the tidying to stop.
        ours = "datname = %s AND usename = current_user AND pid <> pg_backend_pid()"
        connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}", [name])  # noqa: S608  # our own constant
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
