"""A production start with demonstration settings refuses, before anything is served."""

import os
import subprocess
import sys

import pytest

GOOD = {"SAMSPIL_PRODUCTION": "1", "SAMSPIL_SECRET_KEY": "k" * 60, "SAMSPIL_BASE_URL": "https://samspil.example.dk", "SAMSPIL_DEMO": "0"}
BAD = {
    "no key": {"SAMSPIL_SECRET_KEY": None},
    "the key of development": {"SAMSPIL_SECRET_KEY": "only-for-development-and-tests"},
    "a short key": {"SAMSPIL_SECRET_KEY": "kort"},
    "an empty key": {"SAMSPIL_SECRET_KEY": ""},
    "debug": {"SAMSPIL_DEBUG": "1"},
    "demonstration": {"SAMSPIL_DEMO": "1"},
    "no limits": {"SAMSPIL_RATE_LIMITS": "off"},
    "an address without TLS": {"SAMSPIL_BASE_URL": "http://samspil.example.dk"},
    "no address": {"SAMSPIL_BASE_URL": None},
}
SHOWN = ("DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
SHOW = f"from django.conf import settings as s; print(*(getattr(s, name) for name in {SHOWN}))"


def start(changes: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own, with nothing but these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMSPIL_") or name == "SAMSPIL_HOME"}
    given = {name: value for name, value in {**kept, **GOOD, **changes}.items() if value is not None}
    return subprocess.run([sys.executable, "-c", SHOW], env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD.keys())
def test_production_refuses_what_is_for_demonstration(changes: dict[str, str | None]) -> None:
    done = start(changes)
    assert done.returncode != 0
    assert "ImproperlyConfigured: Production needs" in done.stderr
    assert not done.stdout


def test_production_starts_with_its_own_key_and_is_strict() -> None:
    done = start({})
    assert (done.returncode, done.stdout.split()) == (0, ["False", "False", "True", "True", "True", "31536000"]), done.stderr
