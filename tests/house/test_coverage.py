"""Domain and actions are tried by the tests of their own room, branch by branch."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.places import ROOT, SOURCE, named

LEAST = 0.95
# src/samspil/<room>; a part of a room may have folders of its own.
ROOM_DEPTH = 3


@pytest.mark.slow
def test_nearly_every_branch_of_domain_and_actions_is_taken(tmp_path: Path) -> None:
    """Only the rooms that have them are run, and only those folders are looked at (pyproject.toml): tracing costs half as much again.

    CI has run them traced a moment ago and tells where it wrote what it saw (`SAMSPIL_COVERAGE`).
    """
    rooms = {path.parent for part in ("domain", "actions") for path in SOURCE.glob(f"*/{part}")}
    written = os.environ.get("SAMSPIL_COVERAGE")
    told = json.loads((Path(written) if written else traced(rooms, tmp_path)).read_text(encoding="utf-8"))
    looked_at = {Path(*Path(name).parts[:ROOM_DEPTH]) for name in told["files"]}
    assert {path.relative_to(ROOT) for path in rooms} == looked_at
    missed = {name: file["missing_branches"] for name, file in told["files"].items() if file["missing_branches"]}
    assert told["totals"]["covered_branches"] >= LEAST * told["totals"]["num_branches"], missed


def traced(rooms: set[Path], tmp_path: Path) -> Path:
    """The report of running the tests of these rooms, in two processes."""
    report = tmp_path / "coverage.json"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | {"COVERAGE_FILE": str(tmp_path / "data")}
    how = ["-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", "--cov", f"--cov-report=json:{report}"]
    command = [sys.executable, "-m", "pytest", *sorted(map(named, rooms)), *how]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    return report
