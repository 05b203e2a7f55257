"""Steps are done once for each state of their inputs; an environment left half-made is made anew."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import environment, files, steps
from launcher.home import Home
from launcher.steps import Step
from launcher.trouble import Trouble
from tests.launcher.checkout import UNROUTABLE, clean_environment


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with an empty list of packages."""
    (tmp_path / "requirements").mkdir()
    for name in ("run.txt", "dev.txt"):
        (tmp_path / "requirements" / name).write_text("")
    return Home(tmp_path, tmp_path / "var", tmp_path / "var" / "venv")


def counted(inputs: list[str], fails: bool = False) -> tuple[Step, list[str]]:
    """Return a step that counts its work."""
    done: list[str] = []

    def act() -> None:
        done.append(inputs[0])
        if fails:
            raise OSError("broken")

    return Step("counted", "Counting", lambda: inputs[0], act), done


def test_a_step_is_done_again_only_when_its_inputs_change(tmp_path: Path) -> None:
    inputs = ["a"]
    step, done = counted(inputs)
    steps.take(step, tmp_path)
    steps.take(step, tmp_path)
    inputs[0] = "b"
    steps.take(step, tmp_path)
    assert done == ["a", "b"]


def test_a_step_that_fails_is_not_done_even_if_it_was_before(tmp_path: Path) -> None:
    steps.take(counted(["a"])[0], tmp_path)
    with pytest.raises(OSError, match="broken"):
        steps.take(counted(["b"], fails=True)[0], tmp_path)
    step, done = counted(["a"])
    steps.take(step, tmp_path)
    assert done == ["a"]


def test_a_step_whose_result_is_gone_is_done_again(tmp_path: Path) -> None:
    step, done = counted(["a"])
    steps.take(step, tmp_path)
    steps.take(Step(step.name, step.doing, step.digest, step.act, still_there=lambda: False), tmp_path)
    assert done == ["a", "a"]


def test_the_digest_changes_with_names_and_contents(tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("a")
    first = files.digest_of([one])
    one.write_text("b")
    second = files.digest_of([one])
    one.rename(tmp_path / "two.txt")
    assert len({first, second, files.digest_of([tmp_path / "two.txt"])}) == 3


def test_a_file_is_written_whole_and_closed_from_the_start(tmp_path: Path) -> None:
    secret = tmp_path / "deep" / "secret"
    files.write_whole(secret, "x", mode=0o600)
    assert secret.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in secret.parent.iterdir()] == ["secret"]


def offline() -> dict[str, str]:
    """Return an environment in which pip reaches nothing."""
    return clean_environment() | UNROUTABLE


def install(home: Home) -> bool:
    """Take the step; tells whether there was anything to do."""
    return steps.take(environment.python_step(home, offline()), home.stamps)


def test_an_environment_that_was_interrupted_is_made_anew(home: Home) -> None:
    assert install(home)
    assert not install(home)
    (home.venv / "left-over").touch()
    (home.stamps / "python.unfinished").touch()
    assert install(home)
    assert not (home.venv / "left-over").exists()
    assert not install(home)


def test_an_environment_without_its_python_is_made_anew(home: Home) -> None:
    home.venv.mkdir(parents=True)
    (home.venv / "bin").mkdir()
    (home.venv / "bin" / "python").symlink_to("/no/such/python")
    assert install(home)
    assert subprocess.run([str(home.python), "-c", "import pip"], check=False).returncode == 0


def test_killed_in_the_middle_of_an_installation_the_next_one_starts_from_scratch(home: Home) -> None:
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); from tests.launcher.test_steps import install_at; install_at(sys.argv[1])"
    process = subprocess.Popen([sys.executable, "-c", code, str(home.root)], env=offline())
    waited = threading.Event()
    while not home.python.exists() and process.poll() is None:
        waited.wait(0.02)
    process.kill()
    process.wait()
    assert not (home.stamps / "python-run").exists()
    assert install(home)
    assert not install(home)


def install_at(root: str) -> None:
    """Take the step in a process of its own."""
    install(Home(Path(root), Path(root, "var"), Path(root, "var", "venv")))


def test_a_list_that_cannot_be_installed_leaves_a_working_environment_alone(home: Home) -> None:
    assert install(home)
    (home.root / "requirements" / "run.txt").write_text("psycopg==3.0 --hash=sha256:" + 64 * "0" + "\n")
    with pytest.raises(Trouble, match="No network"):
        install(home)
    assert subprocess.run([str(home.python), "-c", "import pip"], check=False).returncode == 0
    (home.root / "requirements" / "run.txt").write_text("")
    assert install(home)


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path) -> Iterator[None]:
    """Remove the environments, which are large."""
    yield
    shutil.rmtree(tmp_path / "var", ignore_errors=True)
