"""Each bad start is told in one plain line, with an exit code that is not 0 and nothing half-done."""

import ast
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.launcher.checkout import REPOSITORY, UNROUTABLE, Checkout, free_port, one_line

OLD_PYTHON = (
    "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = ['./samspil', *sys.argv[1:]]; runpy.run_path({path!r}, run_name='__main__')"
)


def under_old_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher's file as Python 3.9 would."""
    code = OLD_PYTHON.format(path=str(REPOSITORY / "samspil"))
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_an_old_python_is_told_which_is_needed() -> None:
    done = under_old_python("run")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.9" in one_line(done)


def test_an_old_python_answers_in_json_too() -> None:
    done = under_old_python("status", "--json")
    assert json.loads(done.stdout)["error"]["code"] == "python_too_old"


def test_the_first_file_can_be_read_by_python_3_6() -> None:
    ast.parse((REPOSITORY / "samspil").read_text(), feature_version=(3, 6))


def test_a_port_in_use_stops_before_anything_is_started(checkout: Checkout) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = checkout.samspil("run", "--port", str(port))
    assert done.returncode == 1
    assert f"port {port}: another program uses it" in one_line(done)
    assert not (checkout.home / "pg").exists()


def test_an_address_of_another_machine_is_refused(checkout: Checkout) -> None:
    done = checkout.samspil("run", "--host", "192.0.2.1")
    assert done.returncode == 1
    assert "Choose another with --port or --host" in one_line(done)


@pytest.mark.parametrize("port", ["0", "70000", "-1"])
def test_a_port_that_cannot_be_is_refused(checkout: Checkout, port: str) -> None:
    done = checkout.samspil("run", f"--port={port}")
    assert done.returncode == 1
    assert "There is no port" in one_line(done)


def test_no_network_at_the_first_run_leaves_nothing_half_made(checkout: Checkout) -> None:
    del checkout.env["SAMSPIL_VENV"]
    done = checkout.samspil("run", "--port", str(free_port()), **UNROUTABLE)
    assert done.returncode == 1
    assert "No network" in one_line(done)
    assert not (checkout.home / "venv").exists()
    assert not list((checkout.home / "stamps").iterdir())


def test_a_full_disk_is_told_before_anything_is_made(checkout: Checkout) -> None:
    done = checkout.samspil("run", SAMSPIL_MIN_FREE_MB="999999999")
    assert done.returncode == 1
    assert "MB are free" in one_line(done)
    assert not list(checkout.home.iterdir())


@pytest.fixture
def small_disk(checkout: Checkout) -> Iterator[Path]:
    """A disk of its own for the home, with room for too little."""
    disk = checkout.root / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m,mode=755", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_disk_that_gets_full_on_the_way_is_told_and_leaves_no_half_database(checkout: Checkout, small_disk: Path) -> None:
    checkout.env |= {"SAMSPIL_HOME": str(small_disk / "home"), "SAMSPIL_MIN_FREE_MB": "0"}
    done = checkout.samspil("setup")
    assert done.returncode == 1
    assert "The disk is full" in one_line(done)
    assert not (checkout.home / "pg" / "data").exists()
    subprocess.run(["mount", "-o", "remount,size=300m", str(small_disk)], check=True)
    again = checkout.samspil("setup")
    assert again.returncode == 0, again.stderr


def test_a_home_that_cannot_be_made_is_told(checkout: Checkout) -> None:
    done = checkout.samspil("run", SAMSPIL_HOME="/proc/samspil")
    assert done.returncode == 1
    assert "Cannot make the folder /proc/samspil" in one_line(done)


@pytest.mark.parametrize("url", ["mysql://localhost/samspil", "nonsense", "postgresql://localhost"])
def test_a_database_url_of_the_wrong_form_is_refused(checkout: Checkout, url: str) -> None:
    done = checkout.samspil("run", "--port", str(free_port()), DATABASE_URL=url)
    assert done.returncode == 1
    assert "does not name a PostgreSQL database" in one_line(done)


def test_a_database_that_does_not_answer_is_told_without_its_password(checkout: Checkout) -> None:
    done = checkout.samspil("run", "--port", str(free_port()), DATABASE_URL=f"postgresql://me:hemmelig@127.0.0.1:{free_port()}/samspil")
    assert done.returncode == 1
    assert "nothing answers there" in one_line(done)
    assert "hemmelig" not in done.stderr


def test_an_old_postgresql_is_refused(checkout: Checkout) -> None:
    with server_of_version("14.9") as port:
        done = checkout.samspil("run", "--port", str(free_port()), DATABASE_URL=f"postgresql://me@127.0.0.1:{port}/samspil?sslmode=disable")
    assert done.returncode == 1
    assert "is PostgreSQL 14; Samspil needs 15 or newer" in one_line(done)


@contextmanager
def server_of_version(version: str) -> Iterator[int]:
    """Greet as PostgreSQL of a version does, and no more."""

    def message(kind: bytes, body: bytes) -> bytes:
        return kind + (len(body) + 4).to_bytes(4, "big") + body

    def greet() -> None:
        while True:
            try:
                link, _ = listener.accept()
            except OSError:
                return
            with link:
                link.recv(1024)
                parameters = b"".join(
                    message(b"S", f"{name}\0{value}\0".encode()) for name, value in (("server_version", version), ("client_encoding", "UTF8"))
                )
                link.sendall(message(b"R", bytes(4)) + parameters + message(b"Z", b"I"))
                link.recv(1024)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=greet, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def test_a_given_socket_folder_that_is_too_long_is_refused(checkout: Checkout) -> None:
    done = checkout.samspil("run", "--port", str(free_port()), SAMSPIL_SOCKET_DIR="/run/" + 100 * "s")
    assert done.returncode == 1
    assert "too long for a Unix socket" in one_line(done)


def test_a_data_folder_of_a_newer_postgresql_is_left_alone(checkout: Checkout) -> None:
    assert checkout.samspil("setup").returncode == 0
    version = checkout.home / "pg" / "data" / "PG_VERSION"
    version.write_text("19\n")
    done = checkout.samspil("run", "--port", str(free_port()))
    assert done.returncode == 1
    assert "was made by PostgreSQL 19, this Samspil has 18" in one_line(done)


def test_a_given_venv_without_python_is_refused(checkout: Checkout) -> None:
    done = checkout.samspil("setup", SAMSPIL_VENV="/no/such/venv")
    assert done.returncode == 1
    assert "holds no Python environment" in one_line(done)


def test_content_that_fails_is_told_in_one_line_and_tried_again(checkout: Checkout) -> None:
    done = checkout.samspil("setup", FAKE_PREPARE_FAILS="1")
    assert done.returncode == 1
    assert "prepare_site failed: content is not in order" in done.stderr.splitlines()[-1]
    again = checkout.samspil("setup")
    assert again.returncode == 0, again.stderr
    assert "Content" in again.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change user")
def test_a_database_user_that_cannot_be_made_is_told(checkout: Checkout) -> None:
    done = checkout.samspil("setup", SAMSPIL_PG_USER="not a name")
    assert done.returncode == 1
    assert "PostgreSQL needs a user of its own" in one_line(done)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_of_somebody_else_is_told(checkout: Checkout) -> None:
    done = checkout.samspil("setup", SAMSPIL_HOME=str(Path("/")))
    assert "may not be written by you" in one_line(done)
