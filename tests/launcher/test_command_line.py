"""Usage, exit codes, JSON, and the commands that only look."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from launcher.cli import launch
from tests.launcher.checkout import Checkout, one_line


@pytest.mark.parametrize("arguments", [[], ["dance"], ["run", "--port", "many"], ["backup"], ["status", "--colour"], ["run", "--por", "1"]])
def test_wrong_usage_exits_with_2_and_one_line(checkout: Checkout, arguments: list[str]) -> None:
    done = checkout.samspil(*arguments)
    assert done.returncode == 2
    assert "--help" in one_line(done)


def test_with_json_a_failure_is_a_document_too(checkout: Checkout) -> None:
    done = checkout.samspil("status", "--json", "more")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "usage"
    done = checkout.samspil("restore", "nothing.backup", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["text"].startswith("There is no file")


@pytest.mark.parametrize(
    "command", ["run", "stop", "status", "doctor", "setup", "test", "check", "manage", "backup", "restore", "bench", "legal-check", "match", "count"]
)
def test_help_is_everywhere(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        launch([command, "--help"])
    assert ended.value.code == 0
    assert f"samspil {command}" in capsys.readouterr().out


def test_looking_makes_nothing(checkout: Checkout) -> None:
    assert json.loads(checkout.samspil("status", "--json").stdout)["running"] is False
    assert checkout.samspil("stop").stdout == "Nothing was running.\n"
    assert not checkout.home.exists()


def test_manage_passes_the_exit_code_on(shared_checkout: Checkout) -> None:
    assert shared_checkout.samspil("manage", "exit", "7").returncode == 7


def test_commands_beside_each_other_share_the_database_and_the_last_one_stops_it(shared_checkout: Checkout) -> None:
    with ThreadPoolExecutor() as threads:
        long = threads.submit(shared_checkout.sql, "select 'long' from pg_sleep(2)")
        short = [threads.submit(shared_checkout.sql, "select 'short'") for _ in range(3)]
        assert [each.result() for each in short] == ["short"] * 3
        assert not long.done()
        assert long.result() == "long"
    assert json.loads(shared_checkout.samspil("status", "--json").stdout)["database"]["pid"] is None


def test_status_tells_parts_and_address(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    found = json.loads(shared_checkout.samspil("status", "--json").stdout)
    assert found["running"]
    assert found["healthy"]
    assert found["address"] == run.url.rstrip("/")
    assert {part["name"] for part in found["processes"]} == {"launcher", "database", "web", "worker"}
    assert f"Samspil runs at {run.url.rstrip('/')}" in shared_checkout.samspil("status").stdout


def test_stop_ends_the_run(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    assert shared_checkout.samspil("stop").stdout == "Stopped.\n"
    assert run.process.wait(10) == 0
    assert json.loads(shared_checkout.samspil("status", "--json").stdout)["database"]["pid"] is None


def findings(checkout: Checkout, **env: str) -> dict[str, str]:
    """Return the doctor's levels by name."""
    done = checkout.samspil("doctor", "--json", **env)
    document = json.loads(done.stdout)
    levels = {found["name"]: found["level"] for found in document["findings"]}
    assert done.returncode == ("wrong" in levels.values())
    assert document["ok"] is ("wrong" not in levels.values())
    assert all(found["mend"] for found in document["findings"] if found["level"] == "wrong")
    return levels


def test_the_doctor_finds_a_set_up_house_in_order(shared_checkout: Checkout) -> None:
    assert "wrong" not in findings(shared_checkout).values()


def test_the_doctor_says_what_is_wrong(checkout: Checkout) -> None:
    assert findings(checkout)["database"] == "wrong"
    checkout.samspil("setup")
    (checkout.home / "keys" / "secret_key").chmod(0o644)
    (checkout.home / "pg" / "data").chmod(0o755)
    (checkout.home / "stamps" / "files").unlink()
    levels = findings(checkout, SAMSPIL_MIN_FREE_MB="999999999")
    assert {name for name, level in levels.items() if level == "wrong"} == {"keys", "disk", "content", "data folder"}
    assert findings(checkout, DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")["database"] == "wrong"
    assert findings(checkout, SAMSPIL_VENV="/no/such/venv")["environment"] == "wrong"
