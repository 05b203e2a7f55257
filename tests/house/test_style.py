"""The linter, the formatter and the type checker have nothing to say."""

import subprocess
import sys

import pytest

from tests.house.places import ROOT


@pytest.mark.parametrize("command", ["ruff check --quiet --output-format concise", "ruff format --check --quiet", "mypy --no-error-summary"])
def test_tool_finds_nothing(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
