"""The rules of supervision, with parts that are no processes; processes known by number and start; tools for the tests."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import browser, processes, project, supervise
from launcher.addresses import client_variables, socket_url
from launcher.home import Home
from launcher.interrupts import Interrupts
from launcher.processes import Identity
from launcher.project import Address
from launcher.supervise import Group, Part
from launcher.trouble import Trouble


def short_lived() -> tuple[Identity, None]:
    """Start nothing: the part is dead at once."""
    return Identity(2**22 + 1, "never"), None


def test_a_part_that_dies_quickly_is_started_again_with_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE", 0.001)
    part = Part("worker", short_lived)
    part.launch()
    assert [part.note_death() for _ in range(5)] == [0.001, 0.002, 0.004, 0.008, 0.016]


def test_after_five_quick_deaths_the_group_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE", 0.001)
    starts: list[int] = []
    group = Group(Interrupts(), lambda _group: starts.append(1))
    group.add(Part("worker", short_lived))
    with pytest.raises(Trouble, match="The worker process died 5 times"):
        group.watch(lambda: False, 0.001)
    assert len(starts) == 5


def test_a_death_after_a_long_life_counts_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Part("web", short_lived)
    part.launch()
    part.note_death()
    monkeypatch.setattr(supervise, "QUICK_SECONDS", -1.0)
    part.launch()
    part.note_death()
    assert part.quick_deaths == 1


def test_a_process_is_known_by_number_and_start() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        who = processes.identify(process.pid)
        assert who is not None
        assert processes.alive(who)
        processes.send(Identity(who.pid, "another start"), signal.SIGKILL)
        assert process.poll() is None
        assert processes.end([who], (signal.SIGTERM, 5.0)) == []
        assert process.wait() == -signal.SIGTERM
    assert not processes.alive(who)


def test_a_dead_process_nobody_has_fetched_counts_as_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert processes.identify(process.pid) is None
        assert processes.number_taken(process.pid)


def test_addresses_are_taken_apart_without_loss() -> None:
    url = socket_url("samspil", "p@/ss", "samspil", "/run/a b")
    assert client_variables(url) == {"PGUSER": "samspil", "PGPASSWORD": "p@/ss", "PGDATABASE": "samspil", "PGHOST": "/run/a b"}
    many = client_variables("postgresql://me:x%40y@h1:5432,[::1]:5433/db?sslmode=require")
    assert many == {"PGUSER": "me", "PGPASSWORD": "x@y", "PGDATABASE": "db", "PGHOST": "h1,::1", "PGPORT": "5432,5433", "PGSSLMODE": "require"}


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5"])
def test_a_number_of_web_processes_that_is_none_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(Trouble, match="number of 1 or more"):
        project.web_command(Home(tmp_path, tmp_path, tmp_path), Address(), {"SAMSPIL_WEB_PROCESSES": number})


def test_the_web_server_listens_where_it_is_told(tmp_path: Path) -> None:
    command = project.web_command(Home(tmp_path, tmp_path, tmp_path), Address("::1", 8001), {"SAMSPIL_WEB_PROCESSES": "3"})
    assert command[command.index("--workers") + 1] == "3"
    assert command[command.index("--host") + 1 : command.index("--host") + 4] == ["::1", "--port", "8001"]
    assert Address("::", 80).url == "http://[::1]:80"


def test_without_a_browser_ci_fails_and_others_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    environ = {"PATH": str(tmp_path)}
    found = browser.test_tools(environ, tmp_path / "apt.log")
    assert found == {"SAMSPIL_NO_BROWSER": "1", "SAMSPIL_NO_JAVA": "1"}
    assert "Chromium is missing, so journeys in a browser are NOT tested" in capsys.readouterr().err
    with pytest.raises(Trouble, match="CI must run"):
        browser.test_tools(environ | {"CI": "true"}, tmp_path / "apt.log")


def test_a_browser_that_is_there_is_named(tmp_path: Path) -> None:
    for name in ("chromium", "java"):
        (tmp_path / name).touch(mode=0o755)
    found = browser.test_tools({"PATH": str(tmp_path), "CI": "true"}, tmp_path / "apt.log")
    assert found == {"SAMSPIL_CHROMIUM": str(tmp_path / "chromium"), "SAMSPIL_JAVA": str(tmp_path / "java")}
