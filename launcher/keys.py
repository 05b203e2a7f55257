"""Secrets that the launcher makes once and keeps in files nobody else can read."""

import secrets
from pathlib import Path

from launcher.files import read_or_empty, write_whole
from launcher.home import Home

SECRET_KEY = "secret_key"  # noqa: S105 - names of files, not secrets
OWNER_PASSWORD = "database_password"  # noqa: S105 - a file name
SUPERUSER_PASSWORD = "database_superuser"  # noqa: S105 - a file name


def keys_folder(home: Home) -> Path:
    """Return the folder of secrets, closed to others."""
    folder = home.folder("keys", 0o700)
    folder.chmod(0o700)
    return folder


def key(home: Home, name: str) -> str:
    """Return a secret, made at first use."""
    path = keys_folder(home) / name
    value = read_or_empty(path).strip()
    if not value:
        value = secrets.token_hex(32)
        write_whole(path, value + "\n", mode=0o600)
    return value


def has_key(home: Home, name: str) -> bool:
    """Tell whether a secret has been made."""
    return (home.state / "keys" / name).exists()
