"""Chromium and Java: where they are, and what it means when they are not."""

import os
import shutil

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def in_ci() -> bool:
    """True where a missing tool is an error."""
    return os.environ.get("CI", "").lower() in {"true", "1"}


def program(variable: str, off_switch: str, names: tuple[str, ...], package: str) -> str:
    """The path of a program. Missing: an error in CI, elsewhere a plain message and the tests that need it are not run."""
    asked = os.environ.get(variable, "")
    found = asked if os.access(asked, os.X_OK) else next((path for name in names if (path := shutil.which(name))), "")
    if found and (in_ci() or not os.environ.get(off_switch)):
        return found
    said = f"NOT RUN: {names[0]} is missing or switched off with {off_switch}. Install it (Debian, Ubuntu: apt install {package}) or name it with {variable}."
    if in_ci():
        pytest.fail(said.replace("NOT RUN", "CI must run this"), pytrace=False)
    pytest.skip(said)


def chromium() -> str:
    """The browser."""
    return program("SAMSPIL_CHROMIUM", "SAMSPIL_NO_BROWSER", CHROMIUM, "chromium")


def java() -> str:
    """What runs the HTML validator."""
    return program("SAMSPIL_JAVA", "SAMSPIL_NO_JAVA", ("java",), "default-jre-headless")
